"""What a file is does not depend on what it is called."""

import gzip
import io
import random
import tarfile
import zipfile

import pytest

from contrechamp.read import media_type
from contrechamp.read.formats import READERS
from contrechamp.read.media_type import find_media_type

MAIL = b"From: a@ville.example\nTo: b@ville.example\nSubject: Essai\n\nBonjour\n"


def find(content: bytes, name: str = "") -> str:
    return find_media_type(io.BytesIO(content), name)


def make_zip(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


def make_tar() -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("vide.txt"))
    return buffer.getvalue()


CASES = [
    (b"%PDF-1.7\n", "application/pdf"),
    (b"x" * 900 + b"%PDF-1.4\n", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff\xe0", "image/jpeg"),
    (b"{\\rtf1 bonjour}", "application/rtf"),
    (MAIL, "message/rfc822"),
    (b"From a Mon Jun  1 10:00:00 2009\n" + MAIL, "message/rfc822"),
    (b"From a Mon Jun  1 10:00:00 2009\n" + MAIL + b"\nFrom b Tue\n" + MAIL, "application/mbox"),
    (b"<!DOCTYPE html><p>Bonjour", "text/html"),
    (b"<?xml version='1.0'?><html xmlns='x'><body/></html>", "text/html"),
    (b"\xef\xbb\xbf  <HTML><BODY>", "text/html"),
    ("<html><body>é".encode("utf-16"), "text/html"),
    (b"<?xml version='1.0'?>\n<!-- carte -->\n<kml xmlns='x'/>", "application/vnd.google-earth.kml+xml"),
    (b"<?xml version='1.0'?><svg/>", "image/svg+xml"),
    (b"<?xml version='1.0'?><avis/>", "application/xml"),
    (b'{"type": "FeatureCollection", "features": []}', "application/geo+json"),
    (b'{"a": 1}', "application/json"),
    (b"BEGIN:VCALENDAR\n", "text/calendar"),
    (b"BEGIN:VCARD\n", "text/vcard"),
    (b"nom;rue;an\na;b;1\nc;d;2\ne;f;3\n", "text/csv"),
    ("Délibération n° 12 ; vote ; adopté".encode("cp1252"), "text/plain"),
    ("Bonjour à tous".encode("utf-16-le"), "text/plain"),
    (make_zip(**{"[Content_Types].xml": "", "word__document.xml": "<a/>"}), media_type.DOCX),
    (make_zip(**{"[Content_Types].xml": "", "xl__workbook.xml": "<a/>"}), media_type.XLSX),
    (make_zip(**{"[Content_Types].xml": "", "ppt__presentation.xml": "<a/>"}), media_type.PPTX),
    (make_zip(mimetype=media_type.ODT, content="x"), media_type.ODT),
    (make_zip(mimetype=media_type.ODS + "-template"), media_type.ODS),
    (make_zip(mimetype="application/epub+zip"), "application/zip"),
    (make_zip(a="x"), "application/zip"),
    (make_tar(), "application/x-tar"),
    (gzip.compress(b"x"), "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"", media_type.UNKNOWN),
    (b"\x00\x01\x02\x03" * 100, media_type.UNKNOWN),
]


@pytest.mark.parametrize(("content", "expected"), CASES, ids=[expected for _, expected in CASES])
def test_bytes_tell_what_a_file_is(content, expected):
    assert find(content) == expected
    assert find(content, "scan.jpg") == expected


def test_a_cut_word_document_is_still_a_word_document():
    whole = make_zip(**{"[Content_Types].xml": "x" * 500, "word__document.xml": "<a/>" * 500})
    assert find(whole[: len(whole) // 2 + 80]) == media_type.DOCX


def test_an_envelope_line_alone_makes_a_mailbox_only_when_the_name_says_so():
    box = b"From a Mon Jun  1 10:00:00 2009\n\nBonjour\n"
    assert find(box, "envoyes.mbox") == "application/mbox"


def test_a_name_decides_between_a_list_and_a_text():
    assert find(b"nom\nDupont\n", "noms.csv") == "text/csv"
    assert find(b"nom\nDupont\n", "noms.txt") == "text/plain"


def test_every_type_that_is_found_has_a_reader_or_is_known_to_have_none():
    without = {media_type.UNKNOWN, media_type.OLE, "application/warc", "image/heic"}
    assert {expected for _, expected in CASES} <= set(READERS) | without


def test_no_damage_makes_it_raise():
    chance = random.Random(20)
    for content, _ in CASES:
        for _ in range(30):
            damaged = bytearray(content[: chance.randrange(len(content) + 1)])
            for _ in range(min(len(damaged), 5)):
                damaged[chance.randrange(len(damaged))] = chance.randrange(256)
            assert "/" in find(bytes(damaged), "x.doc")
