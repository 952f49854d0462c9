"""All spotters over one page."""

from collections.abc import Iterable, Sequence
from types import ModuleType

from contrechamp.spot import counts, dates, laws, numbers, retention, sums
from contrechamp.spot.lexicons import Lexicons
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
)


def spot_page(page: Page, *, tables: Sequence[Table], lexicons: Lexicons) -> tuple[Mention, ...]:
    """What a page names, in the order of its text; spans of one kind never overlap."""
    mentions = []
    for spotter in SPOTTERS:
        reached = 0
        for found in _find(spotter, page.text, tables=tables, lexicons=lexicons):
            if found.start >= reached:
                reached = found.end
                words = page.text[found.start : found.end]
                place = (spotter.KIND, page.number, found.start, found.end, words)
                mentions.append(Mention(*place, found.value, found.rule, spotter.VERSION, found.details))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))


def _find(
    spotter: ModuleType, text: str, *, tables: Sequence[Table], lexicons: Lexicons
) -> Iterable[Spotted]:
    """What a spotter finds in the text and, where it looks at tables too, in their cells; in the order of the text."""
    if not tables or not hasattr(spotter, "find_in_tables"):
        return spotter.find(text, lexicons)
    found = (*spotter.find(text, lexicons), *spotter.find_in_tables(text, tables))
    return sorted(found, key=lambda one: (one.start, -one.end))
