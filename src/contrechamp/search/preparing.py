"""A page becomes what the engine takes: all French is done here, in worker processes.

The engine is given words already analysed, separated by spaces: it only cuts at spaces. `stems` keeps the order of
words (a word too common to be searched leaves its place empty), `words` the letters as written: for each word its
folded letters, and for a word with accents a second time with "~" before the accented letters. What stands at the
end of `stems`, far from all else, are other ways to find a word (see `text.words.Word.is_extra`).
"""

import calendar
import re
from functools import lru_cache
from typing import NamedTuple

from contrechamp.search.neighbours import FARTHEST, join_neighbours, mark_word
from contrechamp.text.folding import fold
from contrechamp.text.remembering import Remembering
from contrechamp.text.words import CHUNK, LINK, analyse_chunk
from contrechamp.vocabulary.search import IndexedPage

GAP = "_"
ACCENTED = "~"
_FAR = f" {GAP}" * FARTHEST + " "  # more than a phrase may leave out between two words
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DIGIT = re.compile(r"\d")
_MOST_PIECES = 100_000  # of about 280 bytes each, 600 at most; one process remembers at most twice as many
_LONGEST_KEPT = 60  # characters; no word is longer, a picture in base64 is
_PARTING = "\x1f"  # parts pieces as a blank does, but never stands inside a chunk
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
    runs: str
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
    label: bytes
    received: int  # seconds since 1970
    technology: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


class Tokens(NamedTuple):
    """The words of a text for the fields `stems`, `words` and `runs`."""

    stems: str
    words: str
    runs: str


class _Rendered(NamedTuple):
    """What stands between two blanks: tokens, other ways to find it, and its words as `join_neighbours` takes them."""

    stems: str
    words: str
    extras: str
    marks: str


def spell(exact: str) -> tuple[str, ...]:
    """The tokens of a word as written: folded, and with its accents when it has any."""
    folded = fold(exact)
    return (folded,) if folded == exact else (folded, ACCENTED + exact)


def _render_piece(piece: str) -> _Rendered:
    if piece.isalpha():
        words = analyse_chunk(piece)
    else:
        words = [word for chunk in CHUNK.findall(piece.translate(_UNGLUED)) for word in analyse_chunk(chunk)]
    main = [word for word in words if not word.is_extra]
    return _Rendered(
        " ".join([word.stem or GAP for word in main]),
        " ".join([token for word in main if word.stem for token in spell(word.exact)]),
        " ".join([word.stem for word in words if word.is_extra]),
        "".join([mark_word(word.stem) for word in main]),
    )


def _is_rare(piece: str) -> bool:
    """Amounts and references, nearly each of them new (years come again), and what is too long to be kept."""
    return len(piece) > _LONGEST_KEPT or (len(piece) > 5 and _DIGIT.search(piece) is not None)


_recall_piece = Remembering(_render_piece, most=_MOST_PIECES, is_rare=_is_rare).__getitem__


def render_tokens(text: str) -> Tokens:
    """The tokens of a text for the fields `stems`, `words` and `runs`."""
    pieces = LINK.sub(_glue, text).replace(",", _PARTING).replace(".", _PARTING).split()
    if not pieces:
        return Tokens("", "", "")
    stems, words, extras, marks = zip(*map(_recall_piece, pieces), strict=True)
    others = sorted({extra for some in set(extras) for extra in some.split()})
    tail = "".join([f"{_FAR}{extra}" for extra in others])
    return Tokens(" ".join(stems) + tail, " ".join(words), join_neighbours("".join(marks)))


def _glue(match: re.Match) -> str:
    """A blank that a chunk may span (a word broken at a line's end, a number in groups) parts no piece."""
    return match[0].translate(_GLUED)


_render_title = lru_cache(maxsize=64)(render_tokens)  # the same for all pages of a document


@lru_cache(maxsize=64)
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
    tokens = render_tokens(page.text)
    first_day, last_day = find_days(page.date)
    return PreparedPage(
        digest=page.digest,
        page=page.page,
        stems=tokens.stems,
        words=tokens.words,
        runs=tokens.runs,
        content=page.text.encode("utf-8", "replace"),
        title=page.title,
        title_stems=_render_title(page.title).stems,
        body=page.body,
        body_stems=_render_title(page.body).stems,
        kind=page.kind,
        collection=page.collection,
        date=page.date,
        first_day=first_day,
        last_day=last_day,
        media_type=page.media_type,
        how_read=page.how_read,
        label=page.label.encode("utf-8", "replace"),
        received=max(0, int(page.received_at.timestamp())) if page.received_at else 0,
        technology=page.technology,
        supplier=page.supplier,
        place=page.place,
    )
