"""What a worker is handed and what it gives back: small, frozen, picklable."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, Reading

if TYPE_CHECKING:
    from contrechamp.search.index import PreparedPage

PAGES_A_TASK = 100


@dataclass(frozen=True)
class ReadTask:
    """Read one document. `started_at` dates what is found inside it."""

    archive: Path
    digest: Digest
    started_at: datetime


@dataclass(frozen=True)
class ReadOutcome:
    """What a document turned out to be; its pages are in its derived file, its children in the archive."""

    digest: Digest
    reading: Reading
    description: Description = Description()


@dataclass(frozen=True)
class SpotTask:
    """Split and spot these documents, about PAGES_A_TASK pages in all where they are small."""

    archive: Path
    digests: tuple[Digest, ...]
    with_persons: bool = False


@dataclass(frozen=True)
class SpotOutcome:
    """What was found stands in derived files; the pages of the documents `missing` are gone: they are read again.

    `named` is what each other document names, by facet (see `archive.naming`); `failed` says why nothing was found.
    """

    digests: tuple[Digest, ...]
    missing: tuple[Digest, ...] = ()
    named: dict[Digest, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    failed: dict[Digest, str] = field(default_factory=dict)


@dataclass(frozen=True)
class LinkTask:
    """Put what was found in these documents into the registry's book, about PAGES_A_TASK pages in all."""

    archive: Path
    digests: tuple[Digest, ...]


@dataclass(frozen=True)
class LinkOutcome:
    """The book has it; `failed` says why nothing of a document is there."""

    digests: tuple[Digest, ...]
    failed: dict[Digest, str] = field(default_factory=dict)


@dataclass(frozen=True)
class IndexTask:
    """Prepare pages `first` to `last` of each document, about PAGES_A_TASK in all."""

    archive: Path
    parts: tuple[tuple[Digest, int, int], ...]


@dataclass(frozen=True)
class PreparedPart:
    """Pages ready for the index; `signature` is of these pages' words (they merge over a document's parts).

    `said_of` is what the archive said of the document when they were made: if it says something else by the time they
    are findable, they are made again. `is_missing` says that the derived pages are gone: the document has to be read
    again.
    """

    digest: Digest
    pages_in_document: int
    pages: tuple["PreparedPage", ...] = ()
    signature: bytes = b""
    said_of: tuple = ()
    is_missing: bool = False


def tell_error(error: BaseException) -> str:
    """What an error says, else its name."""
    return str(error) or type(error).__name__


Task = ReadTask | SpotTask | LinkTask | IndexTask
