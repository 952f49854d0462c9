"""The nouns of the archive: what stands in it, what was refused, what a check finds."""

import errno
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, ReadingState


@dataclass(frozen=True)
class DocumentEntry:
    """A document as the archive knows it.

    `untrusted_path` and `received_at` are those of its first receipt; `parent` is the first document that it
    was found in. `properties` are what the file says of itself, untrusted. A withdrawn document stays for the
    team only.
    """

    digest: Digest
    size_bytes: int
    received_at: datetime  # aware, UTC
    untrusted_path: str
    state: ReadingState
    reason: str = ""
    media_type: str = ""
    reader: str = ""
    reader_version: str = ""
    page_count: int = 0
    read_at: datetime | None = None
    description: Description = field(default_factory=Description)
    properties: dict[str, str] = field(default_factory=dict)
    parent: Digest | None = None
    collections: tuple[str, ...] = ()
    is_withdrawn: bool = False
    withdrawal_reason: str = ""
    password: str = field(default="", repr=False)


class StepOutcome(NamedTuple):
    """How a step ended for one document; while it waits, all but its name is "" or None."""

    step: str
    version: str = ""
    outcome: str = ""
    reason: str = ""
    finished_at: datetime | None = None


@dataclass(frozen=True)
class CollectionEntry:
    """A collection: team only until it is published. `languages` are those of OCR ("fra", "fra+deu")."""

    name: str
    is_public: bool
    languages: str
    document_count: int


@dataclass(frozen=True)
class Refusal:
    """Something that could not be taken in, and why, in one sentence; the rest goes on."""

    untrusted_path: str
    reason: str


class FindingKind(StrEnum):
    """What a check of the archive can find wrong."""

    MISSING = "missing"  # an original that the ledger knows is not there
    CHANGED = "changed"  # an original's bytes are no longer those of its digest
    FOREIGN = "foreign"  # a file that the archive did not put there
    LEDGER = "ledger"  # the chain of the ledger does not hold
    JUDGEMENTS = "judgements"  # the chain of the judgements does not hold, or a cited passage does not say so
    STATE = "state"  # the state does not say what the ledger says


@dataclass(frozen=True)
class Finding:
    """One thing that a check found wrong. `subject` is a digest, a path inside, or a ledger entry."""

    kind: FindingKind
    subject: str
    sentence: str


@dataclass(frozen=True)
class CopyProgress:
    """How far a long check or copy has come; `total_bytes` is 0 while unknown."""

    path: Path
    done_bytes: int
    total_bytes: int


def say_why(error: OSError) -> str:
    """Why a file or folder cannot be taken in, in one sentence."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return "It is not there."
    if error.errno in (errno.EACCES, errno.EPERM):
        return "The rights to open it are missing."
    if error.errno == errno.ELOOP:
        return "It is a link."
    return "The disk that it is on cannot be read."
