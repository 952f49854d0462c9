"""What one page says again: an acronym in brackets behind a name, and a name that was announced once."""

import re
from collections.abc import Iterator, Sequence

from contrechamp.spot.spotter import Spotted
from contrechamp.text.folding import fold

_ACRONYM = re.compile(r"\s{0,3}\(\s?(?P<acronym>[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý0-9]){1,11}\.?)\s?\)")
_WORD = re.compile(r"[^\W\d_][\w-]*")
_FARTHEST = 160  # characters in which the words of an acronym stand
_SHORTEST = 4  # letters of a name that is looked for again without its announcement
_MOST = 60  # names looked for again in one page
_REPEATED_RULES = frozenset(("company", "company-run", "company-form", "company-firm", "association"))
_GUESSED_RULE = "company-run"  # of a role alone: said again it is no surer, and keeps its rule


_DEFINED = re.compile(r"\(\s?(?P<acronym>(?:[A-ZÀ-Ý]\.?){2,10})\s?\)")
_BODY_WORDS = frozenset(
    [
        "direction",
        "service",
        "agence",
        "bureau",
        "comite",
        "commission",
        "conseil",
        "centre",
        "institut",
        "office",
        "syndicat",
        "caisse",
        "chambre",
        "autorite",
        "etablissement",
        "observatoire",
        "delegation",
        "mission",
        "communaute",
        "ecole",
        "ministere",
        "secretariat",
        "inspection",
        "parc",
        "regie",
    ]
)
_GROUP_WORDS = frozenset(
    [
        "federation",
        "association",
        "union",
        "ligue",
        "collectif",
        "confederation",
        "fondation",
        "mouvement",
        "parti",
        "club",
    ]
)
_SMALL = frozenset(
    [
        "de",
        "du",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "et",
        "a",
        "au",
        "aux",
        "en",
        "pour",
        "sur",
        "par",
        "dans",
        "un",
        "une",
    ]
)


def find_defined(text: str) -> Iterator[Spotted]:
    """Names with an acronym in brackets that their words spell, where the first word says that they are actors."""
    for defined in _DEFINED.finditer(text):
        end = len(text[max(defined.start() - 3, 0) : defined.start()].rstrip()) + max(defined.start() - 3, 0)
        begin = max(end - _FARTHEST, 0)
        start = _find_first_word(text, begin, end, letters=defined["acronym"].replace(".", ""))
        if start is None:
            continue
        head = fold(_WORD.match(text, start)[0])
        category = "body" if head in _BODY_WORDS else "association" if head in _GROUP_WORDS else ""
        if category:
            name = " ".join(text[start:end].split())
            value = name[:1].upper() + name[1:]
            yield Spotted(start, end, value, "defined", {"category": category})


def _find_first_word(text: str, begin: int, end: int, *, letters: str) -> int | None:
    """Where the words begin whose first letters these are; small words between them do not count."""
    left = fold(letters)
    for word in reversed(list(_WORD.finditer(text, begin, end))):
        first = fold(word[0])
        if first in _SMALL:
            continue
        if first[0] != left[-1]:
            return None
        left = left[:-1]
        if not left:
            return word.start()
    return None


def find_repeats(text: str, found: Sequence[Spotted]) -> Iterator[Spotted]:
    """Other places of this text where names stand that were announced once, or their acronyms."""
    again: dict[str, Spotted] = {}
    for one in found:
        if match := _ACRONYM.match(text, one.end):
            yield _repeat(one, *match.span("acronym"), rule="acronym")
            again.setdefault(match["acronym"], one)
            again.setdefault(match["acronym"].replace(".", ""), one)
        if one.rule in _REPEATED_RULES and len(name := _name(text, one)) >= _SHORTEST:
            again.setdefault(name, one)
    if again:
        yield from _find_again(text, dict(list(again.items())[:_MOST]))


def _find_again(text: str, again: dict[str, Spotted]) -> Iterator[Spotted]:
    """As written, or behind "association" in any case."""
    names = "|".join(_write_loosely(name) for name in sorted(again, key=len, reverse=True))
    named = {_squeeze(name): one for name, one in again.items()}
    expression = (
        rf"(?<![\w-])(?:[Aa]ssociation\s{{1,3}}(?P<behind>(?i:{names}))|(?P<alone>{names}))(?!\w|-\w)"
    )
    for match in re.finditer(expression, text):
        one = named[_squeeze(match["behind"] or match["alone"])]
        yield _repeat(one, *match.span(), rule="acronym" if match[0].isupper() else "repeat")


def _write_loosely(name: str) -> str:
    return r"\s{1,3}".join(map(re.escape, name.split()))


def _squeeze(name: str) -> str:
    return fold("".join(name.split()))


def _name(text: str, one: Spotted) -> str:
    """The name without the word that announces it."""
    words = text[one.start : one.end]
    return re.sub(r"^(?:[Aa]ssociation|ASSOCIATION)\s{1,3}(?:d(?:e|es|u)\s|d['’])?", "", words)


def _repeat(one: Spotted, start: int, end: int, *, rule: str) -> Spotted:
    return Spotted(start, end, one.value, one.rule if one.rule == _GUESSED_RULE else rule, one.details)
