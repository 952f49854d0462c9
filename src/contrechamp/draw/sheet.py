"""A map to print or pin up: a sheet of A4 or A3 with title, date, legend and sources, in black alone if wished."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

from contrechamp.draw.lettering import wrap_text
from contrechamp.draw.map import draw_frame
from contrechamp.draw.map_frame import write_legend
from contrechamp.draw.map_marks import Describe
from contrechamp.draw.map_view import NO_ADDRESSES, MapPoints, MapView
from contrechamp.draw.plain_ground import Ground
from contrechamp.draw.svg import COLOURS, Markup, paint, write_drawing, write_element, write_text
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Drawing

_MILLIMETRE = 96 / 25.4  # pixels, as CSS counts them
_SIDES = {"a4": (210, 297), "a3": (297, 420)}  # ISO 216, millimetres
_MARGIN = 40
_HEAD = 86
_MOST_MARKS = {"a4": 220, "a3": 400}
_BLACK = {"paper": "#ffffff", "ink": "#000000", "quiet": "#444444", "line": "#b8b8b8", "signal": "#000000"}
_SERIF = "Charter, Georgia, 'Liberation Serif', serif"


@dataclass(frozen=True)
class Sheet:
    """A sheet of paper: its title, what stands under it (a date, a count), and where the facts come from."""

    title: str
    dated: str
    sources: str
    size: str = "a4"  # or "a3"
    is_landscape: bool = False
    is_black: bool = True

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height, 96 to the inch."""
        sides = [round(side * _MILLIMETRE) for side in _SIDES[self.size]]
        return (sides[1], sides[0]) if self.is_landscape else (sides[0], sides[1])


class _Foot(NamedTuple):
    markup: Markup
    height: int


def draw_sheet(
    points: MapPoints,
    view: MapView,
    *,
    sheet: Sheet,
    base: Ground | None = None,
    words: Words,
    describe: Describe,
) -> Drawing:
    """The box of `view` on paper; its frame is that of the sheet. No links: `view.addresses` are left out.

    The SVG stands alone as a file, in millimetres. Its table is the one that a page beside it may print.
    """
    width, height = sheet.pixels
    inner = width - 2 * _MARGIN
    rough = replace(view, width=inner, height=height // 2, addresses=NO_ADDRESSES)
    make = _make_drawer(points, sheet=sheet, base=base, words=words, describe=describe)
    foot = _write_foot(make(rough), sheet=sheet)
    # The legend's height follows from what the map shows, and the map's height from the legend's.
    frame = make(replace(rough, height=height - 2 * _MARGIN - _HEAD - foot.height - 6))
    foot = _write_foot(frame, sheet=sheet)
    map_top = _MARGIN + _HEAD
    parts = [
        write_element("rect", {"width": width, "height": height} | paint(fill="paper")),
        _write_head(sheet),
        write_element("g", {"transform": f"translate({_MARGIN} {map_top})"}, frame.markup),
        write_element(
            "g", {"transform": f"translate({_MARGIN} {height - _MARGIN - foot.height})"}, foot.markup
        ),
    ]
    svg = write_drawing(
        *parts, label=f"{sheet.title}. {frame.table.caption}", size=(width, height), kind="map-sheet"
    )
    return Drawing(_finish(svg, sheet), frame.table, width, height)


def _make_drawer(points: MapPoints, *, sheet: Sheet, **others: object) -> Callable:
    return lambda view: draw_frame(points, view, most=_MOST_MARKS[sheet.size], **others)


def _write_head(sheet: Sheet) -> Markup:
    """Title and date over a double rule."""
    width = sheet.pixels[0]
    right, rule = width - _MARGIN, _MARGIN + _HEAD - 18
    title = wrap_text(sheet.title, (width - 2 * _MARGIN) * 0.96, size=27, lines=1)[0]
    face = {"font_family": _SERIF, "font_weight": 700, "font_size": 27}
    rules = {"d": f"M{_MARGIN} {rule}H{right}M{_MARGIN} {rule + 4}H{right}", "stroke_width": 1.2}
    return Markup(
        write_text(_MARGIN, _MARGIN + 26, title, **face)
        + write_text(_MARGIN, _MARGIN + 52, sheet.dated, font_size=14, **paint(fill="quiet"))
        + write_element("path", rules | paint(fill="none", stroke="ink"))
    )


def _write_foot(frame, *, sheet: Sheet) -> _Foot:
    width = sheet.pixels[0] - 2 * _MARGIN
    return _Foot(*write_legend(frame.legend, width, notes=[*frame.notes, sheet.sources]))


def _finish(svg: str, sheet: Sheet) -> str:
    """Millimetres instead of pixels; and black for every colour where the printer has no other."""
    wide, high = (f"{round(side / _MILLIMETRE)}mm" for side in sheet.pixels)
    svg = re.sub(r' width="\d+" height="\d+"', f' width="{wide}" height="{high}"', svg, count=1)
    if not sheet.is_black:
        return svg
    colours = re.compile("|".join(COLOURS.values()))
    blacks = {COLOURS[tone]: black for tone, black in _BLACK.items()}
    # Without its classes no style sheet, dark or light, goes over what is meant for paper.
    return re.sub(r' class="[^"]*"', "", colours.sub(lambda found: blacks[found[0]], svg))
