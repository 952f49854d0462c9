"""What stands around a map: its legend in words, how long a kilometre is, where north is, whose ground it is."""

import math
from typing import NamedTuple

from contrechamp.draw.clusters import Mark
from contrechamp.draw.lettering import measure_text, wrap_text
from contrechamp.draw.map_marks import Sign
from contrechamp.draw.map_view import MapView
from contrechamp.draw.map_words import STATE_KEYS, TYPE_KEYS, WORDS
from contrechamp.draw.svg import Markup, paint, write_element, write_text
from contrechamp.draw.symbols import LARGEST_CONE, write_cones, write_glyph, write_rings, write_shape
from contrechamp.draw.words import Words

_LINE = 27  # pixels from one line of the legend to the next
_SIGN = 25  # room for a sign
_TURN = 16  # between two lines of the same words
_GAP = 20
_SIZE = 13
_BAR_PIXELS = 120  # at most


class LegendItem(NamedTuple):
    """A sign, drawn around 0,0, how many pixels it needs, and its words."""

    sign: Markup
    text: str
    room: int = _SIGN


def list_legend(signs: list[Sign], words: Words) -> list[LegendItem]:
    """The shapes that this map uses, and no others: states, types, clusters, directions."""
    states = sorted({state for sign in signs for state, count in enumerate(sign.mark.mix) if count})
    kinds = sorted({sign.code[0] for sign in signs if sign.mark.count == 1})
    has_rings = any(sign.mark.count > 1 for sign in signs)
    items = [
        LegendItem(
            write_shape(state, is_ring=has_rings),
            words.say(WORDS, STATE_KEYS[state]),
            _SIGN + 22 * has_rings,
        )
        for state in states
    ]
    items += [LegendItem(write_glyph(kind, "ink"), words.say(WORDS, TYPE_KEYS[kind])) for kind in kinds]
    if any(sign.degrees == sign.degrees for sign in signs):
        cone = write_element(
            "g", {"transform": "scale(.5)"}, write_cones([(0, LARGEST_CONE / 2, 0)], radius=LARGEST_CONE)
        )
        items.append(LegendItem(cone, words.say(WORDS, "legend_direction")))
    if has_rings:
        items.append(LegendItem(_write_sample(), words.say(WORDS, "legend_cluster"), _SIGN + 4))
    return items


def _write_sample() -> Markup:
    """A small cluster, as an example."""
    disc = write_element("circle", {"r": 9} | paint(fill="paper"))
    number = {"font_size": 10, "font_weight": 700, "text_anchor": "middle"} | paint(fill="ink")
    return Markup(disc + write_rings([Mark(0, 0, range(1), (1,))]) + write_text(0, 3.5, "12", **number))


def write_legend(items: list[LegendItem], width: float, *, notes: list[str]) -> tuple[Markup, int]:
    """The legend in lines of that width, with the notes under it; and its height. Its upper left corner is 0,0."""
    parts, x, y = [], 0.0, float(_LINE)
    for item in items:
        wide = item.room + measure_text(item.text, _SIZE)
        if x and x + wide > width:
            x, y = 0.0, y + _LINE
        lines = wrap_text(item.text, width - item.room, size=_SIZE, lines=3)
        parts.append(_write_item(item, x, y=y, lines=lines))
        x, y = x + wide + _GAP, y + _TURN * (len(lines) - 1)
    lines = [line for note in notes if note for line in wrap_text(note, width, size=12, lines=3)]
    top = y + 12 if items else 8.0
    quiet = {"font_size": 12} | paint(fill="quiet")
    parts += [write_text(0, top + 16 * rank + 12, line, **quiet) for rank, line in enumerate(lines)]
    return Markup("".join(parts)), math.ceil(top + 16 * len(lines) + 4)


def _write_item(item: LegendItem, x: float, *, y: float, lines: list[str]) -> Markup:
    sign = write_element("g", {"transform": f"translate({x + 10:.0f} {y - 4.5:.0f})"}, item.sign)
    texts = (
        write_text(round(x + item.room), y + _TURN * rank, line, font_size=_SIZE)
        for rank, line in enumerate(lines)
    )
    return Markup(sign + "".join(texts))


def list_measures(view: MapView, words: Words) -> list[LegendItem]:
    """A bar of a round number of metres, true in the middle of the view; and north, which is up everywhere here."""
    most = view.metres * min(_BAR_PIXELS, view.width / 3)
    power = 10 ** math.floor(math.log10(most))
    metres = max(step * power for step in (1, 2, 5) if step * power <= most)
    key, count = ("kilometres", metres / 1000) if metres >= 1000 else ("metres", metres)
    text = words.say(WORDS, key, count=int(count) if count >= 1 else f"{count:g}".replace(".", ","))
    wide = metres / view.metres
    bar = {"d": f"M-9-5V2H{wide - 9:.1f}V-5", "stroke_width": 1.5} | paint(fill="none", stroke="ink")
    arrow = {"d": "M0-10L6 8 0 4-6 8Z"} | paint(fill="ink")
    return [
        LegendItem(write_element("path", bar), text, round(wide) + 10),
        LegendItem(write_element("path", arrow), words.say(WORDS, "north")),
    ]
