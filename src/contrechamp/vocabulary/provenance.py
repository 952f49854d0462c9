"""Where a document comes from: one capture, one provenance, one receipt."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description


@dataclass(frozen=True)
class Provenance:
    """From where, when, by which way in, inside which parent.

    `untrusted_path` is the name as it came, with `/` between folders: shown escaped, never opened.
    `origin` says where the way in found it (a folder, "upload"); `way_in` is "file", "folder", "watch", "upload",
    "import" or "inside" (a child that a reader took out of `parent`); `receiver` is the account that brought it, or "".
    """

    way_in: str
    way_in_version: str
    untrusted_path: str
    received_at: datetime  # aware, UTC
    collection: str
    origin: str = ""
    receiver: str = ""
    parent: Digest | None = None


@dataclass(frozen=True)
class Capture:
    """Bytes as received (in a file, or in memory when small) and their provenance.

    `description` is what a manifest beside the file says of it; it stands in the ledger with the receipt.
    """

    source: Path | bytes
    provenance: Provenance
    description: Description = field(default_factory=Description)


@dataclass(frozen=True)
class Receipt:
    """The acknowledgement of a capture, given only when original and ledger are on disk.

    `sequence` is its place in the ledger (from 1); `is_new` is False when the same bytes were kept before.
    `has_changed_entry` says, when the capture is taken in, that it changed what was known of such a document (one
    more collection, words of a manifest), which must then be indexed again.
    """

    sequence: int
    digest: Digest
    size_bytes: int
    is_new: bool
    provenance: Provenance
    has_changed_entry: bool = False
