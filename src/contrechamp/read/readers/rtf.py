"""Rich Text Format: its words one by one, in the code page of each font; what is hidden is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read import rtf_words as words
from contrechamp.read.blocks import HIDDEN_MARK, make_pages, split_pages
from contrechamp.read.encoding import find_codec
from contrechamp.read.guard import guard_parser
from contrechamp.read.inner_files import give_inner_files
from contrechamp.read.metafile import read_metafile
from contrechamp.read.ole_object import read_old_object
from contrechamp.read.reader import Finding, Notice, Property, Request

VERSION = "2"
MEDIA_TYPES = ("application/rtf",)

_BYTES = 200 << 20
_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\",
    re.DOTALL,
)
_NO_DIGITS = re.compile(r"[^0-9a-fA-F]+")
_MAX_DEPTH = 100_000


@dataclass(frozen=True)
class _State:
    """What a group inherits: where its text goes ("" text, None nowhere, else a name), and how to read bytes."""

    place: str | None = ""
    codepage: str = ""
    skip: int = 1
    is_hidden: bool = False


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages (explicit page breaks, else blocks), embedded objects and large images."""
    content = source.read(_BYTES + 1)
    start = content[:1024].find(b"{\\rtf")
    if start < 0:
        raise DocumentIsBroken(reasons.MALFORMED)
    text = _Text()
    text.read(content, start)
    yield from text.give_properties()
    yield from make_pages(split_pages(text.join("")))
    yield from give_inner_files(_open_objects(text.objects))
    if len(content) > _BYTES:
        yield Notice(reasons.TEXT_CUT)


def read_rtf_text(content: bytes) -> str:
    """The text alone, for formats that carry RTF inside."""
    text = _Text()
    text.read(content, max(0, content[:1024].find(b"{\\rtf")))
    return text.join("")


def _open_objects(objects: list[tuple[str, str]]) -> Iterator[tuple[str, bytes]]:
    for number, (kind, digits) in enumerate(objects, 1):
        data = _read_digits(digits)
        yield f"{kind}-{number}", read_old_object(data) if kind == "objdata" else data


def _read_digits(digits: str) -> bytes:
    clean = _NO_DIGITS.sub("", digits)
    return bytes.fromhex(clean[: len(clean) // 2 * 2])


class _Text:
    """Reads tokens; text goes to the list of its place."""

    def __init__(self) -> None:
        self.places: dict[str, list[str]] = {"": []}
        self.objects: list[tuple[str, str]] = []
        self.pending = bytearray()
        self.state = _State()
        self.stack: list[_State] = []
        self.default_codepage = "cp1252"
        self.fonts: dict[int, str] = {}
        self.font = 0
        self.to_skip = 0
        self.is_starred = False
        self.date: dict[str, int] = {}

    def read(self, content: bytes, place: int) -> None:
        """Take every token from `place` on; binary data are jumped over."""
        while token := _TOKEN.match(content, place):
            place = token.end()
            word, number, digits, sign, brace, plain = token.groups()
            if word == b"bin":
                place += max(0, int(number or 0))
            elif word:
                self._read_word(word.decode(), int(number) if number else None)
            elif digits:
                self._take_bytes(bytes.fromhex(digits.decode()))
            elif sign:
                self._read_sign(sign.decode("latin-1"))
            elif brace:
                self._read_brace(brace)
            elif plain:
                self._take_bytes(plain)
        self._flush()
        self._tell_asides()

    def join(self, place: str) -> str:
        """The text of a place; characters outside the first plane come as two halves."""
        text = "".join(self.places.get(place, []))
        lines = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\n")
        return "\n".join(line.rstrip(" |") if line.endswith(" | ") else line for line in lines)

    def _tell_asides(self) -> None:
        """Notes, comments, boxes and headers stand after the paragraph that calls them."""
        self.places[""] += self.places.pop("aside", [])

    def _read_brace(self, brace: bytes) -> None:
        self._flush()
        self.to_skip, self.is_starred = 0, False
        if brace == b"{":
            if len(self.stack) >= _MAX_DEPTH:
                raise DocumentIsBroken(reasons.TOO_DEEP)
            self.stack.append(self.state)
        elif self.stack:
            left, self.state = self.state, self.stack.pop()
            if left.place in ("objdata", "pict") and self.state.place != left.place:
                self.objects.append((left.place, "".join(self.places.pop(left.place, []))))
                self._tell_picture(*self.objects[-1])

    def _tell_picture(self, kind: str, digits: str) -> None:
        """The words drawn in a picture stand after its paragraph."""
        drawn = read_metafile(_read_digits(digits)) if kind == "pict" else ""
        if drawn and self.state.place is not None:
            self.places.setdefault("aside", []).append(f"\n{drawn}")

    def _read_sign(self, sign: str) -> None:
        if sign == "*":
            self.is_starred = True
        elif sign in words.TEXTS:
            self._say(words.TEXTS[sign])

    def _take_bytes(self, content: bytes) -> None:
        if self.to_skip:
            skipped = min(self.to_skip, len(content))
            self.to_skip -= skipped
            content = content[skipped:]
        if self.state.place is not None:
            self.pending += content

    def _flush(self) -> None:
        if self.pending:
            codepage = self.state.codepage or self.default_codepage
            text = self.pending.decode(codepage, "replace")
            self.pending.clear()
            self._say(text)

    def _say(self, text: str) -> None:
        self._flush()
        if self.state.place is not None:
            shown = HIDDEN_MARK if self.state.is_hidden else text.replace(HIDDEN_MARK, "")
            self.places.setdefault(self.state.place, []).append(shown)

    def _read_word(self, word: str, number: int | None) -> None:
        self._flush()
        was_starred, self.is_starred = self.is_starred, False
        if word == "u" and number is not None:
            self._say(chr(number % 0x10000) if number % 0x10000 > 31 else "")
            self.to_skip = self.state.skip
        elif word in words.LEFT_OUT or (was_starred and word not in words.KEPT_STARRED):
            self.state = replace(self.state, place=None)
        elif word in words.TEXTS:
            self._say(words.TEXTS[word])
            if word in ("par", "row", "sect") and not self.state.place and "aside" in self.places:
                self._tell_asides()
                self._say("\n")
        else:
            self._change_state(word, number)

    def _change_state(self, word: str, number: int | None) -> None:
        """Control words that change how the rest of their group is read."""
        if word in ("fonttbl", "objdata", "pict", "info", "upr") or (
            self.state.place == "info" and word in words.INFO
        ):
            place = {"upr": None}.get(word, word)
            self.state = replace(self.state, place=place if self.state.place is not None else None)
        elif word == "ud":
            self.state = replace(self.state, place="")
        elif word in words.ASIDES:
            self.state = replace(self.state, place="aside")
            self._say(words.ASIDES[word])
        elif word in ("v", "deleted"):
            self.state = replace(self.state, is_hidden=number != 0)
        elif word == "plain":
            self.state = replace(self.state, is_hidden=False)
        elif word == "uc":
            self.state = replace(self.state, skip=max(0, min(number or 0, 16)))
        elif self.state.place == "info" and word in ("yr", "mo", "dy") and number:
            self.date.setdefault(word, number)
        else:
            self._change_encoding(word, number)

    def _change_encoding(self, word: str, number: int | None) -> None:
        if word in words.DOCUMENT_CODEPAGES:
            self.default_codepage = words.DOCUMENT_CODEPAGES[word]
        elif word == "ansicpg":
            self.default_codepage = find_codec(f"cp{number}") or self.default_codepage
        elif word == "f" and self.state.place == "fonttbl":
            self.font = number or 0
        elif word == "f":
            self.state = replace(self.state, codepage=self.fonts.get(number or 0, ""))
        elif word in ("fcharset", "cpg") and number in words.CODEPAGES:
            self.fonts[self.font] = words.CODEPAGES[number]

    def give_properties(self) -> Iterator[Property]:
        """What the information group says."""
        for place, key in words.INFO.items():
            if value := " ".join(self.join(place).split())[:2000]:
                yield Property(key, value)
        if date := "-".join(f"{self.date[part]:02d}" for part in ("yr", "mo", "dy") if part in self.date):
            yield Property("date", date)
