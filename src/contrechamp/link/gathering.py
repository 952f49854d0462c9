"""The names of one document, gathered page by page: where each is first seen at its most telling, and how often."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from contrechamp.vocabulary.mention import Mention, MentionKind, find_facet

MOST_CHARACTERS = 300  # of a name: what is longer is no name (`link.judging`)
_KINDS = (MentionKind.ACTOR, MentionKind.TECHNOLOGY, MentionKind.PLACE)


class RowSpan(NamedTuple):
    """A row of a table on its page; `is_telling` where the table itself is one of surveillance (a list of cameras)."""

    start: int
    end: int
    is_telling: bool = False


class Seen(NamedTuple):
    """One name in one document: its most telling mention, and how often it stands there (see `Sighting`)."""

    kind: str
    value: str
    page: int
    start: int
    end: int
    text: str
    mentions: int
    beside: int
    rule: str
    version: str
    details: dict[str, str]


class Gathering:
    """Takes the mentions of a document page by page; it keeps one mention for each name."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], list] = {}  # [best mention, mentions, beside, last page beside]

    def add(self, mentions: Sequence[Mention], rows: Sequence[RowSpan] = ()) -> None:
        """What the next page names; `rows` are those of its tables whose columns are understood, in order.

        In such a row a name stands beside what the row names; elsewhere, beside what the page names outside of them.
        """
        near = _Neighbourhood(mentions, rows)
        for mention in mentions:
            if is_gathered(mention):
                self._note(mention, is_beside=near.is_telling(mention))

    def _note(self, mention: Mention, *, is_beside: bool) -> None:
        known = self._seen.setdefault((mention.kind, mention.value), [mention, 0, 0, 0])
        known[1] += 1
        if is_beside and known[3] != mention.page:
            if not known[2]:
                known[0] = mention
            known[2], known[3] = known[2] + 1, mention.page

    def give(self) -> Iterator[Seen]:
        """Each name of the document."""
        for best, mentions, beside, _page in self._seen.values():
            place = (str(best.kind), best.value, best.page, best.start, best.end, best.text[:MOST_CHARACTERS])
            yield Seen(*place, mentions, beside, best.rule, best.version, best.details)


def is_gathered(mention: Mention) -> bool:
    """Whether a person may be asked about this name: natural persons, mere addresses and what
    happened (a call for tenders) are never proposed."""
    if mention.kind not in _KINDS or not 0 < len(mention.value) <= MOST_CHARACTERS or "\n" in mention.value:
        return False
    return mention.kind is not MentionKind.PLACE or find_facet(mention) == "place"


class _Neighbourhood:
    """Which places of a page are beside a technology."""

    def __init__(self, mentions: Iterable[Mention], rows: Sequence[RowSpan]):
        self._rows = sorted(rows)
        self._starts = [row.start for row in self._rows]
        self._telling = {place for place, row in enumerate(self._rows) if row.is_telling}
        self._telling |= {self._find_row(one) for one in mentions if one.kind is MentionKind.TECHNOLOGY}

    def is_telling(self, mention: Mention) -> bool:
        return self._find_row(mention) in self._telling

    def _find_row(self, mention: Mention) -> int:
        """The place of its row among the rows; -1 outside of all."""
        place = bisect_right(self._starts, mention.start) - 1
        return place if place >= 0 and mention.start < self._rows[place].end else -1
