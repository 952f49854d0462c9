"""Sixty administrative pages of other people's papers, and what a person found on each of them.

`truth/pages.tsv` names the pages: half, paper (under the shared data), page, SHA-256 of its text. A page of a gazette
kept as text is what stands between two of its running footers, and has the number of the footer that ends it. The
truth names nobody: a kind, code points, a digest of the words, a value.
"""

import csv
import hashlib
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

TRUTH = Path(__file__).parent / "truth"
HALVES = ("tuning", "held_out")
_FOOTER = re.compile(r"\d\d-\d{4}-\d\d-\d\d-\d{5} - [^\n]*(?:\n[^\n]+)?? (\d{1,4})(?:\n|\Z)")


class TruePage(NamedTuple):
    """A page whose mentions are known; `paper` is a path, `file.zip!inner.pdf` inside an archive."""

    half: str
    paper: str
    page: int
    text_digest: str


class TrueMention(NamedTuple):
    """What a person found: `kind`, code points of the page's text, digest of the words, plain value."""

    paper: str
    page: int
    kind: str
    start: int
    end: int
    words_digest: str
    value: str


def make_words_digest(text: str) -> str:
    """The same for the same words, whatever the spaces between them."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]


def cut_gazette(text: str) -> dict[int, str]:
    """The pages of a gazette kept as text, by the number that its running footer prints."""
    pages, begin, number = {}, 0, 0
    for footer in _FOOTER.finditer(text):
        if int(footer[1]) > number:
            number = int(footer[1])
            pages[number] = text[begin : footer.end(1)]
            begin = footer.end()
    return pages


def open_paper(shared_data: Path, paper: str) -> bytes:
    """The bytes of a paper, also inside a ZIP."""
    path, _, inner = paper.partition("!")
    if not inner:
        return (shared_data / path).read_bytes()
    with zipfile.ZipFile(shared_data / path) as archive:
        return archive.read(inner)


def read_pages(shared_data: Path, paper: str) -> dict[int, str]:
    """The texts of a paper's pages, as the project's own readers give them."""
    content = open_paper(shared_data, paper)
    if not paper.endswith(".pdf"):
        return cut_gazette(content.decode("utf-8"))
    from contrechamp.read.reader import Request
    from contrechamp.read.readers import pdf
    from contrechamp.vocabulary.document import Page

    found = pdf.read(BytesIO(content), Request(untrusted_name=paper))
    return {page.number: page.text for page in found if isinstance(page, Page)}


def load_pages(half: str) -> list[TruePage]:
    """The pages of one half."""
    with (TRUTH / "pages.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [TruePage(row[0], row[1], int(row[2]), row[3]) for row in rows if row[0] == half]


def load_mentions(half: str) -> list[TrueMention]:
    """What was found by hand on the pages of one half."""
    with (TRUTH / f"mentions_{half}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t"))[1:]
    return [TrueMention(r[0], int(r[1]), r[2], int(r[3]), int(r[4]), r[5], r[6]) for r in rows]


def iterate_texts(shared_data: Path, half: str) -> Iterator[tuple[TruePage, str]]:
    """Each page of a half with its text."""
    papers: dict[str, dict[int, str]] = {}
    for page in load_pages(half):
        if page.paper not in papers:
            papers[page.paper] = read_pages(shared_data, page.paper)
        yield page, papers[page.paper][page.page]
