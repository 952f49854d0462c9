"""What a file is, found from its bytes; the name is a hint for what bytes cannot tell."""

import io
import re
import struct
import zipfile
from typing import BinaryIO

import olefile

from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.text_type import MAILBOX, MESSAGE, decode_head, find_text_type

UNKNOWN = "application/octet-stream"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLSB = "application/vnd.ms-excel.sheet.binary.macroenabled.12"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ODP = "application/vnd.oasis.opendocument.presentation"
ODG = "application/vnd.oasis.opendocument.graphics"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
MSG = "application/vnd.ms-outlook"
ENCRYPTED_OFFICE = "application/x-encrypted-ooxml"
OLE = "application/x-ole-storage"
SHAPEFILE = "application/x-shapefile"  # all parts of one, in a ZIP

_HEAD_BYTES = 16_384
_MAGICS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"II+\x00", "image/tiff"),
    (b"MM\x00+", "image/tiff"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "image/jp2"),
    (b"\xffO\xffQ", "image/jp2"),
    (b"\x1f\x8b", "application/gzip"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"x\x9f>\x22", "application/vnd.ms-tnef"),
)
_ZIP_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")
_PACKAGE_FOLDERS = (("word/", DOCX), ("xl/workbook.bin", XLSB), ("xl/", XLSX), ("ppt/", PPTX))
_ODF_KINDS = {
    "text": ODT,
    "writer": ODT,
    "spreadsheet": ODS,
    "calc": ODS,
    "presentation": ODP,
    "impress": ODP,
    "graphics": ODG,
    "draw": ODG,
}
_ODF = re.compile(r"application/(?:vnd\.oasis\.opendocument|vnd\.sun\.xml)\.([a-z]+)")
_BMP_HEADERS = tuple(struct.pack("<I", size) for size in (12, 40, 52, 56, 64, 108, 124))
_WEB_PAGE = re.compile(
    rb"\A\s{0,200}<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE
)  # even with foreign bytes in it
_PNM = re.compile(rb"P[1-6]\s+(?:#[^\n]*\n\s*)*\d+\s+\d+\s")
_OLE_STREAMS = (
    ("encryptedpackage", ENCRYPTED_OFFICE),
    ("worddocument", DOC),
    ("powerpoint document", PPT),
    ("workbook", XLS),
    ("book", XLS),
    ("__properties_version1.0", MSG),
)
_NEXT_MESSAGE = re.compile(rb"\n\r?\nFrom [^\r\n]{1,200}\r?\n[!-9;-~]{1,76}:")
_SHAPEFILE_PARTS = frozenset(
    ("shp", "shx", "dbf", "prj", "cpg", "sbn", "sbx", "qix", "qpj", "qmd", "fbn", "fbx", "ain", "aih", "atx")
)
_DIRECTORY_BYTES = 64 << 20  # a larger table of contents is not parsed


def find_media_type(source: BinaryIO, untrusted_name: str) -> str:
    """The media type of the bytes of `source`, or "application/octet-stream"; never raises."""
    try:
        return _find(source, untrusted_name)
    except PARSER_ERRORS:
        return UNKNOWN


def _find(source: BinaryIO, untrusted_name: str) -> str:
    source.seek(0)
    head = source.read(_HEAD_BYTES)
    if head.startswith(_ZIP_STARTS):
        return _find_package_type(source, head)
    for magic, found in _MAGICS:
        if head.startswith(magic):
            return _find_ole_type(source) if found is OLE else found
    if found := _find_by_layout(head):
        return found
    text = decode_head(head)
    if re.search(rb"%PDF-\d", head[:1024]):
        return "application/pdf"
    if not head or text is None:
        return _find_package_type(source, head) if _has_directory(source) else UNKNOWN
    found = find_text_type(text, untrusted_name)
    if found == MAILBOX and not untrusted_name.lower().endswith((".mbox", ".mbx")):
        return MAILBOX if _has_second_message(source) else MESSAGE
    return found


def _has_directory(source: BinaryIO) -> bool:
    """Whether a ZIP's table of contents ends the file (a self-extracting archive, a part of a cut one)."""
    source.seek(max(0, source.seek(0, io.SEEK_END) - 66_000))
    return b"PK\x05\x06" in source.read()


def _has_second_message(source: BinaryIO) -> bool:
    """Whether a text that begins with an envelope line has another one further down."""
    source.seek(0)
    tail, block = b"", source.read(1 << 20)
    while block:
        if _NEXT_MESSAGE.search(tail + block):
            return True
        tail, block = block[-2000:], source.read(1 << 20)
    return False


def _find_by_layout(head: bytes) -> str | None:
    """Formats whose mark is not their first bytes, or is too short to be believed alone."""
    if head[257:262] == b"ustar" or _is_old_tar(head):
        return "application/x-tar"
    if head[:3] == b"BZh" and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "application/x-bzip2"
    if head[4:15] == b"\n\x09OSMHeader":
        return "application/vnd.openstreetmap.data+pbf"
    if _WEB_PAGE.match(head):
        return "text/html"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[:2] == b"BM" and head[6:10] == b"\0\0\0\0" and head[14:18] in _BMP_HEADERS:
        return "image/bmp"
    if head[4:8] == b"ftyp":
        brands = {b"avif": "image/avif", b"avis": "image/avif", b"heic": "image/heic", b"mif1": "image/heic"}
        return brands.get(head[8:12])
    return "image/x-portable-anymap" if _PNM.match(head) else None


def _is_old_tar(head: bytes) -> bool:
    """A tar without mark: its first header carries the sum of its own bytes, in octal."""
    field = head[148:156].strip(b" \0")
    if len(head) < 512 or not head[0] or not re.fullmatch(rb"[0-7]{3,7}", field):
        return False
    return sum(head[:148]) + sum(head[156:512]) + 8 * 32 == int(field, 8)


def is_directory_bounded(source: BinaryIO) -> bool:
    """Whether the table of contents of a ZIP is of a size that can be parsed in the memory we have."""
    size = source.seek(0, io.SEEK_END)
    start = max(0, size - 66_000)
    source.seek(start)
    tail = source.read()
    end = tail.rfind(b"PK\x05\x06")
    source.seek(0)
    if end < 0 or len(tail) - end < 22:
        return True
    directory_bytes = struct.unpack_from("<I", tail, end + 12)[0]
    if directory_bytes == 0xFFFFFFFF and (large := tail.rfind(b"PK\x06\x06", 0, end)) >= 0:
        directory_bytes = struct.unpack_from("<Q", tail, large + 40)[0]
    return directory_bytes <= _DIRECTORY_BYTES


def _find_package_type(source: BinaryIO, head: bytes) -> str:
    """A ZIP is an office document when its inner names say so; a cut one is judged by its first bytes."""
    names: list[str] = []
    mimetype = b""
    try:
        if is_directory_bounded(source):
            with zipfile.ZipFile(source) as package:
                names = [name.replace("\\", "/").lower() for name in package.namelist()[:20_000]]
                if "mimetype" in names and package.getinfo("mimetype").file_size < 200:
                    mimetype = package.read("mimetype")
    except PARSER_ERRORS:
        found_names = re.findall(rb"PK\x03\x04.{26}([!-~]{4,80})", head, re.DOTALL)
        names = [name.decode("latin-1").lower() for name in found_names]
    if head[30:38] == b"mimetype" and not mimetype:
        mimetype = head[38:120]
    if kind := _ODF.match(mimetype.decode("latin-1")):
        return _ODF_KINDS.get(kind[1], "application/zip")
    return SHAPEFILE if _is_shapefile(names) else _find_office_folder(names)


def _is_shapefile(names: list[str]) -> bool:
    """Whether a ZIP holds the parts of one shapefile, and nothing else."""
    endings = [name.rpartition(".")[2] for name in names if not name.endswith("/")]
    is_one = endings.count("shp") == 1 and endings.count("dbf") == 1
    return is_one and len(set(endings)) == len(endings) and _SHAPEFILE_PARTS.issuperset(endings)


def _find_office_folder(names: list[str]) -> str:
    has_parts = any(
        name.startswith("[content_types].xml") or name.startswith("_rels/.rels") for name in names
    )
    for start, found in _PACKAGE_FOLDERS:
        if has_parts and any(name.startswith(start) for name in names):
            return found
    return "application/zip"


def _find_ole_type(source: BinaryIO) -> str:
    """An OLE file by the streams at its root; by raw names in its first bytes when it is damaged."""
    source.seek(0)
    try:
        with olefile.OleFileIO(source) as storage:
            roots = {entry[0].lower() for entry in storage.listdir(streams=True, storages=True)}
    except PARSER_ERRORS:
        source.seek(0)
        content = source.read(8 << 20)
        roots = {name for name, _ in _OLE_STREAMS if _spell(name) in content.lower()}
    return next((found for name, found in _OLE_STREAMS if name in roots), OLE)


def _spell(name: str) -> bytes:
    """A stream's name as an OLE directory writes it, in lower case."""
    return name.encode("utf-16-le") + b"\0\0"
