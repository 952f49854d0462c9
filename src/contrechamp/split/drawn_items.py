"""What is drawn on a page: pieces of lines with their places in points, in regions and bands."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from contrechamp.vocabulary.document import Box, Page

_A4 = (595.0, 842.0)
_JUMP = (
    0.2  # of the page's height: going up by more, the text goes on in another region, as in the next column
)
MOST_COLUMNS = 64  # of a table, and items of a band: more are a drawing
_MARGIN = 0.06  # of the page's height, above and below
_APART = 1.5  # heights of a line
_SHARED = 0.5  # of the lower one's height: so much on one height is one band
_WORD_GAP = 1.2  # times the height of recognised words: a wider space stands between cells


class Item(NamedTuple):
    """Code points `start` to `end` of the page's text, drawn in one piece; `line` counts the lines of the text."""

    start: int
    end: int
    line: int
    left: float
    top: float
    right: float
    bottom: float


class Band(NamedTuple):
    """Items on one height, from left to right."""

    items: tuple[Item, ...]
    top: float
    bottom: float


def list_items(page: Page) -> list[Item]:
    """The pieces of a page's lines, in the order of the text; of a page that was recognised, from its words."""
    width, height = (page.width, page.height) if page.width and page.height else _A4
    items: list[Item] = []
    line, reached = 0, 0
    places: Iterable[tuple[int, int, Box]] = (
        _join_words(page) if page.words else ((start, end, box) for start, end, box in page.lines)
    )
    for start, end, (left, top, right, bottom) in places:
        line += page.text.count("\n", reached, start)
        reached = start
        if start < end:
            sides = (left * width, top * height, right * width, bottom * height)
            items.append(Item(start, end, line, *sides))
    return items


def _join_words(page: Page) -> Iterator[tuple[int, int, Box]]:
    """Neighbouring words of one line as one piece, unless a wide space stands between them."""
    words = iter(page.words)
    last = next(words)
    start, end, box = last.start, last.end, last.box
    for word in words:
        height = max(box.bottom - box.top, word.box.bottom - word.box.top) * page.height
        space = (word.box.left - box.right) * page.width
        if "\n" not in page.text[end : word.start] and -height <= space < _WORD_GAP * height:
            end = word.end
            box = Box(box.left, min(box.top, word.box.top), word.box.right, max(box.bottom, word.box.bottom))
        else:
            yield start, end, box
            start, end, box = word.start, word.end, word.box
    yield start, end, box


def may_hold_table(items: list[Item]) -> bool:
    """A cheap first look: at least two items that stand beside the one before them."""
    beside = 0
    for before, item in pairwise(items):
        beside += item.line == before.line or (item.top < before.bottom and item.left > before.right)
        if beside > 1:
            return True
    return False


def cut_regions(items: list[Item], *, height: float) -> Iterator[list[Item]]:
    """Items that go down the page together, in the order of the text: the columns of a gazette one by one."""
    region: list[Item] = []
    lowest = 0.0
    for item in items:
        if region and item.bottom < lowest - _JUMP * (height or _A4[1]):
            yield region
            region, lowest = [], 0.0
        region.append(item)
        lowest = max(lowest, item.bottom)
    if region:
        yield region


def make_bands(items: list[Item]) -> list[Band]:
    """Items that share a height and stand side by side, from the top down."""
    bands: list[list[Item]] = []
    for group in sorted(_group_lines(items), key=lambda group: group[0].top + group[0].bottom):
        last = bands[-1] if bands else []
        if last and len(last) < MOST_COLUMNS and _share_height(last, group) and not _meet(last, group):
            last.extend(group)
        else:
            bands.append(group)
    return [_make_band(band) for band in bands]


def drop_running(bands: list[Band], *, height: float) -> list[Band]:
    """Without a running heading or footer: one band in the margin, apart from the others."""
    margin, kept = _MARGIN * (height or _A4[1]), bands
    if len(kept) > 1 and kept[0].bottom < margin and _is_apart(*kept[:2]):
        kept = kept[1:]
    if len(kept) > 1 and kept[-1].top > (height or _A4[1]) - margin and _is_apart(*kept[-2:]):
        kept = kept[:-1]
    return kept


def _is_apart(above: Band, below: Band) -> bool:
    return below.top - above.bottom > _APART * min(above.bottom - above.top, below.bottom - below.top)


def _group_lines(items: list[Item]) -> list[list[Item]]:
    groups: list[list[Item]] = []
    for item in items:
        if groups and groups[-1][-1].line == item.line:
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _share_height(band: list[Item], group: list[Item]) -> bool:
    one, other = band[-1], group[0]
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SHARED * min(one.bottom - one.top, other.bottom - other.top)


def _meet(band: list[Item], group: list[Item]) -> bool:
    return any(one.left < other.right and other.left < one.right for one in band for other in group)


def _make_band(items: list[Item]) -> Band:
    ordered = tuple(sorted(items, key=lambda item: item.left))
    return Band(ordered, min(item.top for item in items), max(item.bottom for item in items))
