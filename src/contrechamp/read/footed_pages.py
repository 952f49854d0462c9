"""Pages of a text that has running footers: page n is the one whose footer prints n, wherever that is possible."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from contrechamp.read.blocks import PAGE_CHARACTERS, make_page, split_blocks, tidy_text
from contrechamp.read.footers import Footer, find_footers
from contrechamp.vocabulary.document import Page

_MOST_BEFORE = 20  # pages before the first footer; an extract that begins further on has its own numbers
_MOST_KEPT = 1 << 21  # code points without any footer, behind which the rest is no longer paged
_LONE_NUMBER = re.compile(r"^[ \t]{0,20}(\d{1,2})[ \t]{0,20}\n", re.MULTILINE)
_SUMMARY = re.compile(r"^[ \t]{0,20}(?:sommaire|table des mati[eè]res|ordre du jour)\b", re.I | re.M)
_KNOWN = 5  # words of the last footers, by which the first ones of the next piece are recognised


class _Piece(NamedTuple):
    """The text of a page and what it prints as its number, "" where it prints none."""

    text: str
    label: str = ""


def find_first_footers(first: str) -> list[Footer]:
    """The footers of the first part of a text; [] when it is not to be paged by them."""
    return find_footers(first if first.endswith("\n") else first + "\n")


def read_footed_pages(pieces: Iterable[str]) -> Iterator[Page]:
    """Pages of a text that comes in pieces; no more of it is held than one piece and what waits for a footer."""
    number = 0
    for piece in _cut_pieces(pieces):
        for text in _cut_long(piece.text) if piece.text else ("",):
            number += 1
            yield make_page(number, tidy_text(text), label=piece.label)


def _cut_long(text: str) -> Iterator[str]:
    return split_blocks(text.split("\n"), limit=PAGE_CHARACTERS)


def _cut_pieces(pieces: Iterable[str]) -> Iterator[_Piece]:
    rest, last, known = "", 0, ()
    for piece in pieces:
        rest += piece.replace("\r\n", "\n")
        footers = find_footers(rest, after=last, known=known)
        yield from _cut_at(rest, footers, last)
        if footers:
            rest, last = rest[footers[-1].end :], footers[-1].number
            known = tuple(footer.words for footer in footers[-_KNOWN:])
        elif len(rest) > _MOST_KEPT:
            yield _Piece(rest)
            rest = ""
    footers = find_footers(rest + "\n", after=last, known=known)
    yield from _cut_at(rest, footers, last)
    if rest := rest[footers[-1].end if footers else 0 :].strip():
        yield _Piece(rest)


def _cut_at(text: str, footers: Sequence[Footer], last: int) -> Iterator[_Piece]:
    """What ends at each footer; pages whose footer is lost are empty, and come before the one that has theirs."""
    begin = 0
    for footer in footers:
        page = text[begin : footer.end]
        if last:
            yield from [_Piece("")] * (footer.number - last - 1)
            yield _Piece(page, str(footer.number))
        else:
            yield from _cut_head(page, footer.number)
        begin, last = footer.end, footer.number


def _cut_head(text: str, number: int) -> Iterator[_Piece]:
    """Cover and summary before the first footer, as so many pages as its number demands."""
    ends = _find_head_ends(text, number) if number <= _MOST_BEFORE else {}
    begin = 0
    for page in range(1, number if number <= _MOST_BEFORE else 1):
        end, label = ends.get(page, (begin, ""))
        yield _Piece(text[begin:end].strip(), label)
        begin = end
    yield _Piece(text[begin:], str(number))


def _find_head_ends(text: str, number: int) -> dict[int, tuple[int, str]]:
    """Where pages before the first footer end, and what they print: at a lone growing number, before a summary."""
    ends, last = {}, 0
    for match in _LONE_NUMBER.finditer(text):
        if last < int(match[1]) < number:
            last = int(match[1])
            ends[last] = (match.end(), match[1])
    summary = _SUMMARY.search(text)
    if summary and 1 not in ends and number > 2:
        begin = summary.start()
        if text[:begin].strip() and all(begin < end for end, _ in ends.values()):
            ends[1] = (begin, "")
    return ends
