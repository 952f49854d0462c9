"""Text pages of real papers, put together into files of the shapes that the benches ask for; none is kept here."""

import io
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2

_FEWEST_CHARACTERS = 300  # fewer are a scan or a cover
_PDF = ".pdf"


def write_real_folder(folder: Path, source: Path, *, files: int, pages: int, seed: int = 7) -> None:
    """`files` PDFs of `pages` pages drawn from the PDFs under `source`, those in its ZIP files included."""
    if folder.exists():
        return
    papers = list(_list_papers(source))
    pool = [(place, number) for place, paper in enumerate(papers) for number in _list_text_pages(paper)]
    if not pool:
        raise SystemExit(f"no PDF with text under {source}")
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    for name in range(files):
        _write_file(folder / f"paper-{name:05}.pdf", papers, dice.choices(pool, k=pages))


def _list_papers(source: Path) -> Iterator[bytes]:
    for path in sorted(source.rglob("*")):
        if path.suffix.lower() == _PDF:
            yield path.read_bytes()
        elif path.suffix.lower() == ".zip":
            with zipfile.ZipFile(path) as members:
                yield from (members.read(n) for n in sorted(members.namelist()) if n.lower().endswith(_PDF))


def _list_text_pages(paper: bytes) -> list[int]:
    with pypdfium2.PdfDocument(paper) as document:
        return [
            number
            for number, page in enumerate(document)
            if page.get_textpage().count_chars() >= _FEWEST_CHARACTERS
        ]


def _write_file(path: Path, papers: list[bytes], chosen: list[tuple[int, int]]) -> None:
    opened = {place: pikepdf.open(io.BytesIO(papers[place])) for place, _ in chosen}
    target = pikepdf.new()
    for place, number in chosen:
        target.pages.append(opened[place].pages[number])
    target.remove_unreferenced_resources()
    target.save(path)
