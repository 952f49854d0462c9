"""Reads the city's papers with tools that the project does not use: pdftotext, tesseract, zip, regular expressions."""

import email
import html
import io
import re
import shutil
import subprocess
import tarfile
import tomllib
import unicodedata
import zipfile
from collections.abc import Iterator
from email.policy import default
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pytest
from PIL import Image

HERE = Path(__file__).parent
PAPERS = HERE / "papers"
PICTURES = {".png", ".jpg", ".tif"}
TEXTS = {".csv": "utf-8-sig", ".geojson": "utf-8", ".kml": "utf-8", ".ics": "utf-8", ".vcf": "utf-8"}


class Piece(NamedTuple):
    """Words of one place of a paper."""

    page: int | None
    inside: str | None
    how: str
    words: str


def plain(words: str) -> str:
    """Straight apostrophes, plain spaces, words joined that a line end had cut."""
    words = unicodedata.normalize("NFKC", words).replace("’", "'")
    words = re.sub(r"(?<=[a-zà-ÿ])[-‐\u00ad]\n(?=[a-zà-ÿ])", "", words)
    return re.sub(r"\s+", " ", words)


def list_papers() -> list[str]:
    return sorted(str(path.relative_to(PAPERS)) for path in PAPERS.rglob("*") if path.is_file())


@pytest.fixture(scope="session")
def truth() -> dict:
    return tomllib.loads((HERE / "truth.toml").read_text("utf-8"))


@pytest.fixture(scope="session")
def read_paper():
    """A function: path and whether OCR is wanted, to pieces."""
    for program in ("pdftotext", "pdfinfo"):
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed (poppler-utils)")
    return _read_paper


@pytest.fixture(scope="session")
def can_read_pictures() -> None:
    if not shutil.which("tesseract") or "fra" not in _run("tesseract", "--list-langs").split():
        pytest.skip("tesseract with its French data is not installed")


@cache
def _read_paper(path: str, *, ocr: bool = False) -> tuple[Piece, ...]:
    kind = (PAPERS / path).suffix.lower()
    if kind == ".pdf":
        return tuple(_read_pdf(path, ocr=ocr))
    if kind in PICTURES:
        return tuple(_read_pictures(PAPERS / path, how="ocr")) if ocr else ()
    return tuple(_read_bytes(path, (PAPERS / path).read_bytes()))


def _read_bytes(path: str, content: bytes) -> Iterator[Piece]:
    kind = Path(path).suffix.lower()
    readers = {
        ".docx": _read_docx,
        ".odt": _read_open,
        ".ods": _read_open,
        ".pptx": _read_slides,
        ".xlsx": _read_sheets,
        ".mbox": _read_mbox,
        ".eml": _read_eml,
        ".zip": _read_zip,
        ".gz": _read_tar,
        ".rtf": _read_rtf,
    }
    if kind in readers:
        try:
            yield from readers[kind](content)
        except (zipfile.BadZipFile, KeyError):
            return
    elif kind not in (".doc", ".7z"):
        yield Piece(None, None, "text", _read_markup(_decode(content, kind)))


def _decode(content: bytes, kind: str) -> str:
    if kind in TEXTS and not content.startswith(b"Exercice"):
        return content.decode(TEXTS[kind])
    for code in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "cp1252", "mac_roman"):
        try:
            return content.decode(code)
        except UnicodeDecodeError:
            continue
    return ""


def _read_markup(words: str) -> str:
    return re.sub(r"<[^>]+>", " ", words) if "<html" in words.lower() else words


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, check=False).stdout.decode("utf-8", "replace")


def _read_pdf(path: str, *, ocr: bool) -> Iterator[Piece]:
    truth = tomllib.loads((HERE / "truth.toml").read_text("utf-8"))
    locked = path == truth["secret"]["path"]
    key = ("-upw", truth["secret"]["password"]) if locked else ()
    flag = truth["flags"].get(path, "")
    usual = {"hidden_text": "hidden", "broken_text_layer": "broken"}.get(
        flag, "password" if locked else "text"
    )
    pages = _run("pdftotext", *key, str(PAPERS / path), "-").split("\f")[:-1]
    for number, words in enumerate(pages, 1):
        if usual != "broken":
            yield Piece(number, None, usual, words)
        rows = _run(
            "pdftotext", *key, "-layout", "-f", str(number), "-l", str(number), str(PAPERS / path), "-"
        )
        yield Piece(number, None, usual, rows)
    if ocr and pages and (usual == "broken" or not any(words.strip() for words in pages)):
        yield from _read_pictures(PAPERS / path, how="broken" if usual == "broken" else "ocr")
    yield from _read_extras(path, password=key[1] if key else "")


def _read_extras(path: str, *, password: str) -> Iterator[Piece]:
    try:
        pdf = pikepdf.open(PAPERS / path, password=password)
    except pikepdf.PdfError:
        return
    with pdf:
        for name in pdf.attachments:
            yield Piece(None, name, "text", pdf.attachments[name].get_file().read_bytes().decode("latin-1"))
        for number, page in enumerate(pdf.pages, 1):
            for note in page.get("/Annots", []):
                how, key = ("field", "/V") if note.Subtype == "/Widget" else ("note", "/Contents")
                yield Piece(number, None, how, str(note.get(key, "")))


def _read_pictures(path: Path, *, how: str) -> Iterator[Piece]:
    if path.suffix == ".pdf":
        count = int(re.search(r"Pages:\s+(\d+)", _run("pdfinfo", str(path)))[1])
        pages = [
            Image.open(
                io.BytesIO(
                    subprocess.run(
                        ["pdftoppm", "-r", "200", "-gray", "-png", "-f", str(n), "-l", str(n), str(path)],
                        capture_output=True,
                        check=True,
                    ).stdout
                )
            )
            for n in range(1, count + 1)
        ]
    else:
        picture = Image.open(path) if path.read_bytes()[:4] != b"%PDF" else None
        pages = [_copy_frame(picture, n) for n in range(getattr(picture, "n_frames", 1))] if picture else []
    for number, page in enumerate(pages, 1):
        yield Piece(number, None, how, _recognise(page))


def _copy_frame(picture: Image.Image, number: int) -> Image.Image:
    picture.seek(number)
    return picture.copy()


def _recognise(page: Image.Image) -> str:
    upright = page.rotate(-90, expand=True) if page.width > page.height else page
    kept = io.BytesIO()
    upright.convert("L").save(kept, "PNG", dpi=(200, 200))
    return subprocess.run(
        ["tesseract", "-", "-", "-l", "fra"],
        input=kept.getvalue(),
        capture_output=True,
        check=True,
        env={"OMP_THREAD_LIMIT": "1", "PATH": "/usr/bin:/bin"},
    ).stdout.decode()


def _strip(xml: bytes, *, ends: str) -> str:
    words = re.sub(rf"</(?:{ends})>", " ", xml.decode("utf-8"))
    return html.unescape(re.sub(r"<[^>]+>", "", words))


def _read_docx(content: bytes) -> Iterator[Piece]:
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    for number, page in enumerate(re.split(rb'<w:br w:type="page"\s*/>', xml), 1):
        yield Piece(number, None, "text", _strip(page, ends="w:p|w:tc"))


def _read_open(content: bytes) -> Iterator[Piece]:
    xml = zipfile.ZipFile(io.BytesIO(content)).read("content.xml")
    yield Piece(1, None, "text", _strip(xml.replace(b"<text:s/>", b" "), ends="text:p|text:h"))


def _read_slides(content: bytes) -> Iterator[Piece]:
    pack = zipfile.ZipFile(io.BytesIO(content))
    for name in pack.namelist():
        if match := re.fullmatch(r"ppt/(slides/slide|notesSlides/notesSlide)(\d+)\.xml", name):
            page, how = int(match[2]), "text"
            if match[1].startswith("notes"):
                links = pack.read(f"ppt/notesSlides/_rels/notesSlide{page}.xml.rels")
                page, how = int(re.search(rb"slides/slide(\d+)\.xml", links)[1]), "note"
            yield Piece(page, None, how, _strip(pack.read(name), ends="a:p"))


def _read_sheets(content: bytes) -> Iterator[Piece]:
    pack = zipfile.ZipFile(io.BytesIO(content))
    shared = pack.read("xl/sharedStrings.xml") if "xl/sharedStrings.xml" in pack.namelist() else b""
    said = [_strip(cell, ends="t") for cell in re.findall(rb"<si>(.*?)</si>", shared, re.S)]
    for number in range(1, sum(n.startswith("xl/worksheets/sheet") for n in pack.namelist()) + 1):
        xml = pack.read(f"xl/worksheets/sheet{number}.xml").decode()
        cells = re.findall(r"<c ([^>]*)>(?:<v>|<is><t[^>]*>)([^<]*)<", xml)
        words = [said[int(value)] if 't="s"' in head else value for head, value in cells]
        yield Piece(number, None, "text", html.unescape(" ".join(words)))


def _read_rtf(content: bytes) -> Iterator[Piece]:
    words = re.sub(
        r"\\'([0-9a-f]{2})", lambda m: bytes.fromhex(m[1]).decode("cp1252"), content.decode("ascii")
    )
    yield Piece(1, None, "text", re.sub(r"\\[a-z]+-?\d* ?|[{}]", " ", words))


def _read_mbox(content: bytes) -> Iterator[Piece]:
    for part in re.split(rb"(?m)^From - .*\n", content)[1:]:
        yield from _read_eml(part)


def _read_eml(content: bytes) -> Iterator[Piece]:
    message = email.message_from_bytes(content, policy=default)
    name = message["Message-ID"].strip("<>").split("@")[0]
    yield Piece(None, name, "text", f"{message['Subject']}\n{message.get_body(('plain',)).get_content()}")
    for part in message.iter_attachments():
        for piece in (
            _read_bytes(part.get_filename(), part.get_content()) if ".pdf" not in part.get_filename() else ()
        ):
            yield Piece(piece.page, f"{name}/{part.get_filename()}", piece.how, piece.words)


def _read_zip(content: bytes) -> Iterator[Piece]:
    with zipfile.ZipFile(io.BytesIO(content), metadata_encoding="cp850") as pack:
        for name in pack.namelist():
            for piece in _read_bytes(name, pack.read(name)):
                yield piece._replace(inside=name)


def _read_tar(content: bytes) -> Iterator[Piece]:
    with tarfile.open(fileobj=io.BytesIO(content)) as pack:
        for name in pack.getnames():
            for piece in _read_bytes(name, pack.extractfile(name).read()):
                yield piece._replace(inside=name)
