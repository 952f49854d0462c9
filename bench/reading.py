"""Bench of reading: what the wall, the fork, the lines and the frames cost beside bare text extraction.

./run bench reading speed [FOLDER] [--part N]      processor time of sandbox + read, against bare pypdfium2
"""

import argparse
import resource
import statistics
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2

sys.path.insert(0, str(Path(__file__).parent))

from council_papers import SHAPES, write_folder

from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.document import Page

ROUNDS = 3


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question", choices=QUESTIONS)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("/tmp/contrechamp-bench"))
    parser.add_argument("--part", type=int, default=1, help="read only one file in so many")
    asked = parser.parse_args(words)
    QUESTIONS[asked.question](asked.folder, asked.part)


def measure_speed(folder: Path, part: int) -> None:
    print(
        f"pypdfium2 {pypdfium2.PYPDFIUM_INFO}, pdfium {pypdfium2.PDFIUM_INFO}, Python {sys.version.split()[0]}"
    )
    for name, (files, pages) in SHAPES.items():
        paths = write_folder(folder / name.replace(" ", "-"), files=files, pages=pages)[::part]
        bare, ours = [], []
        for _ in range(ROUNDS):  # by turns, so that a noisy machine is noisy for both
            bare.append(_count_seconds(lambda paths=paths: _read_bare(paths)))
            ours.append(_count_seconds(lambda paths=paths: _read_walled(paths)))
        ratio = statistics.median(b / a for a, b in zip(bare, ours, strict=True))
        total = len(paths) * pages
        print(
            f"{name}: bare {total / min(bare):.0f} pages/s, walled {total / min(ours):.0f}, ratio {ratio:.2f}"
        )


def _count_seconds(work: Callable[[], float]) -> float:
    """Processor seconds of this process, of programs that it started, and of what `work` says was used elsewhere."""
    before = _sum_times()
    elsewhere = work()
    return _sum_times() - before + elsewhere


def _sum_times() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def _read_bare(paths: list[Path]) -> float:
    for path in paths:
        document = pypdfium2.PdfDocument(path)
        for page in document:
            textpage = page.get_textpage()
            textpage.get_text_range()
            textpage.close()
            page.close()
        document.close()
    return 0.0


def _read_walled(paths: list[Path]) -> float:
    sandbox = open_sandbox()
    for path in paths:
        for finding in sandbox.read(path, Request()):
            if isinstance(finding, Page) and not finding.text:
                raise SystemExit(f"{path}: page {finding.number} came without text")
    return sandbox.close()


QUESTIONS = {"speed": measure_speed}
