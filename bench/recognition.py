"""Bench of recognition: speed beside `ocrmypdf --skip-text -l fra`, and character errors beside `tesseract -l fra`.

./run bench recognition speed [FOLDER] [--files N]   seeded scans: skewed, noisy, 200 dots an inch; all the steps
./run bench recognition errors ../shared/data/ocr-tapuscorpus
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pypdfium2
from lxml import etree
from PIL import Image, ImageFilter
from rapidfuzz.distance import Levenshtein

from bench.council_papers import write_folder
from contrechamp.config import Config
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Page

PAGES_A_SCAN = 2  # as many as the peer reads at once on two cores
PEER = ["ocrmypdf", "--skip-text", "-l", "fra", "--sidecar"]
ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question", choices=("speed", "errors"))
    parser.add_argument(
        "folder", nargs="?", type=Path, default=Path(tempfile.gettempdir()) / "contrechamp-scans"
    )
    parser.add_argument("--files", type=int, default=6)
    asked = parser.parse_args(words)
    print(_say_version("tesseract"), "|", _say_version("ocrmypdf"))
    if asked.question == "speed":
        measure_speed(asked.folder, asked.files)
    else:
        measure_errors(asked.folder)


def _say_version(program: str) -> str:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return f"{program} {(said.stdout or said.stderr).splitlines()[0]}"


def measure_speed(folder: Path, files: int) -> None:
    """From a folder of scans to findable pages, beside the peer on one file after the other, both at their defaults."""
    scans = make_scans(folder, files)
    truths = [scan.with_suffix(".txt").read_text() for scan in scans]
    archive, started = Path(tempfile.mkdtemp(prefix="recognition-")) / "archive", time.monotonic()
    ours = _ingest(archive, scans)
    elapsed = {"contrechamp": time.monotonic() - started}
    started = time.monotonic()
    theirs = [_read_peer(scan) for scan in scans]
    elapsed["ocrmypdf"] = time.monotonic() - started
    shutil.rmtree(archive.parent)
    for name, texts in (("contrechamp", ours), ("ocrmypdf", theirs)):
        errors = _measure_errors(zip(texts, truths, strict=True))
        rate = files * PAGES_A_SCAN / elapsed[name]
        print(f"{name}: {rate:.2f} pages a second on {os.cpu_count()} cores, character errors {errors:.2%}")
    print(f"{elapsed['ocrmypdf'] / elapsed['contrechamp']:.2f} times as fast")


def make_scans(folder: Path, files: int) -> list[Path]:
    """PDFs of PAGES_A_SCAN images, and their true text beside them."""
    scans = []
    for number, paper in enumerate(write_folder(folder / "papers", files=files, pages=PAGES_A_SCAN, seed=11)):
        scan = folder / "scans" / f"scan-{number:03}.pdf"
        if not scan.exists():
            scan.parent.mkdir(exist_ok=True)
            with pypdfium2.PdfDocument(paper) as document:
                texts = [page.get_textpage().get_text_range() for page in document]
                images = [
                    page.render(scale=200 / 72, grayscale=True).to_pil().convert("L") for page in document
                ]
            scan.with_suffix(".txt").write_text(re.sub("[\ufffe\x02]", "-\n", "\n".join(texts)))
            first, *others = (_spoil(image, random.Random(f"{number}/{n}")) for n, image in enumerate(images))
            first.save(scan, "PDF", resolution=200, quality=75, save_all=True, append_images=others)
        scans.append(scan)
    return scans


def _spoil(image: Image.Image, dice: random.Random) -> Image.Image:
    """As an office scanner gives it: a little skewed, a little soft, on greyish paper with grain."""
    turned = image.rotate(dice.uniform(-1.5, 1.5), Image.Resampling.BICUBIC, fillcolor=255)
    soft = np.asarray(turned.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.8))), dtype=np.float32)
    grain = np.random.default_rng(dice.randrange(1 << 30)).normal(0, 9, soft.shape)
    return Image.fromarray(np.clip(soft * 0.82 + 25 + grain, 0, 255).astype(np.uint8))


def _ingest(archive: Path, scans: list[Path]) -> list[str]:
    """The texts of the scans, once they are kept, read behind the wall and findable."""
    program = [sys.executable, "-m", "contrechamp.cli", "--archive", str(archive)]
    for command in (["init"], ["ingest", *map(str, scans)]):
        subprocess.run([*program, *command], check=True, stdout=subprocess.DEVNULL)
    with open_observatory(Config(archive), clock=lambda: datetime.now(UTC)) as observatory:
        digests = [compute_digest(scan) for scan in scans]
        return [
            "\n".join(observatory.read_page(digest, number + 1).text for number in range(PAGES_A_SCAN))
            for digest in digests
        ]


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
