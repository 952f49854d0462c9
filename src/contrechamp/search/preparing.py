"""A page becomes what the engine takes: all French is done here, in worker processes.

The engine is given words already analysed, separated by spaces: it only cuts at spaces. `stems` keeps the order of
words (a word too common to be searched leaves its place empty), `words` the letters as written: for each word its
folded letters, and for a word with accents a second time with "~" before the accented letters. What stands at the
end of `stems` after a gap are other ways to find a word (see `text.words.Word.is_extra`).
"""

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from contrechamp.text.folding import fold
from contrechamp.text.words import CHUNK, analyse_chunk, may_span
from contrechamp.vocabulary.search import IndexedPage

GAP = "_"
ACCENTED = "~"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOST_PIECES = 200_000  # remembered by one process, then forgotten all at once
_GLUED = {
    ord(blank): 0xE000 + place for place, blank in enumerate(" \t\r\n\u00a0\u2009\u202f")
}  # private use
_UNGLUED = {glued: blank for blank, glued in _GLUED.items()}


class PreparedPage(NamedTuple):
    """A page ready for the writer: plain values, cheap to send between processes."""

    digest: str
    page: int
    stems: str
    words: str
    content: bytes
    title: str
    title_stems: str
    body: str
    body_stems: str
    kind: str
    collection: tuple[str, ...]
    date: str
    first_day: int
    last_day: int
    media_type: str
    how_read: str


class _Rendered(NamedTuple):
    stems: str
    words: str
    extras: str


def spell(exact: str) -> tuple[str, ...]:
    """The tokens of a word as written: folded, and with its accents when it has any."""
    folded = fold(exact)
    return (folded,) if folded == exact else (folded, ACCENTED + exact)


class _Renderings(dict[str, _Rendered]):
    """What stands between two blanks, rendered once."""

    def __missing__(self, piece: str) -> _Rendered:
        if len(self) > _MOST_PIECES:
            self.clear()
        words = [word for chunk in CHUNK.findall(piece.translate(_UNGLUED)) for word in analyse_chunk(chunk)]
        main = [word.stem or GAP for word in words if not word.is_extra]
        exact = [token for word in words if word.stem and not word.is_extra for token in spell(word.exact)]
        extras = [word.stem for word in words if word.is_extra]
        rendered = self[piece] = _Rendered(" ".join(main), " ".join(exact), " ".join(extras))
        return rendered


_renderings = _Renderings()


def render_tokens(text: str) -> tuple[str, str]:
    """The tokens of a text for the fields `stems` and `words`."""
    if may_span(text):
        text = CHUNK.sub(_glue, text)
    pieces = text.split()
    if not pieces:
        return "", ""
    stems, words, extras = zip(*map(_renderings.__getitem__, pieces), strict=True)
    others = sorted({extra for extra in set(extras) if extra})
    tail = f" {GAP} {GAP} {f' {GAP} '.join(others)}" if others else ""
    return " ".join(stems) + tail, " ".join(words)


_render_title = lru_cache(maxsize=1000)(render_tokens)  # the same for all pages of a document


def _glue(match: re.Match) -> str:
    """A chunk that spans a blank (a word broken at a line's end, a number in groups) becomes one piece."""
    chunk = match[0]
    return chunk.translate(_GLUED) if len(chunk.split()) > 1 else chunk


@lru_cache(maxsize=10_000)
def find_days(date: str) -> tuple[int, int]:
    """First and last day of a date of any precision as 20130625; (0, 0) when there is none."""
    match = _DATE.fullmatch(date)
    if not match:
        return 0, 0
    year, month, day = (int(part or 0) for part in match.groups())
    if year < 1 or month > 12:
        return 0, 0
    if not month:
        return year * 10000 + 101, year * 10000 + 1231
    longest = calendar.monthrange(year, month)[1]
    if day > longest:
        return 0, 0
    return year * 10000 + month * 100 + (day or 1), year * 10000 + month * 100 + (day or longest)


def prepare_page(page: IndexedPage) -> PreparedPage:
    """All the work of a page that needs no index: pure, to be run in any process."""
    stems, words = render_tokens(page.text)
    first_day, last_day = find_days(page.date)
    return PreparedPage(
        digest=page.digest,
        page=page.page,
        stems=stems,
        words=words,
        content=page.text.encode("utf-8", "replace"),
        title=page.title,
        title_stems=_render_title(page.title)[0],
        body=page.body,
        body_stems=_render_title(page.body)[0],
        kind=page.kind,
        collection=page.collection,
        date=page.date,
        first_day=first_day,
        last_day=last_day,
        media_type=page.media_type,
        how_read=page.how_read,
    )
