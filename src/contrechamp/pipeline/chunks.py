"""One derived file of many pieces: written as they come, read one at a time.

The file is a sequence of zlib chunks, then a chunk that lists where each of them begins and what is noted of it, then
12 bytes: the length of that list and a mark. A file without the mark was never finished and counts as absent.
"""

import json
import os
import struct
import zlib
from pathlib import Path

_TAIL = struct.Struct("<I8s")
_LEVEL = 1


class ChunksWriter:
    """Writes pieces; the file appears under its name only when `close` is called. `mark` is 8 bytes."""

    def __init__(self, path: Path, mark: bytes):
        self._path, self._mark = path, mark
        self._temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._temporary.open("wb")
        self._entries: list[tuple] = []
        self._offset = 0

    def add(self, piece: bytes, *notes: object) -> None:
        """The next piece, and plain values that can be read without it."""
        chunk = zlib.compress(piece, _LEVEL)
        self._file.write(chunk)
        self._entries.append((self._offset, len(chunk), *notes))
        self._offset += len(chunk)

    def close(self) -> None:
        listing = zlib.compress(json.dumps(self._entries).encode(), _LEVEL)
        self._file.write(listing + _TAIL.pack(len(listing), self._mark))
        self._file.close()
        self._temporary.replace(self._path)

    def abandon(self) -> None:
        self._file.close()
        self._temporary.unlink(missing_ok=True)


class ChunksFile:
    """The pieces of one finished file; FileNotFoundError when it was never finished."""

    def __init__(self, path: Path, mark: bytes):
        self._file = path.open("rb")
        try:
            self._entries = self._read_entries(mark)
        except (struct.error, zlib.error, ValueError, OSError) as error:
            self._file.close()
            raise FileNotFoundError(f"{path.name} was never finished") from error

    def close(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._entries)

    def piece(self, place: int) -> bytes:
        """The piece at that place (from 0)."""
        offset, length = self._entries[place][:2]
        return zlib.decompress(os.pread(self._file.fileno(), length, offset))

    def notes(self) -> list[list]:
        """What was noted of each piece."""
        return [entry[2:] for entry in self._entries]

    def _read_entries(self, mark: bytes) -> list:
        size = self._file.seek(-_TAIL.size, os.SEEK_END)
        length, found = _TAIL.unpack(self._file.read(_TAIL.size))
        if found != mark or length > size:
            raise ValueError("no mark at the end")
        return json.loads(zlib.decompress(os.pread(self._file.fileno(), length, size - length)))
