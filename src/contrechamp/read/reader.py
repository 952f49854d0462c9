"""The port of a reader: what it is asked, what it gives, how it says no. Runs inside the sandbox."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, Protocol

from contrechamp.vocabulary.document import Child, Page


@dataclass(frozen=True)
class Request:
    """How to read: OCR languages ("fra", "fra+deu"), a password or "", and the first page wanted (from 1).

    `untrusted_name` is only a hint where bytes cannot tell (plain text, CSV). `first_page` lets a document go on
    behind a page that had to be killed; a reader that cannot skip pages ignores it.
    """

    untrusted_name: str = ""
    languages: str = "fra"
    password: str = ""
    first_page: int = 1


class Property(NamedTuple):
    """Something that a file says of itself: ("title", "Délibération n° 12"). Untrusted."""

    key: str
    value: str


class Notice(NamedTuple):
    """Something that could not be read, in one sentence; the document is then partly read."""

    reason: str


class Extent(NamedTuple):
    """How many pages the document has: given first by a reader that obeys `first_page`."""

    page_count: int


Finding = Page | Child | Property | Notice | Extent


class Reader(Protocol):
    """A module of `readers/`: one format, one short file."""

    VERSION: str
    MEDIA_TYPES: tuple[str, ...]

    def read(self, source: BinaryIO, request: Request) -> Iterator[Finding]:
        """Give pages in order, children, properties; raise DocumentIsEncrypted or DocumentIsBroken."""
        ...
