"""The fields of the query language that take a value: dates, kinds, how a page was read, collections."""

import re

from contrechamp.search.preparing import find_days
from contrechamp.search.tree import Dated, Having
from contrechamp.text.folding import fold
from contrechamp.text.kinds import find_kind

_FIELDS = {
    **dict.fromkeys(["titre", "title", "intitulé", "intitule"], "title"),
    **dict.fromkeys(["organisme", "body", "émetteur", "emetteur"], "body"),
    **dict.fromkeys(["type", "kind"], "kind"),
    **dict.fromkeys(["lu", "read", "how_read"], "how_read"),
    "collection": "collection",
    **dict.fromkeys(["dispositif", "technology", "technologie"], "technology"),
    **dict.fromkeys(["titulaire", "supplier", "fournisseur"], "supplier"),
    **dict.fromkeys(["lieu", "place", "commune"], "place"),
    **dict.fromkeys(["année", "annee", "year", "date"], "date"),
    **dict.fromkeys(["depuis", "since", "after", "après", "apres"], "since"),
    **dict.fromkeys(["avant", "before", "until"], "before"),
}
_HOW_READ = {
    **dict.fromkeys(["ocr", "numerise", "scan", "image"], "ocr"),
    **dict.fromkeys(["native", "natif", "texte"], "native"),
    **dict.fromkeys(["empty", "vide"], "empty"),
}
_LAST_DAY = 99991231


def find_field(name: str) -> str | None:
    """The key of a field by its French or English name."""
    return _FIELDS.get(name.lower())


def make_valued(name: str, value: str) -> Dated | Having | None:
    """What `name:value` asks for; None for a date that is none."""
    if name in ("date", "since", "before"):
        return _make_dated(name, value)
    if name == "kind":
        value = find_kind(value)
    elif name == "how_read":
        value = _HOW_READ.get(fold(value), value)
    return Having(name, value)


def _make_dated(name: str, value: str) -> Dated | None:
    first, last = find_days(_read_date(value))
    if not first:
        return None
    if name == "since":
        return Dated(first, _LAST_DAY, f"depuis:{value}")
    if name == "before":
        return Dated(1, first - 1, f"avant:{value}")
    return Dated(first, last, f"date:{value}")


def _read_date(value: str) -> str:
    """A date as French readers type it: 2021, 2021-03, 03/2021, 25/03/2021."""
    match = re.fullmatch(r"(?:(?:(\d{1,2})[/.])?(\d{1,2})[/.])?(\d{4})", value)
    if not match:
        return value.strip(".,;")
    day, month, year = match.groups()
    return "-".join(part.zfill(2) for part in (year, month, day) if part)
