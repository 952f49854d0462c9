"""How a price grew: what was awarded, what each amendment added, what it is in the end."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from contrechamp.draw.lettering import measure_text, wrap_text
from contrechamp.draw.money_bars import TALL, Ends, Say, draw_bar, write_ends
from contrechamp.draw.money_plan import MoneyLine, find_ends
from contrechamp.draw.svg import Markup, paint, write_drawing, write_element, write_link, write_text
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Cited, Drawing, DrawnTable

WORDS = {
    "growth_caption": "How the price grew",
    "step": "Step",
    "when": "When",
    "sum": "Sum",
    "total": "Price so far",
    "unknown": "sum not known",
    "between": "{low} to {high}",
    "at_most": "at most {sum}",
    "at_least": "at least {sum}",
    "added": "+ {sum}",
    "now": "that is {sum}",
    "grown": "+ {percent} on the price awarded",
    "another_tax": "not added: another tax",
    "differs": "the steps give {sum}",
    "nothing": "No sum is known here yet.",
}

_NAME, _SIZE, _SMALL = 240, 14, 12
_UNKNOWN, _LONGEST_NOTE = 36, 260  # pixels


class Step(NamedTuple):
    """A line, the price before and after it; what stands apart (another tax, an estimate, a payment) changes none."""

    line: MoneyLine
    before: Ends
    after: Ends
    tax: str
    is_added: bool
    is_apart: bool
    is_sure: bool  # whether every step until here is known


def plan_steps(lines: Sequence[MoneyLine]) -> list[Step]:
    """The steps in the order of the lines. Only sums of the first price's tax are added to it; unknown adds nothing."""
    tax = next((line.tax for line in lines if _is_part(line) and find_ends(line) != (None, None)), "")
    total: Ends = (None, None)
    steps, is_sure, has_begun = [], True, False
    for line in lines:
        ends = find_ends(line)
        is_apart = not _is_part(line) or (ends != (None, None) and line.tax != tax)
        before = total
        if not is_apart and ends == (None, None):
            is_sure = False
        elif not is_apart:
            total = _add(total, ends) if has_begun else ends
        steps.append(Step(line, before, total, tax, has_begun and not is_apart, is_apart, is_sure))
        has_begun = has_begun or not is_apart
    return steps


def draw_growth(lines: Sequence[MoneyLine], *, words: Words, width: int = 1000) -> Drawing:
    """The lines of one contract in their order: awarded, amendments (which add), then what was final or paid.

    Each step begins where the price stood; an unknown one is said, and every price after it is "at least". Beside a
    final price that the steps do not give stands what they give. `words` are those of `WORDS`.
    """

    def say(key: str, **values: int | str) -> str:
        return words.say(WORDS, key, **values)

    steps = plan_steps(lines)
    is_narrow = width < 600
    told = [_tell_step(step, steps, say=say, words=words) for step in steps]
    reach = [float(end) for step in steps for end in (*step.after, *find_ends(step.line)) if end is not None]
    longest = max([max(measure_text(a, _SIZE) * 1.1, _measure_note(b)) for a, b in told], default=0)
    longest += _UNKNOWN * any(find_ends(step.line) == (None, None) for step in steps)
    left = 0 if is_narrow else min(_NAME, width * 0.32) + 14
    room = width - 4 if is_narrow else max(width - left - longest - 20, 60)
    pixels = room / (max(reach, default=0) or 1)
    y, drawn = 4.0, []
    for step, (figure, note) in zip(steps, told, strict=True):
        piece, tall = _draw_step(
            step,
            y,
            figure=figure,
            note=note,
            left=left,
            pixels=pixels,
            width=width,
            write_date=words.write_date,
        )
        drawn.append(piece)
        y += tall
    if not drawn:
        drawn, y = [write_text(0, 24, say("nothing"))], 40.0
    svg = write_drawing(*drawn, label=say("growth_caption"), size=(width, round(y)), kind="growth")
    return Drawing(svg, _make_table(steps, say=say, words=words), width, round(y))


def _measure_note(note: str) -> float:
    return min(measure_text(note, _SMALL), _LONGEST_NOTE)


def _is_part(line: MoneyLine) -> bool:
    return bool(line.is_amendment_of) or line.kind not in ("estimated", "final", "paid")


def _add(total: Ends, ends: Ends) -> Ends:
    low, high = (
        None if one is None or other is None else one + other for one, other in zip(total, ends, strict=True)
    )
    return low, high


def _write_total(step: Step, *, say: Say, words: Words) -> str:
    low, high = step.after
    ends = (low, high) if step.is_sure or low is None else (low, None)
    return write_ends(ends, step.tax, say=say, write_sum=words.write_sum)


def _tell_step(step: Step, steps: list[Step], *, say: Say, words: Words) -> tuple[str, str]:
    """The figure of a step; what the price is since, or why it stands apart."""
    ends, line = find_ends(step.line), step.line
    figure = write_ends(ends, line.tax, say=say, write_sum=words.write_sum)
    if ends == (None, None):
        return figure, ""
    if step.is_added:
        return say("added", sum=figure), say("now", sum=_write_total(step, say=say, words=words))
    if not step.is_apart:
        return figure, ""
    if line.kind in ("final", "paid") and line.tax == step.tax and line.amount is not None:
        return figure, _compare(step, steps, say=say, words=words)
    return figure, say("another_tax") if line.tax != step.tax else ""


def _compare(step: Step, steps: list[Step], *, say: Say, words: Words) -> str:
    """A last price beside the first one; beside what the steps give, where that is another."""
    said, amount, (low, high) = [], step.line.amount, step.after
    first = next((s.line.amount for s in steps if not s.is_apart and not s.is_added), None)
    if first and amount > first:
        said.append(say("grown", percent=words.write_percent(Decimal(amount - first) / first)))
    is_less = low is not None and amount < low
    is_more = step.is_sure and high is not None and amount > high
    if step.line.kind == "final" and (is_less or is_more):
        said.append(say("differs", sum=_write_total(step, say=say, words=words)))
    return " · ".join(said)


def _draw_step(
    step: Step,
    y: float,
    *,
    figure: str,
    note: str,
    left: float,
    pixels: float,
    width: int,
    write_date: Callable[[str], str],
) -> tuple[Markup, float]:
    line, is_narrow = step.line, not left
    when = write_date(line.year) if line.year else ""
    names = wrap_text(line.label, width if is_narrow else left - 14, size=_SIZE, lines=2)
    words = [write_text(0, y + 14 + 17 * k, text) for k, text in enumerate(names)]
    below = y + 14 + 17 * len(names)
    if when:
        words.append(write_text(0, below, when, font_size=_SMALL, **paint(fill="quiet")))
    bar_y = below + 8 if is_narrow else y + 3
    bars, end = _draw_bars(step, bar_y, left=left, pixels=pixels)
    x, top = (0, bar_y + TALL + 17) if is_narrow else (end + 10, y + 14)
    style = {"font_weight": 700} if line.kind in ("final", "paid") else {}
    words.append(write_text(x, top, figure, **style))
    notes = wrap_text(note, max(width - x, 100), size=_SMALL, lines=3) if note else []
    words += [
        write_text(x, top + 16 + 14 * k, text, font_size=_SMALL, **paint(fill="quiet"))
        for k, text in enumerate(notes)
    ]
    more = 14 * max(len(notes) - 1, 0)
    tall = top + (34 if notes else 22) + more - y if is_narrow else max(48 + more, below - y + 14)
    return write_link(line.address, *bars, *words, title=f"{line.label} · {figure}"), tall


def _draw_bars(step: Step, y: float, *, left: float, pixels: float) -> tuple[list[Markup], float]:
    """What stood before, pale; what this step adds or says; and where the bar ends."""

    def place(euros: Decimal | None) -> float:
        return left + float(euros or 0) * pixels

    low, high = find_ends(step.line)
    if low is None and high is None:
        if step.before == (None, None):
            return [], left
        end = place(max(one for one in step.before if one is not None))
        more = draw_bar(end, end + _UNKNOWN, y=y, kind="at_least", has_high=False)
        return [draw_bar(left, end, y=y, kind="before"), more], end + _UNKNOWN
    if not step.is_added:
        kind = step.line.kind if low == high else "between"
        begin = place(low) if low != high else left
        end = place(high if high is not None else low)
        return [draw_bar(begin, end, y=y, kind=kind, has_low=low is not None, has_high=high is not None)], end
    base = max((one for one in step.before if one is not None), default=Decimal(0))
    total = [one for one in step.after if one is not None]
    begin, end = place(base), place(max(total, default=base))
    pieces = [draw_bar(left, max(begin, left), y=y, kind="before"), _draw_thread(begin, y)]
    pieces.append(draw_bar(min(begin, end), max(begin, end), y=y, kind="added" if low == high else "between"))
    return pieces, max(begin, end)


def _draw_thread(x: float, y: float) -> Markup:
    """A thread from where the last step ended."""
    rule = {"x1": x, "x2": x, "y1": y - 6, "y2": y + TALL + 4}
    return write_element("line", rule | paint(stroke="ink") | {"stroke_width": 0.8})


def _make_table(steps: list[Step], *, say: Say, words: Words) -> DrawnTable:
    rows = []
    for step in steps:
        line = step.line
        figure = write_ends(find_ends(line), line.tax, say=say, write_sum=words.write_sum)
        figure = say("added", sum=figure) if step.is_added and find_ends(line) != (None, None) else figure
        total = "" if step.is_apart else _write_total(step, say=say, words=words)
        when = words.write_date(line.year) if line.year else ""
        rows.append((Cited(line.label, line.address), Cited(when), Cited(figure), Cited(total)))
    headings = tuple(say(key) for key in ("step", "when", "sum", "total"))
    return DrawnTable(say("growth_caption"), headings, tuple(rows), len(rows))
