"""Running footers of a text that kept no page breaks: the same words and a growing number at a line's end."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

FEWEST = 5  # growing footers before a text is taken for a paged one
_NUMBER = re.compile(r"(?<!\d)\d{1,8}(?=[ \t\r]{0,8}\n)")  # glued behind a year it has up to eight digits
_DIGITS = 4  # of a printed page number
_KEY = 24  # characters before the number, blanks aside, that say "the same words"
_REACH = 160  # code points in which they are looked for: a footer may run over several lines
_LETTERS, _TOLD = 12, 60  # so many letters among so many characters: a column of figures is no footer
_MEAN = 500  # code points of a page; numbered lists are denser
_GROWN, _LOST = 3, 6  # what a next number is worth, and what a lost one costs
_GAP = 5  # pages that may have lost their footer
_PAGE_WORD = re.compile(r"(?:^|\n)[ \t]{0,80}(page)[ \t]{0,8}\Z", re.IGNORECASE)
_COUNTS_OTHER_THINGS = re.compile(
    r"(?:n°|n°s|numero|numéro|article|art\.|lot|annexe|titre|chapitre|section|tableau|figure|point|question"
    r"|rue|place|tome|volume|phase|tranche|zone|secteur|=|,|/|€)\Z",
    re.IGNORECASE,
)


class Footer(NamedTuple):
    """A footer ends before code point `end` and prints `number`; `words` are the same on the pages beside it.

    `is_whole` where no other digit is glued to the number.
    """

    end: int
    number: int
    words: str
    is_whole: bool = True


def find_footers(text: str, *, after: int = 0, known: Collection[str] = ()) -> list[Footer]:
    """The longest growing sequence of footers, in order; [] where a text has none.

    `after` is the number of the footer before this text (0 at its beginning), `known` its words. At the beginning
    FEWEST are needed; a line without its end is not looked at.
    """
    candidates = [footer for footer in _list_candidates(text) if footer.number > after]
    chain = _find_chain(_keep_repeated(candidates, known), after)
    if after:
        return chain
    while len(chain) > 1 and chain[0].words != chain[1].words:
        chain = chain[1:]
    enough = len(chain) >= FEWEST and chain[-1].end - chain[0].end >= _MEAN * (len(chain) - 1)
    return chain if enough and chain[0].end > _MEAN // 3 else []


def _list_candidates(text: str) -> Iterator[Footer]:
    for match in _NUMBER.finditer(text):
        for start in range(max(match.end() - _DIGITS, match.start()), match.end()):
            if text[start] != "0" and (words := _read_words(text, start)):
                yield Footer(match.end(), int(text[start : match.end()]), words, start == match.start())


def _read_words(text: str, end: int) -> str:
    """The words before a number, without blanks; "" where they say nothing, or count something other than pages."""
    before = text[max(0, end - _REACH) : end]
    if _PAGE_WORD.search(before):
        return "page"
    words = "".join(before.split())
    is_told = sum(map(str.isalpha, words[-_TOLD:])) >= _LETTERS and not _COUNTS_OTHER_THINGS.search(words)
    return words[-_KEY:] if is_told else ""


def _keep_repeated(candidates: Sequence[Footer], known: Collection[str]) -> Iterator[Footer]:
    """Those whose words also stand before the next or the last number."""
    numbers = defaultdict(set)
    for footer in candidates:
        numbers[footer.words].add(footer.number)
    for footer in candidates:
        beside = numbers[footer.words]
        if footer.words in known or footer.number + 1 in beside or footer.number - 1 in beside:
            yield footer


class _Link(NamedTuple):
    """A footer, the chain before it, and what the whole is worth: more with the same words, less with lost footers."""

    worth: int
    footer: Footer
    before: "_Link | None"


def _find_chain(footers: Iterable[Footer], after: int) -> list[Footer]:
    """The longest one that grows by one, or by a few where footers are lost; of two equal ones the later place."""
    best: dict[int, _Link] = {}
    for footer in footers:
        link = _extend_chain(best, footer, after)
        if link and (footer.number not in best or link.worth >= best[footer.number].worth):
            best[footer.number] = link
    link = max(best.values(), key=lambda last: (last.worth, -last.footer.number), default=None)
    chain = []
    while link:
        chain.append(link.footer)
        link = link.before
    return chain[::-1]


def _extend_chain(best: Mapping[int, _Link], footer: Footer, after: int) -> _Link | None:
    """The best chain that this footer ends; None for one that stands too far from the footer before the text."""
    begin = _Link(0, footer, None)
    links = [begin] if not after or footer.number <= after + _GAP else []
    for lost in range(_GAP):
        before = best.get(footer.number - 1 - lost)
        if before and before.footer.end < footer.end:
            worth = before.worth + _GROWN - _LOST * lost
            worth += (footer.words == before.footer.words) + footer.is_whole
            links.append(_Link(worth, footer, before))
    return max(links, key=lambda link: link.worth, default=None)
