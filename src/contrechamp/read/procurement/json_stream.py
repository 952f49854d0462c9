"""JSON of any length, one entry of its long lists after the other; memory holds the entry at hand."""

import json
import re
from collections.abc import Collection, Iterable, Iterator
from typing import BinaryIO

from contrechamp.read.encoding import read_pieces

VALUE_CHARACTERS = 16 << 20  # one entry; a longer one is refused
_BLANK = re.compile(r"[ \t\n\r\ufeff\x1e]*")
_NUMBER_SIGNS = frozenset("0123456789.eE+-")  # what a number goes on with
# Numbers stay as they are written: no rounding, no limit of digits.
_DECODER = json.JSONDecoder(parse_float=str, parse_int=str, parse_constant=str, strict=False)


class Entries:
    """The entries of a JSON file as `list_entries` gives them, up to where it cannot be understood."""

    def __init__(self, source: BinaryIO, *, inside: Collection[str]):
        self._window, self._inside = Window(read_pieces(source)), inside
        self._is_broken = False

    def __iter__(self) -> Iterator[tuple[str, object]]:
        try:
            yield from list_entries(self._window, inside=self._inside)
        except (ValueError, RecursionError):
            self._is_broken = True

    def give_rest(self) -> Iterator[str]:
        """The text from where it could not be understood, in pieces; nothing where all of it was."""
        return self._window.give_rest() if self._is_broken else iter(())


class Window:
    """The part of a text that is being looked at; what lies before is given back."""

    def __init__(self, pieces: Iterable[str]):
        self._pieces = iter(pieces)
        self._text, self._place, self._is_over = "", 0, False

    def peek(self) -> str:
        """The next character that is no blank, "" at the end."""
        while True:
            self._place = _BLANK.match(self._text, self._place).end()
            if self._place < len(self._text) or self._is_over:
                return self._text[self._place : self._place + 1]
            self._grow()

    def skip(self, sign: str) -> None:
        """Go behind `sign`; ValueError where something else stands."""
        if self.peek() != sign:
            raise ValueError(f"not JSON: no {sign}")
        self._place += 1

    def take_value(self) -> object:
        """The value that begins here, numbers as text; ValueError where none does or it is too long."""
        is_number = self.peek() in _NUMBER_SIGNS
        while True:
            can_grow = not self._is_over and len(self._text) - self._place <= VALUE_CHARACTERS
            try:
                value, end = _DECODER.raw_decode(self._text, self._place)
            except json.JSONDecodeError:
                if not can_grow:
                    raise
            else:
                is_cut = end == len(self._text) or (is_number and self._text[end] in _NUMBER_SIGNS)
                if not is_cut or not can_grow:
                    self._place = end
                    return value
            self._grow()

    def give_rest(self) -> Iterator[str]:
        """The text from here on, in pieces, as it stands."""
        yield self._text[self._place :]
        yield from self._pieces

    def _grow(self) -> None:
        """Read as much again as is there: what has to be parsed twice stays in proportion to the text."""
        parts = [self._text[self._place :]]
        wanted, got = max(1, len(parts[0])), 0
        while got < wanted and not self._is_over:
            piece = next(self._pieces, None)
            self._is_over = piece is None
            parts.append(piece or "")
            got += len(parts[-1])
        self._text, self._place = "".join(parts), 0


def list_entries(window: Window, *, inside: Collection[str]) -> Iterator[tuple[str, object]]:
    """Path and value of the entries of the lists at the paths `inside`, as they come; then ("", what else was said).

    Without `inside`, the values that follow one another (JSON lines), or those of one list, as ("", value).
    """
    while window.peek():
        yield from _walk(window, "", inside)


def _walk(window: Window, path: str, inside: Collection[str]) -> Iterator[tuple[str, object]]:
    sign = window.peek()
    if sign == "[" and (not path or path in inside):
        yield from _walk_list(window, path)
    elif sign == "{" and path in inside:
        yield from _walk_object(window, path, inside)
    else:
        yield path, window.take_value()


def _walk_list(window: Window, path: str) -> Iterator[tuple[str, object]]:
    window.skip("[")
    while window.peek() != "]":
        yield path, window.take_value()
        if window.peek() != "]":
            window.skip(",")
    window.skip("]")


def _walk_object(window: Window, path: str, inside: Collection[str]) -> Iterator[tuple[str, object]]:
    window.skip("{")
    rest: dict[str, object] = {}
    while window.peek() != "}":
        key = window.take_value()
        window.skip(":")
        where = f"{path}/{key}" if path else str(key)
        if where in inside:
            yield from _walk(window, where, inside)
        else:
            rest[str(key)] = window.take_value()
        if window.peek() != "}":
            window.skip(",")
    window.skip("}")
    yield path, rest
