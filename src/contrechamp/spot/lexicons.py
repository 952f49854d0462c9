"""The words that spotting knows: TOML data of this package, and what a collective adds in its own archive folder."""

import hashlib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Lexicons:
    """All entries, ready to be matched."""


def open_lexicons(own_folder: Path | None = None) -> Lexicons:
    """The package's entries and, where there are some, those of a collective (`*.toml` in its folder)."""
    return Lexicons()


def compute_lexicons_digest(own_folder: Path) -> str:
    """Another digest when a collective changed its own entries: everything is then spotted again. "" without any."""
    files = sorted(own_folder.glob("*.toml")) if own_folder.is_dir() else []
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest() if files else ""
