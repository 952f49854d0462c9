"""Outlook messages (MSG): headers and body as pages, attachments and messages inside as children ([MS-OXMSG])."""

import datetime
import struct
from collections.abc import Iterator
from email.parser import HeaderParser
from typing import BinaryIO

import compressed_rtf
import olefile

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_blocks
from contrechamp.read.encoding import decode_text
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.html_text import read_html
from contrechamp.read.mail_headers import find_date, give_mail_properties, read_header
from contrechamp.read.media_type import MSG
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.readers.rtf import read_rtf_text
from contrechamp.vocabulary.document import Child

VERSION = "1"
MEDIA_TYPES = (MSG,)

_CHILDREN = 2_000
_SUBJECT, _SENDER, _SENDER_MAIL, _TO, _CC = "0037", "0C1A", "5D01", "0E04", "0E03"
_OLD_SENDER_MAIL, _BODY, _HTML, _RTF, _HEADERS = "0C1F", "1000", "1013", "1009", "007D"
_MESSAGE_ID, _IN_REPLY_TO, _REFERENCES = "1035", "1042", "1039"
_NAME, _SHORT_NAME, _DISPLAY_NAME, _DATA = "3707", "3704", "3001", "3701"
_DATES = (0x00390040, 0x0E060040, 0x30070040)  # sent, delivered, created
_EPOCH = datetime.datetime(1601, 1, 1, tzinfo=datetime.UTC)


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, headers and text, then attachments."""
    with olefile.OleFileIO(source) as storage:
        message = _Store(storage, [])
        if not message.fixed and not message.find(_SUBJECT):
            raise DocumentIsBroken(reasons.MALFORMED)
        headers = _find_headers(message)
        yield from _give_properties(message, headers)
        lines = [f"{label} : {value}" for label, value in headers.items() if value]
        text = "\n".join([*lines, "", *_read_body(message).replace("\f", "\n").splitlines()])
        yield from make_pages(split_blocks(text.split("\n")))
        yield from _give_attachments(storage)


class _Store:
    """The properties of a message or an attachment: a folder of streams named by their tags."""

    def __init__(self, storage: olefile.OleFileIO, folder: list[str]):
        self.storage, self.folder = storage, folder
        self.fixed: dict[int, bytes] = {}
        name = [*folder, "__properties_version1.0"]
        if storage.exists(name):
            content = storage.openstream(name).read()
            start = 32 if not folder else 24 if len(content) % 16 == 8 and "attach" not in folder[-1] else 8
            for place in range(start, len(content) - 15, 16):
                self.fixed[struct.unpack_from("<I", content, place)[0]] = content[place + 8 : place + 16]
        codepage = self.fixed.get(0x3FFD0003) or self.fixed.get(0x3FDE0003) or b"\xe4\x04\0\0"
        self.codepage = f"cp{struct.unpack_from('<I', codepage)[0]}".replace("cp65001", "utf-8")

    def find_bytes(self, tag: str, kind: str) -> bytes:
        name = [*self.folder, f"__substg1.0_{tag}{kind}"]
        return self.storage.openstream(name).read() if self.storage.exists(name) else b""

    def find(self, tag: str) -> str:
        """A text, as Unicode or in the message's code page; "" when it is absent."""
        if wide := self.find_bytes(tag, "001F"):
            return wide.decode("utf-16-le", "replace").replace("\0", "")
        return decode_text(self.find_bytes(tag, "001E"), declared=self.codepage).replace("\0", "")

    def find_date(self) -> str:
        for tag in _DATES:
            ticks = struct.unpack("<Q", self.fixed.get(tag, b"\0" * 8))[0]
            if 0 < ticks < 2_650_467_743_990_000_000:
                moment = _EPOCH + datetime.timedelta(microseconds=ticks // 10)
                return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
        return ""


def _find_headers(message: _Store) -> dict[str, str]:
    sender, address = message.find(_SENDER), message.find(_SENDER_MAIL) or message.find(_OLD_SENDER_MAIL)
    if "@" in address and address != sender:
        sender = f"{sender} <{address}>".strip()
    shown = (
        ("De", sender),
        ("À", message.find(_TO)),
        ("Copie", message.find(_CC)),
        ("Date", message.find_date()),
    )
    return {label: " ".join(value.split()) for label, value in (*shown, ("Objet", message.find(_SUBJECT)))}


def _give_properties(message: _Store, headers: dict[str, str]) -> Iterator[Property]:
    transport = HeaderParser().parsestr(message.find(_HEADERS)[:200_000])
    found = dict(give_mail_properties(transport))
    found |= {"from": headers["De"], "to": headers["À"], "cc": headers["Copie"]}
    found |= {"subject": headers["Objet"], "title": headers["Objet"]}
    found["date"] = find_date(read_header(transport, "Date")) or headers["Date"]
    for key, tag in (("message_id", _MESSAGE_ID), ("in_reply_to", _IN_REPLY_TO), ("references", _REFERENCES)):
        found.setdefault(key, " ".join(message.find(tag).split()))
    yield from (Property(key, value[:2000]) for key, value in found.items() if value)


def _read_body(message: _Store) -> str:
    """The plain body, else that of the web page, else that of the compressed RTF."""
    if (text := message.find(_BODY)).strip():
        return text
    if content := message.find_bytes(_HTML, "0102") or message.find(_HTML).encode():
        return read_html(content, declared="" if b"charset" in content[:8192] else message.codepage).text
    packed = message.find_bytes(_RTF, "0102")
    try:
        return read_rtf_text(compressed_rtf.decompress(packed)) if packed else ""
    except PARSER_ERRORS:
        return ""


def _give_attachments(storage: olefile.OleFileIO) -> Iterator[Finding]:
    folders = {
        entry[0] for entry in storage.listdir(streams=False, storages=True) if entry[0].startswith("__attach")
    }
    for number, folder in enumerate(sorted(folders), 1):
        if number > _CHILDREN:
            yield Notice(reasons.TOO_MANY_CHILDREN)
            return
        attachment = _Store(storage, [folder])
        name = next(
            filter(None, map(attachment.find, (_NAME, _SHORT_NAME, _DISPLAY_NAME))), f"piece-{number}"
        )
        if content := attachment.find_bytes(_DATA, "0102"):
            yield Child(name, content)
        elif storage.exists([folder, f"__substg1.0_{_DATA}000D"]):
            inner = _Store(storage, [folder, f"__substg1.0_{_DATA}000D"])
            yield Child(f"{name}.eml", _rebuild_message(inner))


def _rebuild_message(message: _Store) -> bytes:
    """A message inside a message has no bytes of its own: its headers and text, as a mail."""
    headers = _find_headers(message)
    names = {"De": "From", "À": "To", "Copie": "Cc", "Date": "Date", "Objet": "Subject"}
    lines = [f"{names[label]}: {value}" for label, value in headers.items() if value]
    head = "\r\n".join([*lines, "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"])
    return f"{head}\r\n\r\n{_read_body(message)}".encode("utf-8", "replace")
