"""Rows of procurement and of camera lists become proposals: what one row would establish, once a person takes it."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from contrechamp.link.persons import NAMED, SEPARATOR, has_person, list_telling
from contrechamp.link.weighing import NAMES_NEAR, weigh_fields, weigh_sum, weigh_technologies
from contrechamp.text.folding import fold, fold_keeping_length
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.suggestion import Proposal

VERSION = "2"
MOST_CHARACTERS = 5_000  # of a passage (`link.judging`)
_PLAIN = {"subject": "object", "kind": "nature"}  # names of columns that say less than those of a proposal
_CONTRACT_CELLS = (
    "subject",
    "kind",
    "number",
    "procedure",
    "cpv",
    "place",
    "lot",
    "amendment",
    "notice",
    "duration_months",
)
_CONTRACT_WEIGHTS = {"supplier": 4, "buyer": 2, "number": 1, "notified_on": 2, "date": 2, "object": 4}
_SUMS = {"minimum": "amount_minimum", "maximum": "amount_maximum"}
_DEVICE_CELLS = ("name", "number", "camera_type", "zone", "direction", "height")
_DEVICE_PLACES = ("place", "district", "commune")
_DEVICE_WEIGHTS = {"latitude": 40, "place": 30, "installed_on": 10, "name": 10, "operator": 5, "direction": 5}
_DEVICE = 100  # a row of cameras is one of thousands
_COMPARED = {
    "contract": (
        *("number", "lot", "object", "buyer", "supplier", "amount", "amount_minimum", "amount_maximum"),
        *("date", "notified_on"),
    ),
    "device": ("name", "number", "place", "district", "installed_on"),
}
_AREAS = ("Polygon", "MultiPolygon", "LineString", "MultiLineString")  # as map files name their shapes
_LOT = re.compile(r"\blots?\b")
_DIRECTION = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?")
_TYPES = (  # how a type of camera begins or what it holds, and the category of a device
    ("plates", ("lapi", "plaque", "vpi", "alpr", "anpr")),
    ("dome", ("dome", "ptz", "motoris", "rotati", "orientable", "360")),
    ("mobile", ("mobile", "nomade", "embarqu", "pieton")),
    ("sensor", ("capteur", "micro", "sonometre")),
    ("fixed", ("fixe", "fixed", "bullet", "tube")),
)


class SaidRow(NamedTuple):
    """A row whose columns are understood: its cells by field as written, and the mentions that stand in it."""

    kind: str  # of the table: "contracts", "cameras"
    page: int
    start: int
    end: int
    text: str
    cells: Mapping[str, str]
    mentions: Sequence[Mention]


def make_key(digest: Digest, kind: str, page: int, *, words: str, turn: int = 0) -> str:
    """The key of a proposal: the same when its page is read again, as long as it says the same words.

    `turn` tells apart those that say the same on one page.
    """
    said = f"{digest}/{kind}/{page}/{turn}/{fold(' '.join(words.split()))}"
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class RowReader:
    """Takes the rows of a document in order; it remembers the row of a contract whose lots stand below it."""

    def __init__(self, digest: Digest, *, body: str = ""):
        self._digest, self._body = digest, body
        self._whole: SaidRow | None = (
            None  # a contract without supplier that names a technology: of lots below
        )
        self._turns: dict[str, int] = {}

    def read(self, row: SaidRow) -> Proposal | None:
        """What a row would establish; None where it says too little, or names somebody."""
        if row.end - row.start > MOST_CHARACTERS:
            return None
        if row.kind == "contracts":
            return self._read_contract(row)
        return self._read_device(row) if row.kind == "cameras" else None

    def _read_contract(self, row: SaidRow) -> Proposal | None:
        fields = read_contract(row)
        weight = weigh_technologies(row.mentions)
        whole = self._find_whole(row, fields, weight)
        if names_person(row) and not weight and whole is None:
            return None
        if whole is not None:
            fields.setdefault("object", _find_lot(row))
            fields["whole"] = read_cell(whole, "subject")
            fields.setdefault("notified_on", read_contract(whole).get("notified_on", ""))
            fields["whole_at"] = f"{whole.page}/{whole.start}-{whole.end}"
            fields.setdefault("technology", list_technologies(whole.mentions))
            weight = max(weight, weigh_technologies(whole.mentions, most=NAMES_NEAR))
        if not is_contract(fields):
            return None
        weight += weigh_fields(fields, _CONTRACT_WEIGHTS) + weigh_sum(_find_largest(fields))
        return self._make(row, "contract", fields=fields, weight=weight)

    def _find_whole(self, row: SaidRow, fields: Mapping[str, str], weight: int) -> SaidRow | None:
        """The row of the contract that this one is a lot of, where that names a technology."""
        if "supplier" not in fields and weight:
            self._whole = row
            return None
        if self._whole is not None and not _LOT.search(fold(row.text)):
            self._whole = None
        return self._whole

    def _read_device(self, row: SaidRow) -> Proposal | None:
        fields = read_device(row)
        is_area = any(part.strip() in _AREAS for part in row.text.split("|"))  # a district is no device
        if is_area or (not fields.get("latitude") and not fields.get("place")):
            return None
        weight = _DEVICE + weigh_fields(fields, _DEVICE_WEIGHTS)
        return self._make(row, "device", fields=fields, weight=weight)

    def _make(self, row: SaidRow, kind: str, *, fields: dict[str, str], weight: int) -> Proposal:
        key = make_key(self._digest, kind, row.page, words=row.text)
        turn = self._turns[key] = self._turns.get(key, -1) + 1
        key = make_key(self._digest, kind, row.page, words=row.text, turn=turn) if turn else key
        passage = Passage(self._digest, row.page, row.start, row.end)
        said = {name: value for name, value in fields.items() if value}
        alike = self._compare(kind, said)
        if told := list_telling({**row.cells, **said}, row.mentions):
            said[NAMED] = told
        return Proposal(key, kind, passage, row.text, said, f"row/{row.kind}", VERSION, weight, alike)

    def _compare(self, kind: str, fields: Mapping[str, str]) -> str:
        """The same for rows that say the same, in any document: the first of them there is the first of them here."""
        said = "/".join(fold(fields.get(name, "")) for name in _COMPARED[kind])
        turn = self._turns[said] = self._turns.get(said, -1) + 1
        return hashlib.sha256(f"{kind}/{turn}/{said}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def read_cell(row: SaidRow, field: str) -> str:
    """What a cell says, on one line."""
    return " ".join(row.cells.get(field, "").split())


def _find_lot(row: SaidRow) -> str:
    """What a row says of its lot beside the name of its supplier."""
    words = read_cell(row, "supplier")
    found = _LOT.search(fold_keeping_length(words))
    return words[found.start() :] if found else ""


def names_person(row: SaidRow) -> bool:
    return any(one.kind is MentionKind.PERSON for one in row.mentions)


def list_technologies(mentions: Iterable[Mention]) -> str:
    """Their keys, each once."""
    return SEPARATOR.join(dict.fromkeys(one.value for one in mentions if one.kind is MentionKind.TECHNOLOGY))


def is_contract(fields: Mapping[str, str]) -> bool:
    """Whether a row says enough to be one: what for, and from whom; else between which bounds, or since when.

    A price list says for how much and no more.
    """
    is_bound = any(fields.get(name) for name in _SUMS.values())
    is_dated = bool(fields.get("amount") and (fields.get("notified_on") or fields.get("number")))
    has_more = bool(fields.get("supplier")) or is_bound or is_dated
    return bool(fields.get("object") or fields.get("number")) and has_more


def read_contract(row: SaidRow) -> dict[str, str]:
    """The fields of a contract, as its cells and their mentions say them."""
    fields = {_PLAIN.get(name, name): read_cell(row, name) for name in _CONTRACT_CELLS}
    for name in ("supplier", "buyer"):
        numbers: dict[str, str] = {}
        for one in row.mentions:
            if (
                one.rule == f"rows/{name}"
                and one.kind is MentionKind.ACTOR
                and not has_person(one.value, row.mentions)
            ):
                numbers.setdefault(one.value, one.details.get("siren", ""))
        if numbers:
            fields[name] = SEPARATOR.join(numbers)
            fields[f"{name}_siren"] = SEPARATOR.join(numbers.values()) if any(numbers.values()) else ""
    for one in row.mentions:
        if one.kind is MentionKind.SUM and one.rule.startswith("rows/") and " " not in one.value:
            name = _SUMS.get(one.details.get("bound", ""), "amount")
            fields.setdefault(name, one.value)
            if one.details.get("tax"):
                fields.setdefault("tax", one.details["tax"])
        elif one.kind is MentionKind.DATE and one.rule in ("rows/date", "rows/notified_on"):
            fields.setdefault(one.rule[5:], one.value)
    fields["technology"] = list_technologies(row.mentions)
    return {name: value for name, value in fields.items() if value}


def _find_largest(fields: Mapping[str, str]) -> str:
    return max((fields.get(name, "") for name in ("amount", *_SUMS.values())), key=weigh_sum)


def read_device(row: SaidRow) -> dict[str, str]:
    """The fields of a device, as its cells and their mentions say them."""
    fields = {name: read_cell(row, name) for name in _DEVICE_CELLS}
    fields["direction"] = fields["direction"].replace(",", ".") if _is_degrees(fields["direction"]) else ""
    fields["category"] = find_category(fields["camera_type"])
    for one in row.mentions:
        field = one.rule.partition("/")[2] if one.rule.startswith("rows/") else ""
        if one.kind is MentionKind.PLACE:
            fields |= {name: one.details[name] for name in ("latitude", "longitude") if name in one.details}
            if field == "commune" and one.details.get("insee"):
                fields["insee"] = one.details["insee"]
        if field in (*_DEVICE_PLACES, "installed_on", "operator", "retention", "count"):
            fields.setdefault(field, one.value)
    fields["number"] = fields["number"].strip("0") and fields["number"]  # a column of zeros is an empty one
    for name in _DEVICE_PLACES:
        if written := read_cell(row, name):
            fields[name] = written
    return {name: value for name, value in fields.items() if value}


def _is_degrees(text: str) -> bool:
    return bool(_DIRECTION.fullmatch(text)) and float(text.replace(",", ".")) <= 360


def find_category(written: str) -> str:
    """The category of a device by its type as written; "" where it does not say."""
    folded = fold(written)
    return next((name for name, parts in _TYPES if any(part in folded for part in parts)), "")
