"""7Z archives: each file a child, taken out in memory a batch at a time; nothing is written."""

from collections.abc import Iterator
from typing import BinaryIO

import py7zr.py7zr
from py7zr import SevenZipFile
from py7zr.exceptions import ArchiveError, PasswordRequired
from py7zr.io import Py7zBytesIO, WriterFactory

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.unpacking import Budget
from contrechamp.vocabulary.document import Child

VERSION = "2"
MEDIA_TYPES = ("application/x-7z-compressed",)

_BATCH_BYTES = 128 << 20
_BLOCK_BYTES = 32 << 20

py7zr.py7zr.get_memory_limit = lambda: _BLOCK_BYTES  # theirs asks /proc, which is not behind the wall


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Children in order; folders and links are none."""
    try:
        with SevenZipFile(source, password=request.password or None) as archive:
            if archive.needs_password() and not request.password:
                raise DocumentIsEncrypted(reasons.ENCRYPTED)
            yield from _give_children(archive, request, Budget(source.seek(0, 2)))
    except PasswordRequired as error:
        raise DocumentIsEncrypted(reasons.ENCRYPTED) from error
    except (ArchiveError, *PARSER_ERRORS) as error:
        if request.password:  # a wrong password gives nonsense, not an error of its own
            raise DocumentIsEncrypted(reasons.WRONG_PASSWORD) from error
        raise DocumentIsBroken(reasons.MALFORMED) from error


def _give_children(archive: SevenZipFile, request: Request, budget: Budget) -> Iterator[Finding]:
    wanted: dict[str, tuple[str, int]] = {}
    notices = []
    for place, (member, entry) in enumerate(zip(archive.files, archive.files.files_list, strict=True)):
        name, size = member.filename, member.uncompressed or 0
        is_file = not (member.is_directory or member.is_symlink or member.is_junction or member.is_socket)
        refusal = budget.take(size) if is_file else ""
        if is_file and not refusal:
            wanted[str(place)] = (name, size)
        notices += [refusal] if refusal else []
        entry["filename"] = str(place)  # names are the sender's: the library is to see none of them
    for batch in _make_batches(wanted):
        archive.reset()
        products = _Products({place: wanted[place][1] for place in batch})
        archive.extract(targets=batch, factory=products)
        for place in batch:
            if place in products.made:
                yield Child(wanted[place][0], products.made[place].read())
    yield from (Notice(reason) for reason in dict.fromkeys(notices))


def _make_batches(wanted: dict[str, tuple[str, int]]) -> Iterator[list[str]]:
    batch, size = [], 0
    for place, (_, member_bytes) in wanted.items():
        if batch and size + member_bytes > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
        batch.append(place)
        size += member_bytes
    if batch:
        yield batch


class _Products(WriterFactory):
    """Where members are written: memory, each no longer than announced."""

    def __init__(self, sizes: dict[str, int]):
        self.sizes = sizes
        self.made: dict[str, Py7zBytesIO] = {}

    def create(self, filename: str) -> Py7zBytesIO:
        return self.made.setdefault(filename, Py7zBytesIO(filename, self.sizes.get(filename, 0) + 1))
