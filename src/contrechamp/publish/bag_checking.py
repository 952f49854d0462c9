"""Whether a bag is whole and ours: every byte is looked at before anything of it is used.

Stricter than BagIt asks (one algorithm, plain names, no file that the manifests do not name), for what comes back into
an observatory was written by one.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from contrechamp.errors import ExportIsBroken
from contrechamp.publish.bag import (
    ABOUT,
    COLLECTIONS,
    DECLARATION,
    DOCUMENTS,
    JUDGEMENTS,
    MANIFEST,
    TAG_MANIFEST,
)

_LINE = re.compile(r"([0-9a-f]{64})  ((?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*)\n")
_ORIGINAL = re.compile(r"data/originals/([0-9a-f]{2})/([0-9a-f]{2})/(\1\2[0-9a-f]{60})")
_LONGEST_MANIFEST_BYTES = 1 << 30
Report = Callable[[int, str], None]  # bytes looked at, of which file


def check_bag(folder: Path, *, on_progress: Report = lambda size, name: None) -> list[str]:
    """The digests of the originals in it; ExportIsBroken, in one sentence, where it is not what was written."""
    tags = _read_manifest(folder, TAG_MANIFEST)
    payload = _read_manifest(folder, MANIFEST)
    if any(not name.startswith("data/") for name in payload) or any(
        name.startswith("data/") for name in tags
    ):
        raise ExportIsBroken("{name} names a file where there is none to name.", name=MANIFEST)
    lists = {f"data/{name}" for name in (DOCUMENTS, COLLECTIONS, JUDGEMENTS)}
    if {MANIFEST, "bagit.txt", ABOUT} - tags.keys() or lists - payload.keys():
        raise ExportIsBroken("{folder} is no bag of an observatory.", folder=folder)
    known = {**tags, **payload}
    _compare_names(folder, known)
    size = 0
    for name, digest in known.items():
        if _compute_digest(folder / name) != digest:
            raise ExportIsBroken("{name} is not what was written.", name=name)
        size += os.path.getsize(folder / name)
        on_progress(size, name)
    if (folder / "bagit.txt").read_bytes() != DECLARATION.encode():
        raise ExportIsBroken("{folder} is no bag of an observatory.", folder=folder)
    return [
        match[3] for match in map(_ORIGINAL.fullmatch, payload) if match and payload[match[0]] == match[3]
    ]


def _read_manifest(folder: Path, name: str) -> dict[str, str]:
    """Name to digest; no name climbs out of the bag, is absolute, hidden, or there twice."""
    try:
        if not stat.S_ISREG(os.lstat(folder / name).st_mode):
            raise ExportIsBroken("{name} is no plain file.", name=name)
        if os.path.getsize(folder / name) > _LONGEST_MANIFEST_BYTES:
            raise ExportIsBroken("{name} is not what was written.", name=name)
        lines = (folder / name).read_text(encoding="utf-8", newline="").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        raise ExportIsBroken("{name} is missing or cannot be read.", name=name) from error
    found: dict[str, str] = {}
    for line in lines:
        match = _LINE.fullmatch(line)
        if match is None or match[2] in found:
            raise ExportIsBroken("{name} names a file where there is none to name.", name=name)
        found[match[2]] = match[1]
    return found


def _compare_names(folder: Path, known: dict[str, str]) -> None:
    """Nothing is missing, and nothing is there that nobody named; links are nothing of ours."""
    there = set(_list_files(folder))
    if missing := sorted(known.keys() - there):
        raise ExportIsBroken("{name} is missing.", name=missing[0])
    if foreign := sorted(there - known.keys() - {TAG_MANIFEST}):
        raise ExportIsBroken("{name} is no part of the bag.", name=foreign[0])


def _list_files(folder: Path) -> Iterator[str]:
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                name = Path(entry.path).relative_to(folder).as_posix()
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(Path(entry.path))
                elif entry.is_file(follow_symlinks=False):
                    yield name
                else:
                    raise ExportIsBroken("{name} is neither a file nor a folder.", name=name)


def _compute_digest(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_audience(folder: Path) -> bool:
    """Whether a bag that was checked was made for the team."""
    try:
        return json.loads((folder / ABOUT).read_text(encoding="utf-8"))["is_team"] == "1"
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ExportIsBroken("{name} is not what was written.", name=ABOUT) from error
