"""Old presentations (PPT 97 to 2003): a page for each slide, with its notes and comments ([MS-PPT])."""

import struct
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import olefile

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import make_page, tidy_text
from contrechamp.read.decrypt import open_office
from contrechamp.read.drawn_words import read_packed_pictures
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.inner_files import unwrap_object
from contrechamp.read.media_type import PPT
from contrechamp.read.office_properties import give_storage_properties
from contrechamp.read.reader import Finding, Request
from contrechamp.vocabulary.document import Child

VERSION = "2"
MEDIA_TYPES = (PPT,)

_EDIT, _DIRECTORY, _LIST, _SLIDE_ENTRY = 0x0FF5, 0x1772, 0x0FF0, 0x03F3
_CHARACTERS, _BYTES, _STRING, _COMMENT, _FOOTERS = 0x0FA0, 0x0FA8, 0x0FBA, 0x2EE0, 0x0FD9
_NOTES_ATOM, _SLIDE_INFO, _OBJECT = 0x03F1, 0x03F9, 0x1011
_TEXT_HEADER, _FREE_TEXT = 0x0F9F, b"\x04\0\0\0"
_MAX_DEPTH, _MAX_RECORDS, _OBJECT_BYTES = 30, 500_000, 100 << 20


class _Record(NamedTuple):
    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, slides in order (hidden ones flagged), the words of pictures, embedded files."""
    with olefile.OleFileIO(open_office(source, request.password)) as storage:
        if not storage.exists("PowerPoint Document"):
            raise DocumentIsBroken(reasons.TRUNCATED_FILE)
        stream = storage.openstream("PowerPoint Document").read()
        current = storage.openstream("Current User").read() if storage.exists("Current User") else b""
        pictures = storage.openstream("Pictures").read() if storage.exists("Pictures") else b""
        yield from give_storage_properties(storage)
    show = _Show(stream, current)
    pages = list(show.give_slides()) or [("\n".join(show.give_texts(0, len(stream))), False)]
    for number, (text, is_hidden) in enumerate(pages, 1):
        flags = ("hidden_text",) if is_hidden else ()
        yield make_page(number, tidy_text(text), label=str(number), flags=flags)
    if drawn := read_packed_pictures(pictures):
        yield make_page(len(pages) + 1, tidy_text("\n".join(drawn)), label="images")
    for number, record in enumerate(show.walk(0, len(stream)), 1):
        if record.kind == _OBJECT and (child := _open_object(stream, record, number)):
            yield child


def _open_object(stream: bytes, record: _Record, number: int) -> Child | None:
    content = stream[record.start : record.end]
    if record.instance == 1:  # deflated, its size first
        content = zlib.decompressobj().decompress(content[4:], _OBJECT_BYTES)
    return unwrap_object(f"objet-{number}", content)


class _Show:
    """The records of a presentation, reached through the directory of its last saving."""

    def __init__(self, stream: bytes, current: bytes):
        self.stream = stream
        self.offsets: dict[int, int] = {}
        try:
            self._read_directories(struct.unpack_from("<I", current, 16)[0])
        except PARSER_ERRORS:
            self.offsets = {}

    def walk(self, start: int, end: int) -> Iterator[_Record]:
        """All records between two places, those in containers after their container."""
        ends, count = [end], 0
        while start + 8 <= end and count < _MAX_RECORDS:
            head, kind, size = struct.unpack_from("<HHI", self.stream, start)
            while len(ends) > 1 and start >= ends[-1]:
                ends.pop()
            record = _Record(kind, head >> 4, head & 0xF == 0xF, start + 8, min(start + 8 + size, ends[-1]))
            yield record
            count += 1
            is_open = record.is_container and len(ends) < _MAX_DEPTH
            if is_open:
                ends.append(record.end)
            start = record.start if is_open else record.end

    def _read_directories(self, offset: int) -> None:
        for _ in range(1000):
            edit = next(self.walk(offset, len(self.stream)), None)
            if edit is None or edit.kind != _EDIT:
                return
            last, directory = struct.unpack_from("<II", self.stream, edit.start + 8)
            table = next(self.walk(directory, len(self.stream)), edit)
            place = table.start
            while place + 4 <= table.end:
                entry = struct.unpack_from("<I", self.stream, place)[0]
                count, first = entry >> 20, entry & 0xFFFFF
                for number, found in enumerate(struct.unpack_from(f"<{count}I", self.stream, place + 4)):
                    self.offsets.setdefault(first + number, found)
                place += 4 + 4 * count
            if not last or last >= offset:
                return
            offset = last

    def give_slides(self) -> Iterator[tuple[str, bool]]:
        """Text of each slide, and whether it is hidden."""
        notes = self._read_notes()
        told = [text for persist, _, _ in self._read_list(1) for text in self._read_master(persist)]
        for persist, slide, outline in self._read_list(0):
            container = self._find(persist)
            texts = list(outline)
            if container:
                texts += self.give_texts(*container)
            texts += [f"[notes] {text}" for text in notes.get(slide, [])] + told
            told = []
            yield "\n".join(dict.fromkeys(texts)), bool(container and self._is_hidden(*container))

    def _read_master(self, persist: int) -> Iterator[str]:
        """What stands on every slide: free boxes of a master, not what is there to be filled in."""
        is_free = False
        for record in self.walk(*(self._find(persist) or (0, 0))):
            if record.kind == _TEXT_HEADER:
                is_free = self.stream[record.start : record.end] == _FREE_TEXT
            elif (
                is_free
                and record.kind in (_CHARACTERS, _BYTES)
                and self._decode(record).strip() not in ("", "*")
            ):
                yield self._decode(record)

    def _find(self, persist: int) -> tuple[int, int] | None:
        offset = self.offsets.get(persist, len(self.stream))
        record = next(self.walk(offset, len(self.stream)), None)
        return (record.start, record.end) if record else None

    def _read_list(self, instance: int) -> Iterator[tuple[int, int, list[str]]]:
        """Entries of a list of slides (0), masters (1) or notes (2): place, identifier, outline text."""
        lists = [
            record
            for record in self.walk(0, len(self.stream))
            if record.kind == _LIST and record.instance == instance
        ]
        for entries in lists[-1:]:
            found: list[tuple[int, int, list[str]]] = []
            for record in self.walk(entries.start, entries.end):
                if record.kind == _SLIDE_ENTRY:
                    persist, slide = struct.unpack_from("<I8xI", self.stream, record.start)
                    found.append((persist, slide, []))
                elif found and record.kind in (_CHARACTERS, _BYTES):
                    found[-1][2].append(self._decode(record))
            yield from found

    def _read_notes(self) -> dict[int, list[str]]:
        notes: dict[int, list[str]] = {}
        for persist, _, _ in self._read_list(2):
            if container := self._find(persist):
                atoms = (record for record in self.walk(*container) if record.kind == _NOTES_ATOM)
                slide = next((struct.unpack_from("<I", self.stream, atom.start)[0] for atom in atoms), 0)
                notes.setdefault(slide, []).extend(self.give_texts(*container))
        return notes

    def give_texts(self, start: int, end: int) -> Iterator[str]:
        """Texts of shapes, and those of comments and footers."""
        named_until = start
        for record in self.walk(start, end):
            if record.kind in (_COMMENT, _FOOTERS):
                named_until = record.end
            is_text = record.kind in (_CHARACTERS, _BYTES) or (
                record.kind == _STRING and record.start < named_until
            )
            if is_text and (text := self._decode(record).strip()) not in ("", "*"):
                yield text

    def _decode(self, record: _Record) -> str:
        content = self.stream[record.start : record.end]
        return content.decode("cp1252" if record.kind == _BYTES else "utf-16-le", "replace").replace(
            "\x0b", "\n"
        )

    def _is_hidden(self, start: int, end: int) -> bool:
        infos = (record for record in self.walk(start, end) if record.kind == _SLIDE_INFO)
        return any(self.stream[info.start + 10] & 0x04 for info in infos if info.end - info.start >= 12)
