"""Mailboxes: each message a child, cut at envelope lines; the bytes of messages stay as they came."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.guard import guard_parser
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.unpacking import CHILDREN
from contrechamp.vocabulary.document import Child

VERSION = "2"
MEDIA_TYPES = ("application/mbox",)

_MESSAGE_BYTES = 200 << 20
_ENVELOPE = re.compile(rb"\AFrom [^\r\n]{1,400}\r?\n?\Z")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Children `message-00001.eml`… in the order of the box."""
    number = 0
    for number, message in enumerate(_split(source), 1):
        if number > CHILDREN:
            yield Notice(reasons.TOO_MANY_CHILDREN)
            return
        yield Child(f"message-{number:05d}.eml", _QUOTED.sub(rb"\1", message))


def _split(source: BinaryIO) -> Iterator[bytes]:
    """Messages without their envelope line, which stands first or behind an empty line."""
    lines: list[bytes] = []
    size, was_empty = 0, True
    while line := source.readline(1 << 20):
        if was_empty and line.startswith(b"From ") and _ENVELOPE.match(line):
            if size:
                yield b"".join(lines)
            lines, size = [], 0
        elif size < _MESSAGE_BYTES:
            lines.append(line)
            size += len(line)
        was_empty = line in (b"\n", b"\r\n")
    if size:
        yield b"".join(lines)
