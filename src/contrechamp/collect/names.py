"""Names as they came: readable, with `/` between folders, and never used to open anything."""

import os
import unicodedata

_MAX_LENGTH = 2000


def clean_path(untrusted_path: str) -> str:
    """A relative path of a foreign system: no drive, no `..`, no NUL, at most 2,000 characters; it may be "".

    The last characters, which hold the file's name, survive the cut.
    """
    parts = untrusted_path.replace("\\", "/").replace("\0", "").split("/")
    if parts and len(parts[0]) == 2 and parts[0][1] == ":":  # a drive of Windows
        parts = parts[1:]
    kept = [part for part in parts if part not in ("", ".", "..")]
    return "/".join(kept)[-_MAX_LENGTH:]


def decode_name(name: str) -> str:
    """A file's name as text: bytes that are not UTF-8 (old French archives) are read as cp1252."""
    raw = os.fsencode(name)
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def normalize_path(path: str) -> str:
    """A path as it is compared: systems write the same accent in two ways."""
    return unicodedata.normalize("NFC", path)
