"""What a file that comes back no longer claims: what it undoes itself, and what it says otherwise later.

What is said of that beside a decision is a stranger's word; only decisions that the file holds count.
"""

from collections.abc import Callable, Iterator
from functools import cached_property

from contrechamp.link.content import make_source
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import Judgement, JudgementKind

Reopen = Callable[[], Iterator[Judgement]]


def list_cited(judgement: Judgement) -> Iterator[tuple[str, list[Source]]]:
    """What a judgement says with passages: the thing ("e:…", "f:…"), and the passages."""
    content = judgement.content
    for letter, name in (("e", "entities"), ("f", "facts")):
        for said in content.get(name, ()):
            yield f"{letter}:{said['id']}", list(map(make_source, said.get("sources", ())))
    if "sources" in content.get("changes", ()):
        yield f"e:{content.get('entity')}", list(map(make_source, content["changes"]["sources"]))


class PastClaims:
    """Reads the whole file, twice, once something in it cannot be proved. `reopen` gives it from the first on."""

    def __init__(self, reopen: Reopen):
        self._reopen = reopen

    def has(self, judgement: Judgement, thing: str) -> bool:
        """Whether the file undoes this judgement, or lets a later one say where the thing stands."""
        return judgement.id in self._undone or self._last_said.get(thing) != judgement.id

    @cached_property
    def _undone(self) -> dict[str, str]:
        """Judgements that the file undoes, and by which; undoing an undoing brings the first one back."""
        undone: dict[str, str] = {}
        targets: dict[str, str] = {}
        for one in self._reopen():
            if one.kind == JudgementKind.UNDO:
                target = targets[one.id] = one.content["judgement"]
                undone[target] = one.id
                undone.pop(targets.get(target, ""), None)
        return undone

    @cached_property
    def _last_said(self) -> dict[str, str]:
        """Of each thing that cites, the last judgement that says it and stands."""
        standing = (one for one in self._reopen() if one.id not in self._undone)
        return {thing: one.id for one in standing for thing, _ in list_cited(one)}
