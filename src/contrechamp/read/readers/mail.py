"""Messages (EML, MHTML): headers and body as pages, attachments as children, one part's fault kept to it."""

import email.errors
import email.message
import email.parser
import email.policy
import mimetypes
import re
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_blocks
from contrechamp.read.encoding import decode_text
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.html_text import read_html
from contrechamp.read.inner_files import is_large_image
from contrechamp.read.mail_headers import decode_header, give_mail_properties, read_header, render_headers
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.vocabulary.document import Child

VERSION = "1"
MEDIA_TYPES = ("message/rfc822",)

_BYTES = 200 << 20
_CHILDREN = 2_000
_MAX_DEPTH = 100
_ENVELOPE = re.compile(rb"\A\s*+(?:>?From [^\n]*\n)*")
_TYPES_IN_PAGES = ("text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html")

Part = email.message.Message


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, then headers and text, then attachments; what cannot be parsed is shown as it stands."""
    content = source.read(_BYTES + 1)
    message, notices = _parse(content[:_BYTES])
    if len(content) > _BYTES:
        notices.append(reasons.TEXT_CUT)
    yield from give_mail_properties(message)
    parts = _Parts(notices)
    parts.sort(message)
    text = "\n\n".join([render_headers(message), *parts.texts]).replace("\f", "\n")
    yield from make_pages(split_blocks(text.split("\n")))
    yield from parts.children
    yield from (Notice(reason) for reason in dict.fromkeys(parts.notices))


def _parse(content: bytes) -> tuple[Part, list[str]]:
    """The message; when its parts are nested too deep for the parser, its headers and the rest as text."""
    content = content[_ENVELOPE.match(content).end() :]
    try:
        return email.parser.BytesParser(policy=email.policy.compat32).parsebytes(content), []
    except PARSER_ERRORS:
        pass
    message = Part(policy=email.policy.compat32)
    head, _, body = content.partition(b"\n\n")
    try:
        parsed = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(head + b"\n\n")
        for name, value in parsed.items():
            if not name.lower().startswith("content-"):
                message[name] = value
    except PARSER_ERRORS:
        body = content
    message.set_payload(body.decode("ascii", "surrogateescape"))
    return message, [reasons.TOO_DEEP]


class _Parts:
    """Sorts the parts of a message into texts to show and children to keep."""

    def __init__(self, notices: list[str]):
        self.texts: list[str] = []
        self.children: list[Child] = []
        self.notices = notices

    def sort(self, part: Part, *, depth: int = 0, is_related: bool = False) -> None:
        """Take one part, and those in it; a fault is noted and the other parts are still read."""
        if depth > _MAX_DEPTH or len(self.children) >= _CHILDREN:
            self.notices.append(reasons.TOO_DEEP if depth > _MAX_DEPTH else reasons.TOO_MANY_CHILDREN)
            return
        try:
            self._sort_kind(part, depth, is_related)
        except PARSER_ERRORS:
            self.notices.append(reasons.PART_BROKEN)

    def _sort_kind(self, part: Part, depth: int, is_related: bool) -> None:
        kind = part.get_content_type()
        inner = part.get_payload() if part.is_multipart() else None
        if kind == "message/rfc822" or (
            inner and kind.startswith("message/") and kind != "message/delivery-status"
        ):
            self._keep_message(part)
        elif kind == "multipart/alternative" and inner:
            self._choose(inner, depth)
        elif inner is not None:
            for piece in inner:
                self.sort(piece, depth=depth + 1, is_related=kind == "multipart/related")
        elif self._is_body(part, kind):
            self.texts.append(_read_text(part, kind))
        else:
            self._keep(part, kind, is_related)

    def _is_body(self, part: Part, kind: str) -> bool:
        disposition = read_header(part, "Content-Disposition").lower()
        is_named = disposition.startswith("attach") or bool(
            _find_name(part) and not disposition.startswith("inline")
        )
        is_text = kind in _TYPES_IN_PAGES or kind in ("message/delivery-status", "text/rfc822-headers")
        return (is_text or kind.startswith(("multipart/", "text/x-"))) and not is_named

    def _choose(self, inner: list[Part], depth: int) -> None:
        """Of several forms of one text, the plain one when it says something, else the web page; rest kept."""
        plain = [piece for piece in inner if piece.get_content_type() == "text/plain"]
        before = len(self.texts)
        for piece in plain:
            self.sort(piece, depth=depth + 1)
        has_text = any(text.strip() for text in self.texts[before:])
        for piece in inner:
            kind = piece.get_content_type()
            if kind == "text/plain" or (kind in _TYPES_IN_PAGES and has_text):
                continue
            kept = len(self.texts)
            self.sort(piece, depth=depth + 1)
            self.texts[kept:] = [] if has_text else self.texts[kept:]
            has_text = has_text or any(text.strip() for text in self.texts[kept:])

    def _keep_message(self, part: Part) -> None:
        inner = part.get_payload()
        content = inner[0].as_bytes() if isinstance(inner, list) and inner else _decode(part)
        subject = read_header(inner[0], "Subject") if isinstance(inner, list) and inner else ""
        name = _find_name(part) or f"{subject[:100].replace('/', '-') or 'message'}.eml"
        self.children.append(Child(name, content))

    def _keep(self, part: Part, kind: str, is_related: bool) -> None:
        content = _decode(part)
        name = _find_name(part)
        is_inline = is_related or (part.get("Content-ID") and kind.startswith("image/"))
        if not content or (
            is_inline and not is_large_image(content) and kind.startswith(("image/", "text/css"))
        ):
            return
        extension = mimetypes.guess_extension(kind) or ".bin"
        self.children.append(Child(name or f"piece-{len(self.children) + 1}{extension}", content))


def _decode(part: Part) -> bytes:
    payload = part.get_payload(decode=True)
    if payload is None:
        payload = str(part.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else payload.encode("utf-8", "surrogateescape")


def _read_text(part: Part, kind: str) -> str:
    try:
        charset = part.get_content_charset("") or ""
    except PARSER_ERRORS:
        charset = ""
    content = _decode(part)
    if kind in ("text/html", "text/x-amp-html", "text/enriched", "text/richtext"):
        return read_html(content, declared=charset).text
    return decode_text(content, declared=charset)


def _find_name(part: Part) -> str:
    try:
        name = part.get_filename()
    except PARSER_ERRORS:
        return ""
    return decode_header(name)[:255] if name else ""
