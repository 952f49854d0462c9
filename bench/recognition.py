"""Bench of recognition: speed beside `ocrmypdf --skip-text -l fra`, and character errors beside `tesseract -l fra`.

./run bench recognition speed [FOLDER] [--pages N]   seeded scans: skewed, noisy, 200 dots an inch
./run bench recognition errors ../shared/data/ocr-tapuscorpus
"""

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import numpy as np
import pypdfium2
from lxml import etree
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

sys.path.insert(0, str(Path(__file__).parent))

from council_papers import write_folder

from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.document import Page

PEER = ["ocrmypdf", "--skip-text", "-l", "fra", "--sidecar"]
ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question", choices=("speed", "errors"))
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "contrechamp-scans"
    )
    parser.add_argument("--pages", type=int, default=12)
    asked = parser.parse_args(words)
    print(_say_version("tesseract"), "|", _say_version("ocrmypdf"))
    if asked.question == "speed":
        measure_speed(asked.folder, asked.pages)
    else:
        measure_errors(asked.folder)


def _say_version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return f"{program} {(said.stdout or said.stderr).splitlines()[0]}"


def measure_speed(folder: Path, pages: int) -> None:
    scans = make_scans(folder, pages)
    truths = [scan.with_suffix(".txt").read_text() for scan in scans]
    before, started, elapsed = _sum_times(), time.monotonic(), {}
    ours, elsewhere = _read_walled(scans)
    elapsed["contrechamp"] = (time.monotonic() - started, _sum_times() - before + elsewhere)
    before, started = _sum_times(), time.monotonic()
    theirs = [_read_peer(scan) for scan in scans]
    elapsed["ocrmypdf"] = (time.monotonic() - started, _sum_times() - before)
    for name, texts in (("contrechamp", ours), ("ocrmypdf", theirs)):
        wall, cpu = elapsed[name]
        errors = _measure_errors(zip(texts, truths, strict=True))
        print(f"{name}: {cpu / pages:.2f} processor s a page, {wall / pages:.2f} s a page one after the other, "
              f"character errors {errors:.2%}")  # fmt: skip
    print(f"ratio of processor time: {elapsed['ocrmypdf'][1] / elapsed['contrechamp'][1]:.2f}")


def make_scans(folder: Path, pages: int) -> list[Path]:
    """PDFs of one image each, and their true text beside them."""
    scans = []
    for number, paper in enumerate(write_folder(folder / "papers", files=pages, pages=1, seed=11)):
        scan = folder / f"scan-{number:03}.pdf"
        if not scan.exists():
            with pypdfium2.PdfDocument(paper) as document:
                text = document[0].get_textpage().get_text_range()
                image = document[0].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
            scan.with_suffix(".txt").write_text(re.sub("[\ufffe\x02]", "-\n", text))
            _spoil(image, random.Random(number)).save(scan, "PDF", resolution=200, quality=75)
        scans.append(scan)
    return scans


def _spoil(image: Image.Image, dice: random.Random) -> Image.Image:
    """As an office scanner gives it: a little skewed, a little soft, on greyish paper with grain."""
    turned = image.rotate(dice.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.8))), dtype=np.float32)
    grain = np.random.default_rng(dice.randrange(1 << 30)).normal(0, 9, soft.shape)
    return Image.fromarray(np.clip(soft * 0.82 + 25 + grain, 0, 255).astype(np.uint8))


def _read_walled(scans: list[Path]) -> tuple[list[str], float]:
    sandbox = open_sandbox()
    texts = [
        "\n".join(p.text for p in sandbox.read(scan, Request()) if isinstance(p, Page)) for scan in scans
    ]
    return texts, sandbox.close()


def _read_peer(scan: Path) -> str:
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder, "text")
        subprocess.run([*PEER, text, scan, Path(folder, "out.pdf")], capture_output=True, check=True)
        return text.read_text()


def measure_errors(folder: Path) -> None:
    sandbox = open_sandbox()
    for group in sorted(path for path in folder.iterdir() if path.is_dir()):
        ours, plain = [], []
        for image in sorted(group.glob("*.jpg")):
            truth = _read_alto(image.with_suffix(".xml"))
            text = "\n".join(p.text for p in sandbox.read(image, Request()) if isinstance(p, Page))
            command = ["tesseract", image, "-", "-l", "fra"]
            peer = subprocess.run(command, capture_output=True, text=True, env=ONE_THREAD, check=True).stdout
            ours.append((text, truth))
            plain.append((peer, truth))
        print(f"{group.name}: ours {_measure_errors(ours):.2%}, tesseract {_measure_errors(plain):.2%}")
    sandbox.close()


def _read_alto(path: Path) -> str:
    lines = []
    for line in etree.parse(path).iter("{*}TextLine"):
        strings = [string.get("CONTENT") for string in line.iter("{*}String")]
        lines.append(" ".join(strings) or next((e.text or "" for e in line.iter("{*}Unicode")), ""))
    return "\n".join(lines)


def _measure_errors(pairs) -> float:
    distances = [
        (Levenshtein.distance(_even(text), _even(truth)), len(_even(truth))) for text, truth in pairs
    ]
    return sum(errors for errors, _ in distances) / sum(length for _, length in distances)


def _even(text: str) -> str:
    """Typography set aside: one kind of quote, dash and space."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub("[’‘]", "'", re.sub("[“”«»]", '"', re.sub("[—–]", "-", text)))
    return " ".join(text.split())


def _sum_times() -> float:
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
