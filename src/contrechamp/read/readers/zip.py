"""ZIP archives: each member a child, names in UTF-8 or the code page of French DOS; bombs are refused."""

import re
import zipfile
import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.encoding import find_encoding
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.media_type import is_directory_bounded
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.unpacking import Budget, refuse_overlaps
from contrechamp.vocabulary.document import Child

VERSION = "2"
MEDIA_TYPES = ("application/zip",)

_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_UNICODE_NAME = 0x7075
_LINK = 0xA000


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Children in the order of the table of contents; folders and links are none."""
    if not is_directory_bounded(source):
        raise DocumentIsBroken(reasons.TOO_MANY_CHILDREN)
    size = source.seek(0, 2)
    with zipfile.ZipFile(source) as archive:
        members = [member for member in archive.infolist() if not member.is_dir() and not _is_link(member)]
        if any(member.volume for member in members):
            raise DocumentIsBroken(reasons.TRUNCATED_FILE)
        refuse_overlaps([_find_span(member) for member in members if member.compress_size])
        locked = [member for member in members if member.flag_bits & _ENCRYPTED]
        if locked and not request.password and len(locked) == len(members):
            raise DocumentIsEncrypted(reasons.ENCRYPTED)
        notices = yield from _give_children(archive, members, request, Budget(size))
    yield from (Notice(reason) for reason in dict.fromkeys(notices))


def _give_children(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], request: Request, budget: Budget
) -> Generator[Child, None, list[str]]:
    """Give what may be given; return the reasons of what was not."""
    notices: list[str] = []
    given = 0
    encoding = _find_name_encoding(members)
    for member in members:
        if refusal := budget.take(member.file_size) or _find_refusal(member):
            notices.append(refusal)
            continue
        try:
            content = _read_member(archive, member, request.password)
        except DocumentIsEncrypted:
            notices.append(reasons.PART_ENCRYPTED)
        except (*PARSER_ERRORS, zlib.error):
            notices.append(reasons.PART_BROKEN)
        else:
            given += 1
            yield Child(_decode_name(member, encoding), content)
    if not given and set(notices) == {reasons.PART_ENCRYPTED}:
        raise DocumentIsEncrypted(reasons.WRONG_PASSWORD if request.password else reasons.ENCRYPTED)
    return notices


def _find_refusal(member: zipfile.ZipInfo) -> str:
    return Budget(member.compress_size).take(member.file_size)


def _find_span(member: zipfile.ZipInfo) -> tuple[int, int]:
    """The bytes that a member takes at least: its header, its name, its content."""
    return member.header_offset, member.header_offset + 30 + len(member.orig_filename) + member.compress_size


def _is_link(member: zipfile.ZipInfo) -> bool:
    return member.create_system == 3 and (member.external_attr >> 16) & 0xF000 == _LINK


def _read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, password: str) -> bytes:
    """The bytes of a member, never more than its announced size."""
    is_locked = bool(member.flag_bits & _ENCRYPTED)
    for key in (password.encode("utf-8"), password.encode("cp850", "replace")) if is_locked else (None,):
        try:
            with archive.open(member, pwd=key or None) as file:
                content = file.read(member.file_size + 1)
        except (RuntimeError, NotImplementedError) as error:
            if not is_locked:
                raise
            if isinstance(error, NotImplementedError) and password:
                raise
            continue
        if len(content) > member.file_size:
            raise ValueError("a member is longer than announced")
        return content
    raise DocumentIsEncrypted(reasons.WRONG_PASSWORD if password else reasons.ENCRYPTED)


def _find_name_encoding(members: list[zipfile.ZipInfo]) -> str:
    """The encoding of names that are not marked as UTF-8, from all of them together."""
    raw = [
        name.orig_filename.encode("cp437", "replace") for name in members if not name.flag_bits & _UTF8_NAME
    ]
    sample = b"\n".join(name for name in raw if not name.isascii())
    return find_encoding(sample) if sample else "cp850"


def _decode_name(member: zipfile.ZipInfo, encoding: str) -> str:
    if member.flag_bits & _UTF8_NAME or member.orig_filename.isascii():
        return member.orig_filename
    if found := _read_unicode_name(member.extra):
        return found
    return member.orig_filename.encode("cp437", "replace").decode(encoding, "replace")


def _read_unicode_name(extra: bytes) -> str:
    """The name in the extra field of Info-ZIP, where there is one."""
    found = re.search(_UNICODE_NAME.to_bytes(2, "little") + rb"(..)\x01.{4}", extra, re.DOTALL)
    if not found:
        return ""
    size = int.from_bytes(found[1], "little") - 5
    return extra[found.end() : found.end() + max(0, size)].decode("utf-8", "replace")
