"""A BagIt bag (RFC 8493): originals, what is known of them, judgements and tables, every file with its SHA-256."""

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

from contrechamp.errors import ArchiveDamaged
from contrechamp.publish.contents import Contents, Notice
from contrechamp.publish.sentences import list_about, render_readme
from contrechamp.publish.spreadsheets import write_csv
from contrechamp.publish.tables import list_tables

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST, TAG_MANIFEST, INFO = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt"
DOCUMENTS, COLLECTIONS, JUDGEMENTS = "documents.jsonl", "collections.jsonl", "judgements.jsonl"
ORIGINALS, TABLES = "originals", "tables"
_BLOCK_BYTES = 1 << 20
_README, ABOUT = "LISEZ-MOI.txt", "about.json"


class BagDocument(NamedTuple):
    """An original and all that must come back with it: `told` is JSON under plain keys."""

    digest: str
    original: Path
    told: dict[str, Any]


Report = Callable[[int, int], None]  # bytes copied, files


def write_bag(
    contents: Contents,
    folder: Path,
    *,
    documents: Iterable[BagDocument],
    collections: Iterable[dict[str, Any]],
    tags: Iterable[str] = (),
    on_progress: Report = lambda size, count: None,
) -> int:
    """Fill an empty folder; how many files the payload has. ArchiveDamaged where an original is not its digest.

    `tags` are files that stand in the folder already and describe the bag.
    """
    payload = folder / "data"
    payload.mkdir()
    manifest = _Manifest(folder)
    _write_documents(payload, documents, manifest, on_progress)
    _write_lines(payload / COLLECTIONS, collections)
    _write_lines(payload / JUDGEMENTS, map(render_judgement, contents.judgements()))
    (payload / TABLES).mkdir()
    for table in list_tables(contents):
        write_csv(table, payload / TABLES / f"{table.name}.csv")
        manifest.add(payload / TABLES / f"{table.name}.csv")
    for name in (DOCUMENTS, COLLECTIONS, JUDGEMENTS):
        manifest.add(payload / name)
    manifest.write(MANIFEST)
    _write_tags(contents, folder, manifest, tags)
    return manifest.count


def render_judgement(judgement: Any) -> dict[str, Any]:
    """A judgement on a line, as it comes back."""
    said = {"sequence": judgement.sequence, "id": judgement.id, "kind": judgement.kind, "by": judgement.by}
    return {
        **said,
        "at": judgement.at.isoformat(),
        "undone_by": judgement.undone_by,
        "content": judgement.content,
    }


def _write_documents(
    payload: Path, documents: Iterable[BagDocument], manifest: "_Manifest", on_progress: Report
) -> None:
    size = 0
    with (payload / DOCUMENTS).open("w", encoding="utf-8") as file:
        for one in documents:
            place = payload / ORIGINALS / one.digest[:2] / one.digest[2:4] / one.digest
            place.parent.mkdir(parents=True, exist_ok=True)
            with one.original.open("rb") as source, place.open("xb") as target:
                shutil.copyfileobj(source, target, _BLOCK_BYTES)
            if manifest.add(place) != one.digest:
                raise ArchiveDamaged("The original {digest} is not what was kept.", digest=one.digest)
            file.write(_render_line(one.told))
            size += place.stat().st_size
            on_progress(size, manifest.count)


def _write_lines(path: Path, lines: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(map(_render_line, lines))


def _render_line(said: dict[str, Any]) -> str:
    return json.dumps(said, ensure_ascii=False).encode("utf-8", "replace").decode() + "\n"


def _write_tags(contents: Contents, folder: Path, manifest: "_Manifest", names: Iterable[str]) -> None:
    """What describes the bag; the manifest of it comes last."""
    counts: dict[str, int] = {}
    for one in contents.changes():
        counts[f"{one.thing} {one.change}"] = counts.get(f"{one.thing} {one.change}", 0) + 1
    (folder / "bagit.txt").write_text(DECLARATION, encoding="utf-8")
    (folder / INFO).write_text(_render_info(contents.notice, manifest), encoding="utf-8")
    (folder / _README).write_text(render_readme(contents, counts), encoding="utf-8")
    about = json.dumps(dict(list_about(contents)), ensure_ascii=False, indent=1)
    (folder / ABOUT).write_text(about, encoding="utf-8")
    tags = _Manifest(folder)
    for name in ("bagit.txt", INFO, MANIFEST, _README, ABOUT, *names):
        tags.add(folder / name)
    tags.write(TAG_MANIFEST)


def _render_info(notice: Notice, manifest: "_Manifest") -> str:
    lines = [f"Bagging-Date: {notice.made_at.date().isoformat()}"]
    lines += [f"Payload-Oxum: {manifest.size_bytes}.{manifest.count}"]
    lines += [f"Source-Organization: {' '.join(notice.publisher.split())}"] if notice.publisher else []
    lines += [f"Contrechamp-Audience: {'team' if notice.is_team else 'everybody'}"]
    lines += [f"Contrechamp-Licence: {' '.join(notice.licence.split())}"]
    lines += [f"Contrechamp-Judgements: {notice.place} {notice.chain_digest}".replace("  ", " ")]
    return "\n".join(lines) + "\n"


class _Manifest:
    """The digest of each file, as `sha256sum` writes it."""

    def __init__(self, folder: Path):
        self._folder = folder
        self._lines: list[str] = []
        self.size_bytes = 0

    @property
    def count(self) -> int:
        return len(self._lines)

    def add(self, path: Path) -> str:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._lines.append(f"{digest}  {path.relative_to(self._folder).as_posix()}\n")
        self.size_bytes += os.path.getsize(path)
        return digest

    def write(self, name: str) -> None:
        (self._folder / name).write_text("".join(self._lines), encoding="utf-8")
