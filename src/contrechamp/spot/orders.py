"""A prefecture's order as one running text: its heading, its recitals and its articles, each with its page."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from contrechamp.spot.wording import run_on
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.document import Page

MOST_PAGES = 30  # of one order; what follows is annexes
_HEADING = 1_500  # characters: coat of arms, services, title, before the first recital
# The foot that the national tool for gazettes prints on every page: "Préfecture … - 83-2025-05-05-00009 - title 12".
_FOOT = re.compile(
    r"(?:\b\d{1,3} ?/ ?\d{1,3}\s?)?(?:[^\n-]{0,80} - )?\b\d{2,3}-\d{4}-\d\d-\d\d-\d{3,5} - [^\n]{0,200}"
    r"(?:\n[^\n]{0,120})?\s\d{1,4}\s*\Z"
)
_ENACTING = re.compile(
    r"\b(?:arr?e\s?te\s?(?:nt)?|a\sr\sr\se\st\se|decide)\s{0,3}:?\s{0,3}(?=art|\d{1,3}/|$|\w)"
)
_ARTICLE = re.compile(
    r"\b(?:A(?:rticle|RTICLE)s?|A(?:rt|RT)\.)\s{0,3}(\d{1,2}|premier|PREMIER|unique|UNIQUE|[lI]\s?er\b)"
    r"(?:\s{0,3}e\s?r\b)?(?:\s{0,3}[:.–—-]){0,3}\s{0,3}"
)
_EDGE = 3  # lines at the head and at the foot of a page that may be running ones


class Article(NamedTuple):
    """One article: what it says, the same folded (same length), and the page where it begins."""

    text: str
    folded: str
    page: int


@dataclass(frozen=True)
class Order:
    """`heading` keeps its lines; `recitals` and the articles are running text, blanks and broken lines mended."""

    heading: str
    recitals: str
    articles: tuple[Article, ...]

    @property
    def text(self) -> str:
        """All that it says, as running text."""
        return " ".join([self.recitals, *(article.text for article in self.articles)])


def read_order(act: Act, read_page: Callable[[int], Page]) -> Order:
    """The order that an act is; `read_page` gives a page by its number."""
    last = min(act.last_page, act.first_page + MOST_PAGES - 1)
    pages = [read_page(number) for number in range(act.first_page, last + 1)]
    running_lines = _list_running_lines(pages)
    texts = [_drop_lines(_cut_page(act, page), running_lines) for page in pages]
    begins, running = [], ""
    for text in texts:
        begins.append(len(running))
        running += run_on(text) + " "
    return _split_order(texts[0], running, begins=begins, first_page=act.first_page)


def read_heading(act: Act, read_page: Callable[[int], Page]) -> str:
    """The beginning of an act with its lines, as far as a title can stand."""
    return _cut_heading(_cut_page(act, read_page(act.first_page)))


def _cut_page(act: Act, page: Page) -> str:
    text = page.text[: act.end] if page.number == act.last_page else page.text
    text = text[act.start :] if page.number == act.first_page else text
    return text[: _find_foot(text)]


def _list_running_lines(pages: Sequence[Page]) -> frozenset[str]:
    """What heads or ends more than one page, whatever the numbers in it and the side they stand on."""
    seen = Counter(line for page in pages for line in {_sign_line(edge) for edge in _list_edges(page.text)})
    return frozenset(line for line, times in seen.items() if line and times > 1)


def _list_edges(text: str) -> list[str]:
    lines = [line for line in text.split("\n") if line.strip()]
    return lines[:_EDGE] + lines[-_EDGE:]


def _drop_lines(text: str, running: frozenset[str]) -> str:
    edges = {line for line in _list_edges(text) if _sign_line(line) in running}
    return "\n".join(line for line in text.split("\n") if line not in edges) if edges else text


def _sign_line(line: str) -> str:
    """The words of a line in one order; "" for a line too short to be told from others."""
    words = [word for word in line.split() if not any(c.isdigit() for c in word)]
    return " ".join(sorted(words)) if len(words) >= 3 else ""


def _find_foot(text: str) -> int:
    """Only the end is looked at: the expression costs the same for any page."""
    tail = max(len(text) - 500, 0)
    found = _FOOT.search(text, tail)
    return found.start() if found else len(text)


def _cut_heading(text: str) -> str:
    text = text[:_HEADING]
    found = re.search(r"^[^\S\n]*(?:L[ea]\s+pr[eé]f|vu\b)", text, re.IGNORECASE | re.MULTILINE)
    return text[: found.start()] if found else text


def _split_order(first: str, running: str, *, begins: list[int], first_page: int) -> Order:
    folded = fold_keeping_length(running)
    heads = _list_heads(running, folded)
    ends = [head.start() for head in heads[1:]] + [len(running)]
    articles = tuple(
        Article(
            running[head.end() : end],
            folded[head.end() : end],
            first_page + bisect_right(begins, head.start()) - 1,
        )
        for head, end in zip(heads, ends, strict=False)
    )
    return Order(_cut_heading(first), running[: heads[0].start()] if heads else running, articles)


def _list_heads(running: str, folded: str) -> list[re.Match]:
    """Articles count up from 1, so that one quoted from a code is none."""
    enacting = _ENACTING.search(folded)
    heads: list[re.Match] = []
    for head in _ARTICLE.finditer(running, enacting.start() if enacting else 0):
        number = int(head[1]) if head[1].isdigit() else 1
        if number == len(heads) + 1 or (heads and number == len(heads) + 2):
            heads.append(head)
    return heads
