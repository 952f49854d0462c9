"""Documents, their pages, lines, words and passages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from contrechamp.vocabulary.digest import Digest


class Box(NamedTuple):
    """A rectangle on a page image, in fractions (0 to 1) of its width and height, from the top left."""

    left: float
    top: float
    right: float
    bottom: float


class Line(NamedTuple):
    """A line of a page's text: code points `start` to `end` (exclusive), and where they stand.

    A line with wide white spaces, as the row of a table, is several Lines: one for each piece.
    """

    start: int
    end: int
    box: Box


class Word(NamedTuple):
    """A word on the image. `confidence` is 0 to 1 for OCR, None where the text is native.

    A word broken at a line's end gives two Words, one for each piece.
    """

    start: int
    end: int
    box: Box
    confidence: float | None = None


class HowRead(StrEnum):
    """How a page's text was obtained."""

    NATIVE = "native"  # the file says the text (text layer, office format, message)
    OCR = "ocr"  # recognised on the image
    EMPTY = "empty"  # read, and there is no text
    FAILED = "failed"  # see `reason`


class ReadingState(StrEnum):
    """What became of a document."""

    WAITING = "waiting"
    READ = "read"
    PARTLY_READ = "partly_read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Page:
    """The unit of search and citation; `number` counts from 1, `label` is the printed number ("iv", "A-12").

    `text` keeps its lines ("\\n"), in reading order. `width` and `height` are in points (1/72 inch), 0 when the
    page has no image of its own. `words` is filled by OCR; for native text, words are computed when a page is
    looked at. `flags` are among "doubtful", "rotated", "hidden_text", "broken_text_layer", "truncated".
    """

    number: int
    text: str
    how_read: HowRead
    label: str = ""
    width: float = 0.0
    height: float = 0.0
    lines: Sequence[Line] = ()
    words: tuple[Word, ...] = ()
    confidence: float | None = None
    flags: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Child:
    """A document found inside another (attachment, archive member): bytes and inner path, both untrusted."""

    untrusted_path: str
    untrusted_content: bytes = field(repr=False)


@dataclass(frozen=True)
class Reading:
    """What is said of a whole document once its pages have come: the last thing that a reader gives.

    `properties` are what the file says of itself, untrusted, under plain keys: "title", "author", "date",
    "message_id", "in_reply_to", "references", "from", "to", "subject"…
    """

    media_type: str
    state: ReadingState
    page_count: int = 0
    reason: str = ""
    reader: str = ""
    reader_version: str = ""
    properties: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Passage:
    """The unit of citation: code points `start` to `end` (exclusive) of one page of one document."""

    digest: Digest
    page: int
    start: int
    end: int


IMPORTED = "import"  # the source of a kind that a person said by importing the file as such


class Said(NamedTuple):
    """A value and where it comes from: "manifest", "import", "embedded", "rule", "path" or "" (unknown)."""

    value: str = ""
    source: str = ""


@dataclass(frozen=True)
class Description:
    """What a document is: each value keeps its source; unknown stays unknown.

    `date` is ISO 8601 with its own precision: "2013", "2013-06" or "2013-06-25". `kind` is a key of
    `text.kinds` ("deliberation", "minutes", "gazette", "tender", "contract", "budget", "letter", "message",
    "web_page", "camera_list"…); `body` is the name of the public body or sender as written.
    """

    title: Said = Said()
    date: Said = Said()
    body: Said = Said()
    kind: Said = Said()
