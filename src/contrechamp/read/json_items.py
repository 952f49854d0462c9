"""The members of one long list of a JSON text, one after the other: the whole never stands in memory."""

import json
import re
from collections.abc import Iterator

_SKIPPED = re.compile(r"[\s,]*")
_HEAD_CHARACTERS = 1 << 20
_MEMBER_CHARACTERS = 16 << 20
_TAIL_CHARACTERS = 1 << 20


class JsonItems:
    """Members of the list under `key`; then `around` has the rest, and `rest` the text that was no JSON any more."""

    def __init__(self, pieces: Iterator[str], key: str):
        self._pieces, self._start = pieces, re.compile(rf'"{key}"\s{{0,100}}:\s{{0,100}}\[')
        self._decoder = json.JSONDecoder()
        self._text, self.head = "", ""
        self.rest, self.around = "", {}

    def find_start(self) -> bool:
        """Whether the list is there; what was read on the way is in `rest` when it is not."""
        while not (found := self._start.search(self._text)):
            if len(self._text) > _HEAD_CHARACTERS or not self._read_on():
                self.rest = self._text
                return False
        self.head, self._text = self._text[: found.end()], self._text[found.end() :]
        return True

    def __iter__(self) -> Iterator[object]:
        place = 0
        while True:
            place = _SKIPPED.match(self._text, place).end()
            if place >= len(self._text):
                self._text, place = "", 0
                if self._read_on():
                    continue
            if self._text.startswith("]", place):
                self._end(place)
                return
            try:
                member, end = self._decoder.raw_decode(self._text, place)
                is_whole = end < len(self._text) or not isinstance(member, int | float)
            except (ValueError, RecursionError):
                is_whole = False
            if is_whole:
                yield member
                place = end
                continue
            self._text, place = self._text[place:], 0
            if len(self._text) > _MEMBER_CHARACTERS or not self._read_on():
                self.rest = self._text
                return

    def _read_on(self) -> bool:
        """Take as much again as there is, so that a long member is not parsed once for every piece."""
        wanted, taken = len(self._text), []
        while piece := next(self._pieces, ""):
            taken.append(piece)
            wanted -= len(piece)
            if wanted <= 0:
                break
        self._text += "".join(taken)
        return bool(taken)

    def _end(self, place: int) -> None:
        while len(self._text) - place < _TAIL_CHARACTERS and self._read_on():
            pass
        try:
            whole = json.loads(self.head + self._text[place:])
            self.around = whole if isinstance(whole, dict) else {}
        except (ValueError, RecursionError):
            self.rest = self._text[place + 1 :].strip(" \t\r\n}")
