"""A page becomes what the engine takes: all French is done here, in worker processes.

The engine is given words already analysed, separated by spaces: it only cuts at spaces. `stems` keeps the order of
words (a word too common to be searched leaves its place empty), `words` the letters as written: for each word its
folded letters, and for a word with accents a second time with "~" before the accented letters. What stands at the
end of `stems` after a gap are other ways to find a word (see `text.words.Word.is_extra`).
"""

import calendar
import re
import zlib
from typing import NamedTuple

from contrechamp.text.folding import fold
from contrechamp.text.words import CHUNK, analyse_chunk
from contrechamp.vocabulary.search import IndexedPage

GAP = "_"
ACCENTED = "~"
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_MOST_CHUNKS = 200_000  # remembered by one process, then forgotten all at once


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


def _render_chunk(chunk: str) -> _Rendered:
    words = analyse_chunk(chunk)
    main = [word.stem or GAP for word in words if not word.is_extra]
    exact = [token for word in words if word.stem and not word.is_extra for token in spell(word.exact)]
    extras = [word.stem for word in words if word.is_extra]
    return _Rendered(" ".join(main), " ".join(exact), " ".join(extras))


def spell(exact: str) -> tuple[str, ...]:
    """The tokens of a word as written: folded, and with its accents when it has any."""
    folded = fold(exact)
    return (folded,) if folded == exact else (folded, ACCENTED + exact)


_rendered: dict[str, _Rendered] = {}


def render_tokens(text: str) -> tuple[str, str]:
    """The tokens of a text for the fields `stems` and `words`."""
    if len(_rendered) > _MOST_CHUNKS:
        _rendered.clear()
    known = _rendered
    chunks = []
    for chunk in CHUNK.findall(text):
        rendered = known.get(chunk)
        if rendered is None:
            rendered = known[chunk] = _render_chunk(chunk)
        chunks.append(rendered)
    stems = " ".join([chunk[0] for chunk in chunks if chunk[0]])
    words = " ".join([chunk[1] for chunk in chunks if chunk[1]])
    extras = {chunk[2] for chunk in chunks if chunk[2]}
    if extras:
        stems = f"{stems} {GAP} {GAP} {f' {GAP} '.join(sorted(extras))}"
    return stems, words


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


def compress_text(text: str) -> bytes:
    return zlib.compress(text.encode("utf-8", "replace"), 6)


def restore_text(content: bytes) -> str:
    return zlib.decompress(content).decode("utf-8")


def prepare_page(page: IndexedPage) -> PreparedPage:
    """All the work of a page that needs no index: pure, to be run in any process."""
    stems, words = render_tokens(page.text)
    first_day, last_day = find_days(page.date)
    return PreparedPage(
        digest=page.digest,
        page=page.page,
        stems=stems,
        words=words,
        content=compress_text(page.text),
        title=page.title,
        title_stems=render_tokens(page.title)[0],
        body=page.body,
        body_stems=render_tokens(page.body)[0],
        kind=page.kind,
        collection=page.collection,
        date=page.date,
        first_day=first_day,
        last_day=last_day,
        media_type=page.media_type,
        how_read=page.how_read,
    )
