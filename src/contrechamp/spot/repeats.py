"""What one page says again: an acronym in brackets behind a name, and a name that was announced once."""

import re
from collections.abc import Iterator, Sequence

from contrechamp.spot.spotter import Spotted

_ACRONYM = re.compile(r"\s{0,3}\(\s?(?P<acronym>[A-ZÀ-Ý](?:\.?[A-ZÀ-Ý0-9]){1,11}\.?)\s?\)")
_SHORTEST = 4  # letters of a name that is looked for again without its announcement
_MOST = 60  # names looked for again in one page
_REPEATED_RULES = frozenset(("company", "company-run", "company-form", "association"))


def find_repeats(text: str, found: Sequence[Spotted]) -> Iterator[Spotted]:
    """Other places of this text where names stand that were announced once, or their acronyms."""
    again: dict[str, Spotted] = {}
    for one in found:
        if match := _ACRONYM.match(text, one.end):
            yield _repeat(one, *match.span("acronym"), rule="acronym")
            again.setdefault(match["acronym"], one)
        if one.rule in _REPEATED_RULES and len(name := _name(text, one)) >= _SHORTEST:
            again.setdefault(name, one)
    if again:
        yield from _find_again(text, dict(list(again.items())[:_MOST]))


def _find_again(text: str, again: dict[str, Spotted]) -> Iterator[Spotted]:
    """Acronyms and single words in their capitals only."""
    words = "|".join(_write_loosely(name) for name in sorted(again, key=len, reverse=True))
    named = {_squeeze(name): one for name, one in again.items()}
    for match in re.finditer(rf"(?<![\w'’-])(?:(?<=[dlDL]['’]))?(?:{words})(?!\w|-\w)", text):
        one = named.get(_squeeze(match[0]))
        if one:
            yield _repeat(one, *match.span(), rule="acronym" if match[0].isupper() else "repeat")


def _write_loosely(name: str) -> str:
    return r"\s{1,3}".join(map(re.escape, name.split()))


def _squeeze(name: str) -> str:
    return "".join(name.split())


def _name(text: str, one: Spotted) -> str:
    """The name without the word that announces it."""
    words = text[one.start : one.end]
    return re.sub(r"^(?:[Aa]ssociation|ASSOCIATION)\s{1,3}(?:d(?:e|es|u)\s|d['’])?", "", words)


def _repeat(one: Spotted, start: int, end: int, *, rule: str) -> Spotted:
    return Spotted(start, end, one.value, rule, one.details)
