"""Awkward PDFs and images of the shared data: how each ends behind the wall, and the words found beside pdftotext.

./run bench awkward_pdfs ../shared/data [--files]
"""

import argparse
import collections
import re
import subprocess
import time
from pathlib import Path

from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Sandbox, open_sandbox
from contrechamp.vocabulary.document import Page, Reading

FOLDERS = ("robust-pdfjs", "robust-verapdf", "robust-tika")
ENDINGS = (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".jp2")
PEER_SECONDS = 60
_WORD = re.compile(r"\w{2,}")
_BROKEN = re.compile(r"[-\u00ad]\n\s*")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument(
        "--files", action="store_true", help="one line for each file that lacks words or is not read"
    )
    asked = parser.parse_args(words)
    states: collections.Counter[str] = collections.Counter()
    found = wanted = 0
    with open_sandbox() as sandbox:
        for path in list_files(asked.data):
            started = time.monotonic()
            text, reading = read_all(sandbox, path)
            states[reading.state] += 1
            peer = count_words(read_peer(path)) if path.suffix.lower() == ".pdf" else collections.Counter()
            lacking = peer - count_words(text)
            found, wanted = found + peer.total() - lacking.total(), wanted + peer.total()
            if asked.files and (reading.reason or lacking.total() > 0.05 * peer.total()):
                seconds = time.monotonic() - started
                print(
                    f"{path.name}\t{reading.state}\t{reading.reason}\t{lacking.total()}/{peer.total()}\t{seconds:.1f} s"
                )
    print(dict(states))
    print(f"words of pdftotext found: {found} of {wanted} ({found / max(1, wanted):.1%})")


def list_files(data: Path) -> list[Path]:
    return sorted(
        path for folder in FOLDERS for path in (data / folder).rglob("*") if path.suffix.lower() in ENDINGS
    )


def read_all(sandbox: Sandbox, path: Path) -> tuple[str, Reading]:
    findings = list(sandbox.read(path, Request(untrusted_name=path.name)))
    reading = findings[-1]
    if not isinstance(reading, Reading):
        raise SystemExit(f"{path}: no closing Reading")
    return "\n".join(page.text for page in findings if isinstance(page, Page)), reading


def read_peer(path: Path) -> str:
    try:
        answer = subprocess.run(
            ["pdftotext", path, "-"], capture_output=True, timeout=PEER_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        return ""
    return answer.stdout.decode("utf-8", "replace")


def count_words(text: str) -> collections.Counter[str]:
    return collections.Counter(_WORD.findall(_BROKEN.sub("", text).lower()))
