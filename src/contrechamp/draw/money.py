"""Money by supplier, year or funder: bars with their figures, each one click from its fact."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from contrechamp.draw.lettering import measure_text, wrap_text
from contrechamp.draw.money_bars import TALL, Say, draw_bar, write_ends
from contrechamp.draw.money_plan import BOUNDS, MoneyLine, Sum, choose_groups
from contrechamp.draw.svg import (
    Markup,
    paint,
    write_drawing,
    write_element,
    write_link,
    write_target,
    write_text,
)
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Cited, Drawing, DrawnTable

__all__ = ["WORDS", "MoneyLine", "draw_money"]

WORDS = {
    "caption": "Money",
    "group": "Who or when",
    "kind": "Kind of sum",
    "sum": "Sum",
    "facts": "Facts",
    "estimated": "estimated",
    "awarded": "awarded",
    "amended": "awarded, with amendments",
    "final": "final price",
    "paid": "paid",
    "bounds": "between bounds",
    "unknown": "sum not known",
    "unknown_sums": "{count} sums not known",
    "between": "{low} to {high}",
    "at_most": "at most {sum}",
    "at_least": "at least {sum}",
    "count": "{count} facts",
    "number": "{count}",
    "unnamed": "not said",
    "others": "{count} others",
    "nothing": "No sum is known here yet.",
    "omitted": "The {count} with the smallest sums are drawn as one.",
    "apart": "Sums without tax (HT) and with tax (TTC) are never added together.",
}

_MOST_WIDE, _MOST_NARROW, _MOST_YEARS = 20, 10, 40
_STEP, _NAME, _SIZE, _SMALL = 26, 216, 14, 12


class _Page(NamedTuple):
    """Where bars begin, how many pixels the largest has, and how bars are worded."""

    width: int
    left: float
    room: float
    most: float
    is_narrow: bool
    say: Say
    words: Words

    def measure(self, euros: object) -> float:
        return float(euros) / self.most * self.room


def draw_money(
    lines: Sequence[MoneyLine],
    *,
    by: str,
    words: Words,
    width: int = 1000,
    find_address: Callable[[str], str] | None = None,
) -> Drawing:
    """Sums by "supplier", "year" or "funder", the largest first (years in their order), on one scale.

    Each group has a bar for each kind of sum and each tax, for these are never added: estimated (hollow), awarded with
    its amendments, final and paid (full), bounds (a range). A bar of one fact leads to it; one of several to
    `find_address(group)`. Below 600 pixels names stand over their bars. `words` are those of `WORDS`.
    """

    def say(key: str, **values: int | str) -> str:
        return words.say(WORDS, key, **values)

    is_narrow = width < 600
    most = _MOST_YEARS if by == "year" else _MOST_NARROW if is_narrow else _MOST_WIDE
    groups, left_out = choose_groups(lines, by, most=most, others="\n")
    page = _make_page(groups, width=width, is_narrow=is_narrow, say=say, words=words)
    y, drawn, rows = 4.0, [], []
    for group, sums in groups.items():
        name = say("others", count=left_out) if group == "\n" else group or say("unnamed")
        address = find_address(group) if find_address and group != "\n" else ""
        piece, y = _draw_group(name, sums, y=y, address=address, page=page)
        drawn.append(piece)
        rows += [_list_sum(name, one, address=address, page=page) for one in sums]
    if not drawn:
        drawn, y = [write_text(0, 24, say("nothing"))], 36.0
    legend, height = _draw_legend(groups, y=y + 12, page=page)
    said = [say("omitted", count=left_out)] * bool(left_out) + [say("apart")] * _has_both(groups)
    headings = tuple(say(key) for key in ("group", "kind", "sum", "facts"))
    table = DrawnTable(say("caption"), headings, tuple(rows), len(lines), " ".join(said))
    svg = write_drawing(*drawn, legend, label=say("caption"), size=(width, height), kind="money")
    return Drawing(svg, table, width, height)


def _make_page(groups: dict[str, list[Sum]], *, width: int, is_narrow: bool, say: Say, words: Words) -> _Page:
    """The largest bar and the longest figure share what the names leave."""
    sums = [one for found in groups.values() for one in found]
    most = max([float(one.most) for one in sums], default=0) or 1
    page = _Page(width, 0 if is_narrow else _NAME + 14, 0, most, is_narrow, say, words)
    longest = max([measure_text(" · ".join(_describe(one, page)), _SIZE) for one in sums], default=0)
    room = width - 2 if is_narrow else max(width - page.left - longest - 24, 60)
    return page._replace(room=room)


def _describe(one: Sum, page: _Page) -> tuple[str, str]:
    """The figure of a bar; what kind of sum it is, and of how many facts."""
    count = len(one.lines)
    if one.kind == "unknown":
        return page.say("unknown_sums", count=count) if count > 1 else page.say("unknown"), ""
    figure = write_ends((one.low, one.high), one.tax, say=page.say, write_sum=page.words.write_sum)
    kind = _name_kind(one, page)
    return figure, kind + (f" · {page.say('count', count=count)}" if count > 1 else "")


def _name_kind(one: Sum, page: _Page) -> str:
    if one.kind == "awarded" and any(line.is_amendment_of for line in one.lines):
        return page.say("amended")
    return page.say("bounds" if one.kind in BOUNDS else one.kind)


def _draw_group(name: str, sums: list[Sum], *, y: float, address: str, page: _Page) -> tuple[Markup, float]:
    """A name and its bars; and where the next group begins."""
    lines = wrap_text(name, (page.width if page.is_narrow else _NAME) / 1.1, size=_SIZE, lines=2)
    names = [write_text(0, y + 15 + 17 * k, line, font_weight=700) for k, line in enumerate(lines)]
    below = y + 17 * len(lines) + 8
    if page.is_narrow:
        y = below - 2
    target = write_target(0, below - 17 * len(lines) - 6, width=_NAME, height=17 * len(lines) + 7)
    pieces = [write_link(address, target, *names, title=name)]
    for one in sums:
        piece, tall = _draw_sum(one, y, address=address, page=page)
        pieces.append(piece)
        y += tall
    y = max(y, below) + 8
    rule = (
        {"x1": 0, "x2": page.width, "y1": y - 4, "y2": y - 4} | paint(stroke="line") | {"stroke_width": 0.7}
    )
    return Markup("".join(pieces) + write_element("line", rule)), y + 4


def _draw_sum(one: Sum, y: float, *, address: str, page: _Page) -> tuple[Markup, float]:
    figure, kind = _describe(one, page)
    only = one.lines[0]
    leads = only.address if len(one.lines) == 1 else address
    title = f"{only.label} · {figure}" if len(one.lines) == 1 else f"{figure} · {kind}"
    if one.kind == "unknown":
        said = write_text(page.left, y + 14, figure, font_style="italic", **paint(fill="quiet"))
        target = write_target(page.left, y - 1, width=measure_text(figure, _SIZE))
        return write_link(leads, target, said, title=only.label), _STEP
    x0 = page.left + (page.measure(one.low) if one.kind in ("between", "at_least") else 0)
    x1 = page.left + page.measure(one.most)
    if one.kind == "at_least":
        x1 = min(x0 + 60, page.left + page.room + 18)
    begins = 0 if page.is_narrow else x1 + 9
    is_two_lines = begins + measure_text(figure, _SIZE) + 8 + measure_text(kind, _SMALL) > page.width
    bar_y = y + (20 + 15 * is_two_lines if page.is_narrow else 3)
    bar = draw_bar(
        x0, x1, y=bar_y, kind=one.kind, has_low=one.kind != "at_most", has_high=one.kind != "at_least"
    )
    words = write_text(begins, y + 14, figure, font_size=_SIZE)
    after = begins + measure_text(figure, _SIZE) + 8
    note_x, note_y = (begins, y + 28) if is_two_lines else (after, y + 14)
    note = write_text(note_x, note_y, kind, font_size=_SMALL, **paint(fill="quiet"))
    tall = (TALL + 30 if page.is_narrow else _STEP) + 15 * is_two_lines
    return write_link(leads, bar, words, note, title=title), tall


def _list_sum(name: str, one: Sum, *, address: str, page: _Page) -> tuple[Cited, ...]:
    figure, _kind = _describe(one, page)
    kind = "" if one.kind == "unknown" else _name_kind(one, page)
    leads = one.lines[0].address if len(one.lines) == 1 else address
    count = page.say("number", count=len(one.lines))
    return Cited(name, address), Cited(kind), Cited(figure, leads), Cited(count)


def _has_both(groups: dict[str, list[Sum]]) -> bool:
    return {"HT", "TTC"} <= {one.tax for sums in groups.values() for one in sums}


def _draw_legend(groups: dict[str, list[Sum]], *, y: float, page: _Page) -> tuple[Markup, int]:
    """The kinds of bars that are drawn; and the height of the whole."""
    kinds = {"bounds" if one.kind in BOUNDS else one.kind for sums in groups.values() for one in sums}
    x, drawn = 0.0, []
    for kind in ("estimated", "awarded", "final", "paid", "bounds"):
        if kind not in kinds:
            continue
        said = page.say(kind)
        wide = 34 + measure_text(said, _SMALL) + 22
        if x and x + wide - 22 > page.width:
            x, y = 0.0, y + 22
        drawn.append(draw_bar(x, x + 26, y=y, kind="between" if kind == "bounds" else kind))
        drawn.append(write_text(x + 34, y + 11, said, font_size=_SMALL, **paint(fill="quiet")))
        x += wide
    return write_element("g", {"aria_hidden": "true"}, *drawn), round(y + (26 if drawn else 4))
