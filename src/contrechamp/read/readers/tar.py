"""TAR archives, also packed (TAR.GZ, BZ2, XZ), and single packed files: each file a child."""

import bz2
import gzip
import lzma
import posixpath
import tarfile
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.unpacking import CHILD_BYTES, FREE_BYTES, RATIO, Budget
from contrechamp.vocabulary.document import Child

VERSION = "2"
MEDIA_TYPES = ("application/x-tar", "application/gzip", "application/x-bzip2", "application/x-xz")

_MAX_HEADERS = 200_000
_SUFFIXES = (".gz", ".bz2", ".xz", ".gzip")


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Children in order; links, devices and folders are none; a packed file alone is one child."""
    size = source.seek(0, 2)
    kind = find_media_type(source, request.untrusted_name)
    source.seek(0)
    if kind == "application/x-tar":
        yield from _read_tar(source, size)
        return
    with _open_packed(source, kind) as plain:
        is_tar = find_media_type(_Head(plain), "") == "application/x-tar"
    source.seek(0)
    with _open_packed(source, kind) as plain:
        yield from _read_tar(plain, size) if is_tar else _read_single(plain, size, request.untrusted_name)


class _Head:
    """The first bytes of a stream that can only go forward, as a file small enough to look at."""

    def __init__(self, stream: BinaryIO):
        try:
            self.content = stream.read(1024)
        except PARSER_ERRORS:
            self.content = b""
        self.place = 0

    def read(self, size: int = -1) -> bytes:
        start, self.place = self.place, len(self.content) if size < 0 else self.place + size
        return self.content[start : self.place]

    def seek(self, place: int, whence: int = 0) -> int:
        self.place = max(0, place + (len(self.content) if whence == 2 else 0))
        return self.place


def _open_packed(source: BinaryIO, kind: str) -> BinaryIO:
    if kind == "application/gzip":
        return gzip.GzipFile(fileobj=source, mode="rb")
    return bz2.BZ2File(source) if kind == "application/x-bzip2" else lzma.LZMAFile(source)


def _read_single(plain: BinaryIO, packed_bytes: int, name: str) -> Iterator[Finding]:
    """The one file inside; a cut one gives what it has."""
    limit = min(CHILD_BYTES, max(FREE_BYTES, RATIO * packed_bytes))
    blocks, total = [], 0
    try:
        while total <= limit and (block := plain.read(1 << 20)):
            blocks.append(block)
            total += len(block)
    except PARSER_ERRORS as error:
        if not blocks:
            raise DocumentIsBroken(reasons.TRUNCATED_FILE) from error
        yield Notice(reasons.TRUNCATED_FILE)
    if total > limit:
        raise DocumentIsBroken(reasons.SUSPICIOUS_RATIO if limit < CHILD_BYTES else reasons.TOO_LARGE_INSIDE)
    if blocks:
        yield Child(_strip_suffix(name), b"".join(blocks))


def _strip_suffix(name: str) -> str:
    name = posixpath.basename(name.replace("\\", "/")) or "contenu"
    stem, extension = posixpath.splitext(name)
    return stem if stem and extension.lower() in _SUFFIXES else f"{name}.contenu"


def _read_tar(stream: BinaryIO, packed_bytes: int) -> Iterator[Finding]:
    budget, notices = Budget(packed_bytes), []
    with tarfile.open(
        fileobj=stream, mode="r|", errorlevel=1, encoding="utf-8", errors="surrogateescape"
    ) as archive:
        try:
            for number, member in enumerate(archive):
                if number > _MAX_HEADERS:
                    notices.append(reasons.TOO_MANY_CHILDREN)
                    break
                if not member.isreg():
                    continue
                refusal = _refuse_holes(member, packed_bytes) or budget.take(member.size)
                if refusal:
                    notices.append(refusal)
                elif (file := archive.extractfile(member)) is not None:
                    yield Child(_decode_name(member.name), file.read())
                archive.members = []  # the stream keeps every header otherwise
        except PARSER_ERRORS:
            notices.append(reasons.TRUNCATED_FILE)
    if not budget.children and notices == [reasons.TRUNCATED_FILE]:
        raise DocumentIsBroken(reasons.MALFORMED)
    yield from (Notice(reason) for reason in dict.fromkeys(notices))


def _refuse_holes(member: tarfile.TarInfo, packed_bytes: int) -> str:
    """A sparse file announces bytes that are not there: its holes are not written out."""
    is_sparse = member.issparse() or "GNU.sparse.major" in (member.pax_headers or {})
    return reasons.SUSPICIOUS_RATIO if is_sparse and member.size > max(FREE_BYTES, packed_bytes) else ""


def _decode_name(name: str) -> str:
    """A name in UTF-8, or in Latin 1 where its bytes are no UTF-8."""
    raw = name.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
