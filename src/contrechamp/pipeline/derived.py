"""The pages of one document in one derived file: written as they come, read one at a time.

The file is a sequence of zlib chunks, one for each page as it came through the wall (see `read.wire`), then a chunk
that lists where each page begins and how it was read, then 12 bytes: the length of that list and a mark. A file
without the mark was never finished and counts as absent.
"""

import json
import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from contrechamp.read.wire import decode_page, encode_page
from contrechamp.vocabulary.catalogue import PageSummary
from contrechamp.vocabulary.document import HowRead, Page

_MARK = b"CCPAGES2"
_TAIL = struct.Struct("<I8s")
_LEVEL = 1


class PagesWriter:
    """Writes the pages of a document; the file appears under its name only when `close` is called."""

    def __init__(self, path: Path):
        self._path = path
        self._temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._temporary.open("wb")
        self._entries: list[tuple] = []
        self._offset = 0

    def add(self, page: Page) -> None:
        chunk = zlib.compress(encode_page(page), _LEVEL)
        self._file.write(chunk)
        summary = (page.number, page.label, page.how_read, page.confidence, page.flags, page.reason)
        self._entries.append((self._offset, len(chunk), *summary))
        self._offset += len(chunk)

    def close(self) -> None:
        listing = zlib.compress(json.dumps(self._entries).encode(), _LEVEL)
        self._file.write(listing + _TAIL.pack(len(listing), _MARK))
        self._file.close()
        self._temporary.replace(self._path)

    def abandon(self) -> None:
        self._file.close()
        self._temporary.unlink(missing_ok=True)


class PagesFile:
    """The derived pages of one document; FileNotFoundError when they were never finished."""

    def __init__(self, path: Path):
        self._file = path.open("rb")
        try:
            self._entries = self._read_entries()
        except (struct.error, zlib.error, ValueError, OSError) as error:
            self._file.close()
            raise FileNotFoundError(f"{path.name} is not a finished file of pages") from error

    def __enter__(self) -> "PagesFile":
        return self

    def __exit__(self, *details: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._entries)

    def page(self, number: int) -> Page:
        """The page of that number (from 1); IndexError beyond the last."""
        if not 1 <= number <= len(self._entries):
            raise IndexError(number)
        offset, length = self._entries[number - 1][:2]
        return decode_page(zlib.decompress(os.pread(self._file.fileno(), length, offset)))

    def pages(self) -> Iterator[Page]:
        return (self.page(number) for number in range(1, len(self) + 1))

    def summaries(self) -> tuple[PageSummary, ...]:
        return tuple(
            PageSummary(number, label, HowRead(how_read), confidence, tuple(flags), reason)
            for _, _, number, label, how_read, confidence, flags, reason in self._entries
        )

    def _read_entries(self) -> list:
        size = self._file.seek(-_TAIL.size, os.SEEK_END)
        length, mark = _TAIL.unpack(self._file.read(_TAIL.size))
        if mark != _MARK or length > size:
            raise ValueError("no mark at the end")
        return json.loads(zlib.decompress(os.pread(self._file.fileno(), length, size - length)))
