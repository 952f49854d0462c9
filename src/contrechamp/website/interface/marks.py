"""Text with marked words, cut into lines: every piece stays plain text, the templates escape it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span


class Piece(NamedTuple):
    """Some text; `mark` is the number of the marked span that it belongs to (from 1), or 0.

    `is_first` is true for the first piece of a span that goes over several lines. `kind` is the kind of the mention
    that it belongs to, or "": `mention` is its number on the page, `is_beginning` and `is_ending` tell its ends.
    """

    text: str
    mark: int = 0
    is_first: bool = False
    kind: str = ""
    mention: int = 0
    is_beginning: bool = False
    is_ending: bool = False


class Mentioned(NamedTuple):
    """A mention in a text: its number on the page (from 1), its kind, code points `start` to `end` (exclusive)."""

    number: int
    kind: str
    start: int
    end: int


class MarkedLine(NamedTuple):
    """A line of a page, counted from 1; `start` and `end` are code points of the page's text."""

    number: int
    start: int
    end: int
    pieces: tuple[Piece, ...]

    @property
    def is_blank(self) -> bool:
        return not any(piece.text.strip() for piece in self.pieces)


def order_spans(spans: Iterable[Span], length: int) -> tuple[Span, ...]:
    """Inside the text, in order, none over another."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        start = max(start, kept[-1].end if kept else 0)
        end = min(end, length)
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)


def cut_pieces(
    text: str, spans: Sequence[Span], *, start: int = 0, end: int | None = None
) -> tuple[Piece, ...]:
    """Cut `text[start:end]` at the ordered `spans`; marks are numbered by their place among all spans."""
    end = len(text) if end is None else end
    pieces, place = [], start
    for number, span in enumerate(spans, start=1):
        first, last = max(span.start, start), min(span.end, end)
        if first >= last:
            continue
        if place < first:
            pieces.append(Piece(show_plain(text[place:first])))
        pieces.append(Piece(show_plain(text[first:last]), number, first == span.start))
        place = last
    if place < end:
        pieces.append(Piece(show_plain(text[place:end])))
    return tuple(pieces)


def cut_layers(
    text: str, spans: Sequence[Span], *, mentions: Sequence[Mentioned], start: int, end: int
) -> tuple[Piece, ...]:
    """As `cut_pieces`, with the ordered `mentions` as a second layer: a piece lies in one of each at most."""
    pieces, place = [], start
    for mention in mentions:
        first, last = max(mention.start, start), min(mention.end, end)
        if first >= last:
            continue
        pieces += cut_pieces(text, spans, start=place, end=first)
        inside = cut_pieces(text, spans, start=first, end=last)
        for rank, piece in enumerate(inside, start=1):
            pieces.append(
                piece._replace(
                    kind=mention.kind,
                    mention=mention.number,
                    is_beginning=rank == 1 and first == mention.start,
                    is_ending=rank == len(inside) and last == mention.end,
                )
            )
        place = last
    return (*pieces, *cut_pieces(text, spans, start=place, end=end))


def cut_lines(text: str, spans: Sequence[Span] = ()) -> tuple[MarkedLine, ...]:
    """Cut a page's text at its line ends; the numbers are those that a citation counts."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        near = [span for span in spans if span.start < end and span.end > start]
        first = spans.index(near[0]) if near else 0
        pieces = tuple(
            piece._replace(mark=piece.mark + first if piece.mark else 0)
            for piece in cut_pieces(text, near, start=start, end=end)
        )
        lines.append(MarkedLine(number, start, end, pieces))
        start = end + 1
    return tuple(lines)
