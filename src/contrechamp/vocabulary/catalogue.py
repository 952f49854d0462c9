"""The nouns that a reader meets: a document's card, the list of cards, pictures of pages, progress."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, HowRead, ReadingState
from contrechamp.vocabulary.provenance import Receipt
from contrechamp.vocabulary.search import FacetCount


class Neighbour(NamedTuple):
    """Another document near this one: its parent, a child of it."""

    digest: Digest
    title: str


class Likeness(NamedTuple):
    """A document whose words are nearly the same; `similarity` is 0 to 1."""

    digest: Digest
    title: str
    similarity: float


@dataclass(frozen=True)
class DocumentCard:
    """All that is known of a document, page texts aside.

    `title` is never empty: the described title, else the file's name. Several `receipts` mean that the same bytes
    came several times. `collections` are names; `is_public` is true when one of them is and nothing is withdrawn.
    `is_locked` says that a password would let more of it be read.
    """

    digest: Digest
    title: str
    description: Description
    media_type: str
    size_bytes: int
    state: ReadingState
    page_count: int
    reason: str
    collections: tuple[str, ...]
    is_public: bool
    is_withdrawn: bool
    is_locked: bool = False
    reader: str = ""
    reader_version: str = ""
    read_at: datetime | None = None
    properties: dict[str, str] = field(default_factory=dict)
    receipts: tuple[Receipt, ...] = ()
    parent: Neighbour | None = None
    child_count: int = 0
    duplicates: tuple[Likeness, ...] = ()


@dataclass(frozen=True)
class DocumentList:
    """One view's worth of cards (without receipts and neighbours), the total, and counts by facet."""

    cards: tuple[DocumentCard, ...]
    total: int
    facets: dict[str, tuple[FacetCount, ...]] = field(default_factory=dict)


class PageSummary(NamedTuple):
    """One page in a document's table of pages."""

    number: int
    label: str
    how_read: HowRead
    confidence: float | None
    flags: tuple[str, ...]
    reason: str


class Picture(NamedTuple):
    """An encoded image, its size in pixels."""

    content: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True)
class Progress:
    """How far the reading has come."""

    waiting: int
    read: int
    partly_read: int
    unreadable: int
    pages: int
    is_running: bool = False
    rate_pages_per_second: float = 0.0
    seconds_left: float | None = None
