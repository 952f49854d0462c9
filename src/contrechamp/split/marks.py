"""Where acts begin, while the pages of a document pass by."""

import re
from typing import NamedTuple

from contrechamp.vocabulary.document import Page

LONGEST_TITLE = 600
_LETTERHEAD = 900  # code points above a heading that may be a letterhead
_ANOTHER_ACT = re.compile(
    r"(?i)\bfait à |\bsigné\b|^\s*art(?:icle|\.) |\b(?:adopté|rejeté) à l|\bil est proposé", re.M
)


class Place(NamedTuple):
    """A code point of a page; `before` is where the page before it ends, None on the first one."""

    page: int
    start: int
    before: tuple[int, int] | None = None


class Mark(NamedTuple):
    """An act begins here; what its heading or the summary says of it, as written, "" when it does not."""

    place: Place
    title: str
    number: str = ""
    body: str = ""
    kind: str = ""
    rule: str = ""


def make_place(page: Page, start: int, *, begin: int = 0, before: tuple[int, int] | None) -> Place:
    """The beginning of an act whose heading begins at `start`: the page's, where only a letterhead stands above.

    Above code point `begin` the page holds something else (a summary).
    """
    above = page.text[:start]
    is_letterhead = not begin and start <= _LETTERHEAD and not _ANOTHER_ACT.search(above)
    return Place(page.number, 0 if is_letterhead else start, before)


def join_lines(lines: list[str]) -> str:
    """Lines of a title as one; words broken at a line's end are made whole."""
    title = ""
    for line in lines:
        line = " ".join(line.split())
        if title.endswith("-") and title[-2:-1].isalpha() and line[:1].islower():
            title = title[:-1] + line
        else:
            title = f"{title} {line}" if title and not title.endswith("-") else title + line
    return title[:LONGEST_TITLE].strip()
