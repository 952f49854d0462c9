"""A file or a folder with its tree, as captures. Bytes are copied later; nothing is parsed."""

import os
import stat
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from contrechamp.collect.names import decode_name, normalize_path
from contrechamp.vocabulary.archive import Refusal, say_why
from contrechamp.vocabulary.document import Description
from contrechamp.vocabulary.provenance import Capture, Provenance

VERSION = "1"
# What systems leave in folders; compared in lower case. Names that begin with "." are skipped too.
_SYSTEM_NAMES = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx", "$recycle.bin"})
_ARCHIVE_MARK = "contrechamp.toml"  # an archive never swallows an archive, least of all itself
_LOCKED_BY_OFFICE = "~$"


class Found(NamedTuple):
    """A regular file: where it is, and its path in the tree that was given."""

    path: Path
    tree_path: str


class Skipped(NamedTuple):
    """A hidden or system file, or a link: left out on purpose, and counted."""

    path: Path
    reason: str


Look = Found | Skipped | Refusal


def walk(start: Path) -> Iterator[Look]:
    """Every regular file of a file or folder, in the order of names; links are not followed."""
    try:
        mode = start.stat().st_mode
    except OSError as error:
        yield Refusal(decode_name(str(start)), say_why(error))
        return
    if stat.S_ISDIR(mode):
        yield from _walk_folder(start, decode_name(start.resolve().name))
    elif stat.S_ISREG(mode):  # a link that a person names is followed
        yield Found(start.resolve(), decode_name(start.name))
    else:
        yield Refusal(decode_name(str(start)), "This is neither a file nor a folder.")


def make_captures(
    paths: list[Path],
    *,
    collection: str,
    received_at: datetime,
    receiver: str = "",
    manifest: dict[str, Description] | None = None,
    on_other: Callable[[Skipped | Refusal], None] = lambda look: None,
) -> Iterator[Capture]:
    """Captures of everything under the paths; what was skipped or cannot be read is told to `on_other`.

    `manifest` is what `collect.manifest` read: paths in the tree, with or without the folder given.
    """
    for start in paths:
        way_in = "folder" if start.is_dir() else "file"
        origin = decode_name(str(start.absolute().parent if way_in == "file" else start.absolute()))
        for look in walk(start):
            if not isinstance(look, Found):
                on_other(look)
                continue
            provenance = Provenance(
                way_in=way_in,
                way_in_version=VERSION,
                untrusted_path=look.tree_path,
                received_at=received_at,
                collection=collection,
                origin=origin,
                receiver=receiver,
            )
            yield Capture(look.path, provenance, find_description(manifest or {}, look.tree_path))


def find_description(manifest: dict[str, Description], tree_path: str) -> Description:
    """What the manifest says of a path of the tree, whose first folder may be left out there."""
    path = normalize_path(tree_path)
    return manifest.get(path) or manifest.get(path.partition("/")[2]) or Description()


def _walk_folder(folder: Path, tree_path: str) -> Iterator[Look]:
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(tree_path, say_why(error))
        return
    for entry in entries:
        inner_path = f"{tree_path}/{decode_name(entry.name)}" if tree_path else decode_name(entry.name)
        yield from _look_at(entry, inner_path)


def _look_at(entry: os.DirEntry, inner_path: str) -> Iterator[Look]:
    path = Path(entry.path)
    if is_system_name(entry.name):
        yield Skipped(path, "hidden or system file")
    elif entry.is_symlink():
        yield Skipped(path, "link")
    elif entry.is_dir(follow_symlinks=False) and os.path.exists(path / _ARCHIVE_MARK):
        yield Skipped(path, "an archive folder of this program")
    elif entry.is_dir(follow_symlinks=False):
        yield from _walk_folder(path, inner_path)
    elif entry.is_file(follow_symlinks=False):
        yield Found(path, inner_path)
    else:
        yield Refusal(inner_path, "This is neither a file nor a folder.")


def is_system_name(name: str) -> bool:
    """Files that a system, not a person, put there."""
    return name.startswith((".", _LOCKED_BY_OFFICE)) or name.lower() in _SYSTEM_NAMES
