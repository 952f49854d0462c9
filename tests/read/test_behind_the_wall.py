"""Office files, messages and archives are read behind the wall as they are in front of it."""

import io
import zipfile

import docx
import openpyxl
import py7zr
import pytest

from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.document import Child, Page, ReadingState


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox() as sandbox:
        yield sandbox


def make_papers(folder) -> dict[str, bytes]:
    document, workbook, zipped, seven = docx.Document(), openpyxl.Workbook(), io.BytesIO(), io.BytesIO()
    document.add_paragraph("bonjour")
    workbook.active.append(["bonjour", 1])
    document.save(folder / "a.docx")
    workbook.save(folder / "a.xlsx")
    with zipfile.ZipFile(zipped, "w") as archive:
        archive.writestr("bonjour.txt", "bonjour")
    with py7zr.SevenZipFile(seven, "w") as archive:
        archive.writestr(b"bonjour", "bonjour.txt")
    return {
        "a.docx": (folder / "a.docx").read_bytes(),
        "a.xlsx": (folder / "a.xlsx").read_bytes(),
        "a.zip": zipped.getvalue(),
        "a.7z": seven.getvalue(),
        "a.eml": b"From: a@b.example\nTo: c@d.example\nSubject: bonjour\n\nbonjour\n",
        "a.html": b"<html><body>bonjour</body></html>",
        "a.csv": b"mot;nombre\nbonjour;1\n",
        "a.txt": "bonjour à tous".encode("cp1252"),
        "a.rtf": b"{\\rtf1 bonjour\\par}",
        "a.ics": b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:bonjour\nEND:VEVENT\nEND:VCALENDAR\n",
        "a.kml": b"<?xml version='1.0'?><kml><name>bonjour</name></kml>",
    }


def test_each_format_is_read_where_nothing_of_the_machine_can_be_seen(sandbox, tmp_path, office_samples):
    papers = make_papers(tmp_path) | {"a.doc": (office_samples / "lettre.doc").read_bytes()}
    for name, content in papers.items():
        (tmp_path / name).write_bytes(content)
        *given, reading = sandbox.read(tmp_path / name, Request(untrusted_name=name))
        assert (reading.state, reading.reason) == (ReadingState.READ, ""), name
        said = [finding.text for finding in given if isinstance(finding, Page)]
        said += [finding.untrusted_content.decode() for finding in given if isinstance(finding, Child)]
        assert "bonjour" in "".join(said) or "Objet" in "".join(said), name
