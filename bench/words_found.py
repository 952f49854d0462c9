"""Of the words that the best peer finds in a paper, how many do we find? One line for each format, one for them all.

    ./run bench words_found ../shared/data [--set NAME …] [--files]

Read as a paper is read, behind the wall, with the documents inside it. Peers at their defaults (see `words_of_peers`).
The rules of counting, the same for every file, are in `words_found.md`.
"""

import argparse
import collections
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Sandbox, open_sandbox
from contrechamp.vocabulary.document import Child, Page, Reading

from .words_of_peers import Words, count_words, find_peers

SETS = ("robust-pdfjs", "robust-verapdf", "robust-tika", "mail-mikel", "mail-cpython")
_MAX_DEPTH = 4
_ENOUGH = 0.95
_ALL = "all"


class Row(NamedTuple):
    """One file beside one peer: occurrences and distinct words that the peer finds, and that we find of them."""

    total: int
    found: int
    distinct: int
    distinct_found: int

    @classmethod
    def compare(cls, peer: Words, ours: Words) -> "Row":
        return cls(peer.total(), (peer & ours).total(), len(peer), len(peer.keys() & ours.keys()))


Rows = dict[tuple[str, str], list[Row]]


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--set", action="append", dest="sets", help="a folder of the data (all five of them)")
    parser.add_argument("--files", action="store_true", help="name the files and the words that are missing")
    options = parser.parse_args(words)
    rows: Rows = collections.defaultdict(list)
    states: collections.Counter[str] = collections.Counter()
    with open_sandbox() as sandbox:
        for folder in options.sets or SETS:
            for path in sorted(file for file in (options.data / folder).rglob("*") if file.is_file()):
                ours, reading = read_ours(sandbox, path)
                states[f"{reading.state}"] += 1
                lacking = compare(folder, path, reading, ours, rows)
                if options.files and (lacking or reading.reason):
                    print(f"{folder}/{path.name}\t{reading.state}\t{reading.reason}\t{lacking}", flush=True)
    print(f"Files: {', '.join(f'{count} {state}' for state, count in sorted(states.items()))}.")
    write_table(rows)


def read_ours(sandbox: Sandbox, path: Path) -> tuple[Words, Reading]:
    """Words of the pages and of the documents inside, and how the reading ended."""
    texts: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        reading = _read_texts(sandbox, path, path.name, texts, Path(folder), depth=0)
    return count_words("\n".join(texts)), reading


def _read_texts(
    sandbox: Sandbox, path: Path, name: str, texts: list[str], folder: Path, *, depth: int
) -> Reading:
    inner = []
    for finding in sandbox.read(path, Request(untrusted_name=name)):
        if isinstance(finding, Page):
            texts.append(finding.text)
        elif isinstance(finding, Child):
            inner.append(finding)
        else:
            reading = finding
    for number, child in enumerate(inner if depth < _MAX_DEPTH else ()):
        place = folder / f"{depth}-{number}"
        place.write_bytes(child.untrusted_content)
        _read_texts(sandbox, place, child.untrusted_path, texts, folder, depth=depth + 1)
    return reading


def compare(folder: str, path: Path, reading: Reading, ours: Words, rows: Rows) -> str:
    """Enter a file into the rows it belongs to; what it lacks, when that is much."""
    with path.open("rb") as source:
        media_type = find_media_type(source, path.name)
    peers = find_peers(path, media_type)
    kind = path.suffix.lower().lstrip(".") if media_type != "message/rfc822" else "eml"
    for way, words in peers:
        rows[kind, way].append(Row.compare(words, ours))
    if not peers:
        return ""
    _, best = peers[-1]
    row = Row.compare(best, ours)
    for name in (f"{_ALL} of {folder}", _ALL):
        rows[name, "the best for each"].append(row)
    if row.found >= _ENOUGH * row.total:
        return ""
    return f"{row.found}/{row.total} {row.distinct_found}/{row.distinct} {' '.join(list(best - ours)[:15])}"


def write_table(rows: Rows) -> None:
    print(f"Peers: {', '.join(_list_versions())}.\n")
    print("| files | peer | files | words | found | share | distinct | found | share |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for (kind, way), compared in sorted(rows.items(), key=lambda row: (row[0][0].startswith(_ALL), row[0])):
        total, found, distinct, distinct_found = (sum(column) for column in zip(*compared, strict=True))
        shares = f"{found / max(1, total):.3f}", f"{distinct_found / max(1, distinct):.3f}"
        cells = (kind, way, len(compared), total, found, shares[0], distinct, distinct_found, shares[1])
        print(f"| {' | '.join(map(str, cells))} |")


def _list_versions() -> Iterator[str]:
    for command in (["soffice", "--version"], ["pdftotext", "-v"]):
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        yield (said.stdout or said.stderr).splitlines()[0].strip()
    yield f"`email` of Python {sys.version.split()[0]}"
