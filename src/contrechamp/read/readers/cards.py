"""Calendars (ICS) and address cards (vCard): one paragraph for each event or person, lines as written."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_blocks
from contrechamp.read.encoding import decode_text
from contrechamp.read.guard import guard_parser
from contrechamp.read.reader import Finding, Notice, Property, Request

VERSION = "1"
MEDIA_TYPES = ("text/calendar", "text/vcard")

_BYTES = 64 << 20
_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"\A(?:[\w-]{1,40}\.)?([A-Za-z-]{1,40})((?:;[^:\";]{0,500}(?:\"[^\"]{0,500}\")?){0,20}):(.*)"
)
_ESCAPED = re.compile(r"\\([nN,;:\\])")
_MOMENT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?:T(\d\d):?(\d\d):?\d\d(Z?))?")
_LABELS = {
    "SUMMARY": "Titre",
    "DTSTART": "Début",
    "DTEND": "Fin",
    "LOCATION": "Lieu",
    "ORGANIZER": "Organisation",
    "ATTENDEE": "Participant",
    "DESCRIPTION": "Description",
    "COMMENT": "Commentaire",
    "URL": "Adresse",
    "STATUS": "État",
    "CATEGORIES": "Catégories",
    "DUE": "Échéance",
    "FN": "Nom",
    "ORG": "Organisme",
    "TITLE": "Fonction",
    "ROLE": "Rôle",
    "TEL": "Téléphone",
    "EMAIL": "Courriel",
    "ADR": "Adresse postale",
    "NOTE": "Note",
    "BDAY": "Naissance",
    "NICKNAME": "Surnom",
    "X-WR-CALNAME": "Agenda",
}
_DATES = frozenset(("DTSTART", "DTEND", "DUE", "BDAY"))


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Title and date of the first entry, then all entries."""
    content = source.read(_BYTES + 1)
    said: dict[str, str] = {}
    lines = list(_give_lines(decode_text(content[:_BYTES]), said))
    for key, names in (("title", ("X-WR-CALNAME", "SUMMARY", "FN")), ("date", ("DTSTART",))):
        if value := next((said[name] for name in names if name in said), ""):
            yield Property(key, _write_iso(value) if key == "date" else value[:2000])
    yield from make_pages(split_blocks(lines))
    if len(content) > _BYTES:
        yield Notice(reasons.TEXT_CUT)


def _give_lines(text: str, said: dict[str, str]) -> Iterator[str]:
    """Readable lines; `said` keeps the first value of each name. A property that is not known is not text."""
    for line in _FOLD.sub("", text).splitlines():
        found = _LINE.match(line)
        if not found:
            continue
        name, parameters, value = found[1].upper(), found[2], found[3]
        if name == "BEGIN" and value.upper() in ("VEVENT", "VTODO", "VJOURNAL", "VCARD"):
            yield ""
        elif name in _LABELS and value.strip():
            clean = _ESCAPED.sub(
                lambda sign: "\n" if sign[1] in "nN" else sign[1], _decode(value, parameters)
            )
            clean = re.sub(r";+", ", ", clean).strip(", ") if name in ("ADR", "ORG") else clean
            said.setdefault(name, clean)
            shown = _write_moment(clean) if name in _DATES else f"{clean}{_find_common_name(parameters)}"
            yield from f"{_LABELS[name]} : {shown}".split("\n")


def _decode(value: str, parameters: str) -> str:
    """Old cards write accents as quoted-printable."""
    if "QUOTED-PRINTABLE" not in parameters.upper():
        return value
    raw = re.sub(
        rb"=([0-9A-Fa-f]{2})",
        lambda code: bytes.fromhex(code[1].decode()),
        value.encode("latin-1", "replace"),
    )
    return decode_text(raw)


def _find_common_name(parameters: str) -> str:
    found = re.search(r";CN=\"?([^;:\"]{1,200})", parameters, re.IGNORECASE)
    return f" ({found[1]})" if found else ""


def _write_moment(value: str) -> str:
    found = _MOMENT.match(value)
    if not found:
        return value
    day = f"{found[3]}/{found[2]}/{found[1]}"
    return f"{day} {found[4]}:{found[5]}{' UTC' if found[6] else ''}" if found[4] else day


def _write_iso(value: str) -> str:
    found = _MOMENT.match(value)
    if not found:
        return ""
    day = f"{found[1]}-{found[2]}-{found[3]}"
    return f"{day}T{found[4]}:{found[5]}{found[6]}" if found[4] else day
