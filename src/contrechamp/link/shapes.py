"""The shape of a judgement: what has another one is refused before it is kept, for what is kept is folded for ever."""

from collections.abc import Callable, Mapping
from typing import Any

from contrechamp.errors import ContrechampError, JudgementRefused
from contrechamp.link.content import make_entity, make_fact
from contrechamp.link.judging import is_id
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_WANTED: Mapping[Kind, tuple[str, ...]] = {
    Kind.ENTITY: ("entities",),
    Kind.NAME: ("names",),
    Kind.APART: ("pairs",),
    Kind.MERGE: ("entity", "into"),
    Kind.CORRECT: ("entity", "changes"),
    Kind.FACT: ("facts",),
    Kind.SECOND: ("entity",),
    Kind.UNDO: ("judgement",),
}
_CHANGED = frozenset({"kind", "name", "category", "role", "identifiers", "details", "sources"})


def check_shape(judgement: Judgement) -> None:
    """JudgementRefused where the content is not what its kind holds (`vocabulary.judgement`)."""
    content = judgement.content
    if not is_id(judgement.id) or any(not content.get(name) for name in _WANTED.get(judgement.kind, ())):
        raise _refuse()
    for name, is_sound in _SOUND.items():
        if name in content and not is_sound(content[name]):
            raise _refuse()
    if not _says_whose(judgement):
        raise _refuse()
    for said, make in [
        *((one, make_entity) for one in content.get("entities", ())),
        *((one, make_fact) for one in content.get("facts", ())),
    ]:
        try:
            make(said)
        except ContrechampError:
            raise
        except (TypeError, ValueError, KeyError, AttributeError) as error:
            raise _refuse() from error


def _says_whose(judgement: Judgement) -> bool:
    """Whether each name stands with its entity: its own, or the one of the whole judgement."""
    if judgement.kind not in (Kind.ENTITY, Kind.FACT, Kind.NAME):
        return True
    is_said = judgement.kind == Kind.NAME and bool(judgement.content.get("entity"))
    return is_said or all(len(one) == 4 and bool(one[3]) for one in judgement.content.get("names", ()))


def _refuse() -> JudgementRefused:
    return JudgementRefused("This judgement is not made as one of its kind is.")


def _is_line(said: Any) -> bool:
    """Words on one line: the registry keeps several of them, one under another."""
    return isinstance(said, str) and "\n" not in said


def _is_name(said: Any) -> bool:
    return isinstance(said, list | tuple) and 2 <= len(said) <= 4 and all(map(_is_line, said))


def _is_pair(said: Any) -> bool:
    return isinstance(said, list | tuple) and len(said) == 2 and all(isinstance(one, str) for one in said)


def _all(check: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda said: isinstance(said, list | tuple) and all(map(check, said))


def _is_change(said: Any) -> bool:
    return isinstance(said, dict) and said.keys() <= _CHANGED


_SOUND: Mapping[str, Callable[[Any], bool]] = {
    "entities": _all(lambda said: isinstance(said, dict) and is_id(str(said.get("id")))),
    "facts": _all(lambda said: isinstance(said, dict) and is_id(str(said.get("id")))),
    "names": _all(_is_name),
    "pairs": _all(_is_pair),
    "proposals": _all(_is_line),
    "changes": _is_change,
    **dict.fromkeys(("entity", "into", "judgement", "fact", "place", "confirmed"), _is_line),
}
