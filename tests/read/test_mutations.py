"""A thousand damaged files: each gives findings or a sentence, never anything else."""

import gzip
import io
import random
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path

import docx
import openpyxl
import py7zr
import pytest
from pptx import Presentation

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read.formats import READERS
from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Request

TEXTS = {
    "lettre.rtf": rb"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}}{\*\shppict{\pict\pngblip 895047}}\'e9t\'e9\u233?\par}",
    "page.html": b"<html><head><title>x</title></head><body><table><tr><td>a<td>b</table><p>c</body></html>"
    * 5,
    "carte.kml": b"<?xml version='1.0'?><kml><Document><name>x</name><a b='c d'>e</a></Document></kml>",
    "liste.csv": 'nom;rue\n"A";"place du Marché"\n'.encode() * 20,
    "agenda.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20210309\nEND:VEVENT\nEND:VCALENDAR\n",
    "boite.mbox": b"From a Mon Jun  1 10:00:00 2009\nFrom: a@b\nTo: c@d\nSubject: x\n\ny\n\n" * 4,
}


def save(thing) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def make_archives() -> dict[str, bytes]:
    zipped, tarred, seven = io.BytesIO(), io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "bonjour" * 50)
    with tarfile.open(fileobj=tarred, mode="w:gz") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    with py7zr.SevenZipFile(seven, "w") as archive:
        archive.writestr(b"bonjour" * 50, "a.txt")
    return {"a.zip": zipped.getvalue(), "a.tar.gz": tarred.getvalue(), "a.7z": seven.getvalue()}


@pytest.fixture(scope="module")
def whole_files(office_samples: Path) -> dict[str, bytes]:
    document, workbook = docx.Document(), openpyxl.Workbook()
    document.add_table(2, 2)
    document.add_paragraph("Le conseil délibère.")
    workbook.active.append(["a", 1])
    show = Presentation()
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "Budget"
    files = {
        "a.docx": save(document),
        "a.xlsx": save(workbook),
        "a.pptx": save(show),
        **TEXTS,
        **make_archives(),
    }
    files |= {name: (office_samples / name).read_bytes() for name in ("lettre.doc", "cameras.xls")}
    with gzip.open(office_samples / "comite.ppt.gz") as file:
        files["comite.ppt"] = file.read()
    return files


def damage(content: bytes, chance: random.Random) -> bytes:
    """Some bytes changed, or the end cut off, or a piece moved."""
    damaged = bytearray(content)
    way = chance.randrange(4)
    if way == 0:
        return content[: chance.randrange(len(content))]
    if way == 1:
        start, size = chance.randrange(len(content)), chance.randrange(1, 200)
        damaged[start : start + size] = damaged[: chance.randrange(1, 200)]
        return bytes(damaged)
    for _ in range(chance.choice((1, 3, 30))):
        place = chance.randrange(len(damaged) if way == 2 else min(len(damaged), 2_000))
        damaged[place] ^= 1 << chance.randrange(8)
    return bytes(damaged)


def test_a_thousand_damaged_files_end_as_findings_or_as_a_sentence(whole_files):
    chance = random.Random(2026)
    names = sorted(whole_files)
    for number in range(1_000):
        name = names[number % len(names)]
        content = damage(whole_files[name], chance)
        kinds = (
            find_media_type(io.BytesIO(content), name),
            find_media_type(io.BytesIO(whole_files[name]), name),
        )
        for kind in dict.fromkeys(kinds):
            if kind not in READERS or READERS[kind] in ("pdf", "image"):
                continue
            reader = import_module(f"contrechamp.read.readers.{READERS[kind]}")
            try:
                list(reader.read(io.BytesIO(content), Request(untrusted_name=name)))
            except (DocumentIsBroken, DocumentIsEncrypted) as error:
                assert str(error)
