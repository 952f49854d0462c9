"""Which headings are acts of their own, and which acts of a summary give way to the ones that they hold."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import zip_longest

from contrechamp.split.closings import Closing, find_first_closing
from contrechamp.split.marks import Mark

_FEWEST = 2  # a paper with one heading is that act


def refine_acts(outer: Sequence[Mark], headings: Sequence[Mark], closings: Sequence[Closing]) -> list[Mark]:
    """An act of the summary that holds several signed orders gives way to them; its first page is its cover."""
    marks: list[Mark] = []
    for mark, after in zip_longest(outer, outer[1:]):
        first = bisect_left(headings, mark.place.page + 1, key=_find_page)
        last = bisect_left(headings, after.place[:2], key=_find_place) if after else len(headings)
        inner = keep_new_acts(headings[first:last], closings)
        marks += [h._replace(number=h.number or mark.number, body=mark.body) for h in inner] or [mark]
    return marks


def keep_new_acts(headings: Sequence[Mark], closings: Sequence[Closing]) -> list[Mark]:
    """Headings behind a signature, or at the top of a page, that begin another act; [] without at least two.

    What a running header repeats has the same title or number and no end in between. Orders must mostly be signed
    before the next one begins; deliberations have numbers.
    """
    kept: list[Mark] = []
    ended = 0
    for heading in headings:
        has_ended = bool(kept) and _has_ended(kept[-1], heading, closings)
        is_at_top = heading.place.start == 0
        if has_ended or not kept or (is_at_top and _is_another(kept[-1], heading)):
            ended += has_ended
            kept.append(heading)
    are_deliberations = all(heading.kind == "deliberation" and heading.number for heading in kept)
    is_sure = ended * 2 >= len(kept) - 1 or are_deliberations
    return kept if len(kept) >= _FEWEST and is_sure else []


def _is_another(mark: Mark, after: Mark) -> bool:
    if after.number and mark.number:
        return after.number != mark.number
    return after.title != mark.title


def _has_ended(mark: Mark, after: Mark, closings: Sequence[Closing]) -> bool:
    return find_first_closing(closings, mark.place[:2], after.place[:2]) is not None


def _find_page(mark: Mark) -> int:
    return mark.place.page


def _find_place(mark: Mark) -> tuple[int, int]:
    return mark.place[:2]
