"""All spotters over one page."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from types import ModuleType

from contrechamp.spot import (
    actors,
    counts,
    dates,
    events,
    laws,
    numbers,
    persons,
    places,
    retention,
    sums,
    technologies,
)
from contrechamp.spot.columns import Columns, open_columns
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.natural_persons import set_persons_apart
from contrechamp.spot.row_places import write_places
from contrechamp.spot.rows import find_in_tables
from contrechamp.spot.spotter import Spotted
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention
from contrechamp.vocabulary.table import Table

SPOTTERS: tuple[ModuleType, ...] = (
    sums,
    dates,
    counts,
    retention,
    numbers,
    laws,
    technologies,
    events,
    places,
    actors,
)


def spot_page(
    page: Page,
    *,
    tables: Sequence[Table],
    lexicons: Lexicons,
    columns: Columns | None = None,
    with_persons: bool = False,
) -> tuple[Mention, ...]:
    """What a page names, in the order of its text; spans of one kind never overlap.

    `columns` hold what persons said of their files; without them, what the package knows.
    """
    mentions = []
    for spotter in (*SPOTTERS, persons) if with_persons else SPOTTERS:
        reached = 0
        for found in _find(spotter, page.text, tables=tables, lexicons=lexicons):
            if found.start >= reached:
                reached = found.end
                words = page.text[found.start : found.end]
                place = (spotter.KIND, page.number, found.start, found.end, words)
                mentions.append(Mention(*place, found.value, found.rule, spotter.VERSION, found.details))
    if tables:
        mentions = _give_way(mentions, list(find_in_tables(page, tables, columns or _find_columns())))
        mentions = write_places(mentions, lexicons=lexicons)
    mentions = set_persons_apart(mentions, page.text, lexicons=lexicons)
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _find(
    spotter: ModuleType, text: str, *, tables: Sequence[Table], lexicons: Lexicons
) -> Iterable[Spotted]:
    """What a spotter finds in the text and, where it looks at tables too, in their cells; in the order of the text."""
    if not tables or not hasattr(spotter, "find_in_tables"):
        return spotter.find(text, lexicons)
    found = (*spotter.find(text, lexicons), *spotter.find_in_tables(text, tables))
    return sorted(found, key=lambda one: (one.start, -one.end))


@lru_cache(maxsize=1)
def _find_columns() -> Columns:
    return open_columns()


def _give_way(spotted: list[Mention], rows: list[Mention]) -> list[Mention]:
    """A column says more than the words of its cell: what both found is told once, with what the lexicons know."""
    exact = {(one.kind, one.start, one.end): one for one in spotted}
    taken = {kind: _Taken(row for row in rows if row.kind is kind) for kind in {row.kind for row in rows}}
    kept = [one for one in spotted if one.kind not in taken or not taken[one.kind].meets(one)]
    return kept + [_name_as_known(row, exact.get((row.kind, row.start, row.end))) for row in rows]


class _Taken:
    """The code points that some mentions stand on."""

    def __init__(self, mentions: Iterable[Mention]):
        spans = sorted((one.start, one.end) for one in mentions)
        self._starts = [start for start, _ in spans]
        self._reached = list(accumulate((end for _, end in spans), max))

    def meets(self, one: Mention) -> bool:
        before = bisect_left(self._starts, one.end)  # so many begin before it ends
        return before > 0 and self._reached[before - 1] > one.start


def _name_as_known(row: Mention, known: Mention | None) -> Mention:
    if known is None or not _is_name(row):
        return row
    return replace(row, value=known.value, details=known.details | row.details)


def _is_name(mention: Mention) -> bool:
    """Whether its value is a name, which a lexicon writes better than a cell."""
    return mention.rule.partition("/")[2] in ("supplier", "buyer", "operator", "name", "commune", "place")
