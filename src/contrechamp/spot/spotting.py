"""All spotters over one page."""

from collections.abc import Sequence
from types import ModuleType

from contrechamp.spot import actors, persons, places, technologies
from contrechamp.spot.lexicons import Lexicons
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention
from contrechamp.vocabulary.table import Table

SPOTTERS: tuple[ModuleType, ...] = (technologies, places, actors)


def spot_page(
    page: Page, *, tables: Sequence[Table], lexicons: Lexicons, with_persons: bool = False
) -> tuple[Mention, ...]:
    """What a page names, in the order of its text; spans of one kind never overlap."""
    mentions = []
    for spotter in (*SPOTTERS, persons) if with_persons else SPOTTERS:
        reached = 0
        for found in spotter.find(page.text, lexicons):
            if found.start >= reached:
                reached = found.end
                words = page.text[found.start : found.end]
                place = (spotter.KIND, page.number, found.start, found.end, words)
                mentions.append(Mention(*place, found.value, found.rule, spotter.VERSION, found.details))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end)))
