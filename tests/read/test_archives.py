"""Archives give their documents as children; nothing is written, and what swells is refused and said."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile

import py7zr
import pytest

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.readers import tar as tar_reader
from contrechamp.read.readers import zip as zip_reader
from contrechamp.read.unpacking import CHILDREN

NAME = "Délibérations/n° 12 – été.pdf"


def make_zip(members: dict[str, bytes], *, encoding: str = "") -> bytes:
    """A ZIP; with `encoding`, its names are written in that code page, unmarked, as old programs did."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(members.items()):
            archive.writestr(f"@{number:0{len(name.encode(encoding)) - 1}}" if encoding else name, content)
    content = buffer.getvalue()
    for number, name in enumerate(members if encoding else ()):
        raw = name.encode(encoding)
        content = content.replace(f"@{number:0{len(raw) - 1}}".encode(), raw)
    return content


def make_tar(*infos: tuple[tarfile.TarInfo, bytes], mode: str = "w") -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as archive:
        for info, content in infos:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def make_link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def paths(found) -> list[str]:
    return [child.untrusted_path for child in found.children]


@pytest.mark.parametrize("encoding", ["", "cp850", "cp1252", "utf-8"])
def test_names_in_a_zip_are_read_in_the_code_page_of_their_time(read_bytes, encoding):
    name = NAME.replace("–", "-") if encoding == "cp850" else NAME
    found = read_bytes(make_zip({name: b"%PDF", "b/été à Nîmes.txt": b"x"}, encoding=encoding))
    assert paths(found) == [name, "b/été à Nîmes.txt"]
    assert found.children[0].untrusted_content == b"%PDF"


def test_foreign_paths_of_a_zip_are_only_told(read_bytes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    members = {"../../etc/cron.d/x": b"1", "/etc/passwd": b"2", "C:\\x.txt": b"3"}
    assert len(read_bytes(make_zip(members)).children) == 3
    assert list(tmp_path.iterdir()) == []


def test_links_and_folders_of_a_zip_are_no_documents(read_bytes):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        link = zipfile.ZipInfo("lien")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("dossier/", "")
        archive.writestr("dossier/a.txt", "a")
    assert paths(read_bytes(buffer.getvalue())) == ["dossier/a.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two_children(read_bytes):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", "un")
        archive.writestr("a.txt", "deux")
    assert [child.untrusted_content for child in read_bytes(buffer.getvalue()).children] == [b"un", b"deux"]


def test_members_that_share_their_bytes_are_refused(read_bytes):
    kernel = make_zip({"a": b"\0" * 1_000_000})
    start = kernel.index(b"PK\x01\x02")
    entry, end = kernel[start : kernel.index(b"PK\x05\x06")], kernel[kernel.index(b"PK\x05\x06") :]
    bomb = (
        kernel[:start]
        + entry * 1_000
        + end[:8]
        + struct.pack("<HHI", 1_000, 1_000, 1_000 * len(entry))
        + end[16:]
    )
    with pytest.raises(DocumentIsBroken, match="recouvrent"):
        read_bytes(bomb)


def test_a_member_that_swells_is_left_out_and_the_others_are_given(read_bytes):
    found = read_bytes(make_zip({"bombe": b"\0" * 50_000_000, "note.txt": b"bonjour"}))
    assert paths(found) == ["note.txt"]
    assert found.notices == [reasons.SUSPICIOUS_RATIO]


def test_too_many_members_are_cut_and_said(read_bytes):
    found = read_bytes(make_zip({str(number): b"x" for number in range(CHILDREN + 5)}))
    assert len(found.children) == CHILDREN
    assert found.notices == [reasons.TOO_MANY_CHILDREN]


def test_a_zip_behind_a_password_says_so(read_bytes):
    content = bytearray(make_zip({"a.txt": b"secret"}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(DocumentIsEncrypted):
        read_bytes(bytes(content))
    with pytest.raises(DocumentIsEncrypted, match="n’ouvre pas"):
        read_bytes(bytes(content), password="autre")


def test_archives_in_archives_come_one_at_a_time(read_bytes):
    content = b"fond"
    for _ in range(10):
        content = make_zip({"suite.zip": content})
    for _ in range(10):
        (child,) = read_bytes(content).children
        content = child.untrusted_content
    assert content == b"fond"


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:bz2", "w:xz"])
def test_a_tar_gives_its_files_however_it_is_packed(read_bytes, mode):
    content = make_tar((tarfile.TarInfo(NAME), b"%PDF"), (tarfile.TarInfo("../b"), b"b"), mode=mode)
    found = read_bytes(content)
    assert paths(found) == [NAME, "../b"]
    assert found.children[0].untrusted_content == b"%PDF"


def test_links_and_devices_of_a_tar_are_no_documents(read_bytes):
    links = (
        make_link("a", "/etc/passwd"),
        make_link("b", "a", tarfile.LNKTYPE),
        make_link("c", "", tarfile.CHRTYPE),
    )
    found = read_bytes(make_tar(*((link, b"") for link in links), (tarfile.TarInfo("d"), b"d")))
    assert paths(found) == ["d"]


def test_the_holes_of_a_sparse_tar_are_not_written_out(read_bytes):
    info = tarfile.TarInfo("creux")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0", "GNU.sparse.realsize": str(1 << 40)}
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w", format=tarfile.PAX_FORMAT) as archive:
        content = b"1\n0\n0\n".ljust(512, b"\0")
        info.size = len(content)
        archive.addfile(info, io.BytesIO(content))
        archive.addfile(tarfile.TarInfo("note.txt"))
    found = read_bytes(buffer.getvalue())
    assert paths(found) == ["note.txt"]
    assert reasons.SUSPICIOUS_RATIO in found.notices


@pytest.mark.parametrize(
    ("pack", "suffix"), [(gzip.compress, ".gz"), (bz2.compress, ".bz2"), (lzma.compress, ".xz")]
)
def test_one_packed_file_is_one_child_named_after_it(read_bytes, pack, suffix):
    found = read_bytes(pack(b"bonjour"), f"lettre.txt{suffix}")
    assert [(child.untrusted_path, child.untrusted_content) for child in found.children] == [
        ("lettre.txt", b"bonjour")
    ]


def test_a_packed_bomb_is_refused_and_a_packed_pack_of_packs_stays_small(read_bytes):
    with pytest.raises(DocumentIsBroken, match="démesurément"):
        read_bytes(gzip.compress(b"\0" * 60_000_000))
    content = b"\0" * 9_000_000
    for _ in range(5):
        content = gzip.compress(content)
    assert len(read_bytes(content).children[0].untrusted_content) < 20_000


def test_a_cut_pack_gives_what_it_has(read_bytes):
    whole = gzip.compress(bytes(range(256)) * 20_000, 0)
    found = read_bytes(whole[: len(whole) // 2], "a.gz")
    assert len(found.children[0].untrusted_content) > 1_000_000
    assert found.notices == [reasons.TRUNCATED_FILE]


def make_7z(members: dict[str, bytes], **settings) -> bytes:
    buffer = io.BytesIO()
    with py7zr.SevenZipFile(buffer, "w", **settings) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return buffer.getvalue()


def test_a_7z_gives_its_files_from_memory(read_bytes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = read_bytes(make_7z({NAME: b"%PDF", "b.txt": b"b" * 1_000}))
    assert {child.untrusted_path: child.untrusted_content for child in found.children} == {
        NAME: b"%PDF",
        "b.txt": b"b" * 1_000,
    }
    assert list(tmp_path.iterdir()) == []


def test_a_7z_behind_a_password_opens_with_it(read_bytes):
    content = make_7z({"a.txt": b"secret" * 100}, password="sésame", header_encryption=True)
    with pytest.raises(DocumentIsEncrypted):
        read_bytes(content)
    with pytest.raises(DocumentIsEncrypted):
        read_bytes(content, password="autre")
    assert read_bytes(content, password="sésame").children[0].untrusted_content == b"secret" * 100


def test_a_7z_bomb_is_refused(read_bytes):
    found = read_bytes(make_7z({"bombe": b"\0" * 40_000_000, "note.txt": b"bonjour"}))
    assert paths(found) == ["note.txt"]
    assert found.notices == [reasons.SUSPICIOUS_RATIO]


def test_readers_of_archives_have_a_version():
    assert zip_reader.VERSION
    assert tar_reader.VERSION
