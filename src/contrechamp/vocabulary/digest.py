"""The name of a document: the SHA-256 of its bytes."""

import hashlib
import re
from pathlib import Path

from contrechamp.errors import NotADigest

_PATTERN = re.compile(r"[0-9a-f]{64}")


class Digest(str):
    """64 lower-case hexadecimal characters: the SHA-256 of an original. Anything else raises NotADigest."""

    __slots__ = ()

    def __new__(cls, text: str) -> "Digest":
        if not _PATTERN.fullmatch(text):
            raise NotADigest(f"“{text[:80]}” is not a SHA-256 digest.")
        return super().__new__(cls, text)


def compute_digest(content: bytes | Path) -> Digest:
    """SHA-256 of bytes, or of a file, read in blocks."""
    if isinstance(content, Path):
        with content.open("rb") as file:
            return Digest(hashlib.file_digest(file, "sha256").hexdigest())
    return Digest(hashlib.sha256(content).hexdigest())
