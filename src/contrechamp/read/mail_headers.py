"""Headers of messages as people read them, from bytes that keep no rule."""

import datetime
import email.errors
import email.header
import email.message
import email.utils
import re
from collections.abc import Iterator

from contrechamp.read.encoding import decode_text, find_codec
from contrechamp.read.reader import Property

_CHARACTERS = 20_000  # of one header
_ENCODED = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]{0,20000}?)\?=")
_GAP = re.compile(r"(\?=)\s+(?==\?[^?\s]{1,60}\?[bBqQ]\?)")
_IDENTIFIER = re.compile(r"<[^<>\s]{1,990}>")
SHOWN = (("From", "De"), ("To", "À"), ("Cc", "Copie"), ("Date", "Date"), ("Subject", "Objet"))
_KEYS = (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Subject", "subject"), ("Subject", "title"))


def read_header(message: email.message.Message, name: str) -> str:
    """A header on one line, encoded words (RFC 2047) and raw bytes decoded; "" when it is absent."""
    wanted = name.lower()
    raw = next((value for key, value in message.raw_items() if key.lower() == wanted), None)
    return decode_header(str(raw)) if raw is not None else ""


def decode_header(raw: str) -> str:
    """One line of a header's value; what cannot be decoded is left as it came."""
    raw = raw[:_CHARACTERS]
    if any(character > "\x7f" for character in raw):
        raw = decode_text(raw.encode("utf-8", "surrogateescape"))
    return " ".join(_ENCODED.sub(_decode_word, _GAP.sub(r"\1", raw)).split())


def _decode_word(found: re.Match[str]) -> str:
    charset = found[1].partition("*")[0]  # RFC 2231 adds a language
    try:
        content = email.header.decode_header(f"=?utf-8?{found[2]}?{found[3]}?=")[0][0]
    except (email.errors.MessageError, ValueError, LookupError, TypeError):
        return found[0]
    if not content or isinstance(content, str):
        return content or found[0]
    return decode_text(content, declared=find_codec(charset) or "")


def find_date(untrusted_date: str) -> str:
    """A mail date in ISO 8601 with its own offset, or "" when it is none."""
    try:
        moment = email.utils.parsedate_to_datetime(untrusted_date)
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""
    if moment.tzinfo is None:
        return moment.isoformat(timespec="seconds")
    try:
        return moment.astimezone(datetime.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def give_mail_properties(message: email.message.Message) -> Iterator[Property]:
    """Who, when, what, and the identifiers that tie a thread together."""
    for name, key in _KEYS:
        if value := read_header(message, name):
            yield Property(key, value[:2000])
    if date := find_date(read_header(message, "Date")):
        yield Property("date", date)
    for name, key in (
        ("Message-ID", "message_id"),
        ("In-Reply-To", "in_reply_to"),
        ("References", "references"),
    ):
        found = _IDENTIFIER.findall(read_header(message, name))
        if found:
            yield Property(key, " ".join(found if key == "references" else found[:1]))


def render_headers(message: email.message.Message) -> str:
    """The lines shown above a message."""
    lines = [f"{label} : {value}" for name, label in SHOWN if (value := read_header(message, name))]
    return "\n".join(lines)
