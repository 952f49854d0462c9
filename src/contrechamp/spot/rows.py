"""Rows of tables whose columns are understood: each cell that says something becomes a mention, cited by its row."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from contrechamp.spot.cells import (
    CELL_CHARACTERS,
    Piece,
    read_coordinate,
    read_count,
    read_dates,
    read_days,
    read_siret,
)
from contrechamp.spot.columns import Columns, Understanding
from contrechamp.spot.entity_rows import find_category, tells_person
from contrechamp.spot.firms import count_addresses, find_firms
from contrechamp.spot.sum_cells import read_sums
from contrechamp.text.folding import fold
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.table import Row, Table

VERSION = "2"

_BODIES = (
    "ville ",
    "commune ",
    "mairie",
    "prefecture",
    "police",
    "gendarmerie",
    "departement",
    "region ",
    "metropole",
    "communaute ",
)
_ACTORS = {"supplier": "company", "buyer": "body", "operator": "", "name": ""}
_OWN_SIREN = {"supplier": "supplier_siret", "buyer": "buyer_siret"}
_PARTS = re.compile(r"[;,]")
_BOUNDS = {"amount_minimum": "minimum", "amount_maximum": "maximum"}
_SUMS = ("amount", *_BOUNDS)
_MOST_OF_A_CONTRACT = 1_000_000_000  # euros
_DATES = ("date", "notified_on", "installed_on")
_PLACES = ("place", "commune", "district")


class Found(NamedTuple):
    """What a cell says: the kind of the mention, and its pieces; no piece where it was not understood."""

    kind: MentionKind
    pieces: list[Piece]


class RowCell(NamedTuple):
    """A cell, its heading, its field, and its place in the page's text."""

    column: int
    field: str
    heading: str
    start: int
    text: str


def find_in_tables(page: Page, tables: Sequence[Table], columns: Columns) -> Iterator[Mention]:
    """The mentions of the rows of a page, in the order of its text for each table."""
    for table in tables:
        for understanding, headings, row in give_rows(page, table, columns):
            if understanding.kind:
                yield from _read_row(
                    page, give_cells(page.text, row, understanding, headings), understanding.kind
                )


def give_rows(
    page: Page, table: Table, columns: Columns, *, kind: str = ""
) -> Iterator[tuple[Understanding, tuple[str, ...], Row]]:
    """Each row with what its columns mean; a row of headings inside the table changes that for those below it."""
    headings = table.columns
    understanding = columns.understand(headings, kind=kind)
    for row in table.rows:
        if any(page.text[cell.start].isdigit() for cell in row.cells):  # no headings: nearly all rows
            yield understanding, headings, row
            continue
        said = [page.text[cell.start : cell.end].strip() for cell in row.cells]
        if not columns.is_heading_row(said):
            yield understanding, headings, row
        elif [cell.column for cell in row.cells] == list(range(len(headings))):
            headings = tuple(said)
            understanding = columns.understand(headings, kind=kind)


def give_cells(text: str, row: Row, understanding: Understanding, headings: Sequence[str]) -> list[RowCell]:
    """The cells of a row that say something, each with its field ("" where its column is not understood)."""
    cells = []
    for cell in row.cells:
        words = text[cell.start : cell.end]
        if words.strip() and cell.column < len(understanding.fields):
            field = understanding.fields[cell.column]
            cells.append(RowCell(cell.column, field, headings[cell.column], cell.start, words))
    return cells


def _read_row(page: Page, cells: Sequence[RowCell], kind: str) -> Iterator[Mention]:
    known = _gather(cells)
    if kind == "entities" and tells_person((cell.field, cell.text) for cell in cells):
        yield from _read_person(page, cells)
        return
    for cell in cells:
        found = read_cell(cell, kind) if cell.field else None
        rule = f"rows/{cell.field}"
        for piece in found.pieces if found else ():
            start, end = cell.start + piece.start, cell.start + piece.end
            if known:
                piece.details.update(_tell_more(cell.field, found.kind, known))
            place = (found.kind, page.number, start, end, page.text[start:end])
            yield Mention(*place, piece.value, rule, VERSION, piece.details)
    if "latitude" in known and not any(cell.field == "place" for cell in cells):
        yield from _read_point(page, cells, known)


def _read_person(page: Page, cells: Sequence[RowCell]) -> Iterator[Mention]:
    """Of a row that names somebody, the name alone is told, and to the team alone."""
    for cell in cells:
        if cell.field == "name":
            end = cell.start + len(cell.text.rstrip())
            place = (MentionKind.PERSON, page.number, cell.start, end, page.text[cell.start : end])
            yield Mention(*place, " ".join(cell.text.split()), "rows/name", VERSION)


def _gather(cells: Sequence[RowCell]) -> dict[str, str]:
    """What the cells of a row say for one another: codes of bodies and firms, of the commune, degrees."""
    known: dict[str, str] = {}
    for cell in cells:
        if cell.field in ("supplier_siret", "buyer_siret", "siret", "siren"):
            known[cell.field] = read_siret(cell.text)
        elif cell.field == "number":
            known["own"] = next(filter(None, map(read_siret, _PARTS.split(cell.text))), "")
        elif cell.field == "category":
            known["category"] = find_category(cell.text)
        elif cell.field == "insee":
            known["insee"] = cell.text.strip()
        elif cell.field in ("latitude", "longitude"):
            degrees = read_coordinate(cell.text, most=90 if cell.field == "latitude" else 180)
            if degrees is not None:
                known[cell.field] = f"{degrees:.6f}"
    if "latitude" not in known or "longitude" not in known:
        known.pop("latitude", None)
        known.pop("longitude", None)
    return {name: value for name, value in known.items() if value}


def read_cell(cell: RowCell, kind: str) -> Found | None:
    """What a cell amounts to; None where its column holds plain words, no piece where it should say more."""
    if len(cell.text) > CELL_CHARACTERS:
        return None
    read = _READERS.get((kind, cell.field)) or _READERS.get(("", cell.field))
    return read(cell) if read else None


def _read_sum(cell: RowCell) -> Found:
    bound = _BOUNDS.get(cell.field)
    pieces = read_sums(cell.text, heading=cell.heading)
    if bound:
        _tell_all(pieces, bound=bound)
    return Found(MentionKind.SUM, pieces)


def _read_contract_sum(cell: RowCell) -> Found:
    """A contract costs something, and less than a billion: other numbers are two of them, or a slip of the hand."""
    found = _read_sum(cell)
    is_likely = all(0 <= float(piece.value) < _MOST_OF_A_CONTRACT for piece in found.pieces)
    return found if is_likely else Found(MentionKind.SUM, [])


def _read_date(cell: RowCell) -> Found:
    return Found(MentionKind.DATE, read_dates(cell.text))


def _read_actor(cell: RowCell) -> Found:
    category = _ACTORS[cell.field]
    if cell.field == "operator" and fold(cell.text.strip()).startswith(_BODIES):
        category = "body"
    pieces = find_firms(cell.text) if cell.field == "supplier" else _read_whole(cell).pieces
    if category:
        _tell_all(pieces, category=category)
    return Found(MentionKind.ACTOR, pieces)


def _tell_all(pieces: Sequence[Piece], **details: str) -> None:
    """Pieces are made for one cell and belong to it: what is added to them is added in place."""
    for piece in pieces:
        piece.details.update(details)


def _read_whole(cell: RowCell, kind: MentionKind = MentionKind.ACTOR) -> Found:
    start = len(cell.text) - len(cell.text.lstrip())
    words = cell.text.strip()
    pieces = [Piece(start, start + len(words), " ".join(words.split()), {})]
    return Found(kind, pieces if any(one.isalpha() for one in words) else [])


def _read_place(cell: RowCell) -> Found:
    found = _read_whole(cell, MentionKind.PLACE)
    _tell_all(found.pieces, type="address" if cell.field == "place" else cell.field)
    return found


def _read_number(cell: RowCell) -> Found | None:
    """A name or number with a digit in it; a name without is a name of a place, and says nothing more here."""
    words = cell.text.strip()
    if not any("1" <= one <= "9" for one in words):  # a column of zeros is an empty one
        return None
    start = cell.text.index(words)
    return Found(MentionKind.NUMBER, [Piece(start, start + len(words), " ".join(words.split()), {})])


def _read_count(cell: RowCell) -> Found:
    return Found(MentionKind.COUNT, read_count(cell.text))


def _read_retention(cell: RowCell) -> Found:
    return Found(MentionKind.RETENTION, read_days(cell.text))


def _read_degrees(cell: RowCell) -> Found:
    """Degrees make no mention of their own; they are told with the place of their row."""
    most = 90 if cell.field == "latitude" else 180
    is_read = read_coordinate(cell.text, most=most) is not None
    return Found(MentionKind.PLACE, []) if not is_read else Found(MentionKind.PLACE, [Piece(0, 0, "", {})])


_READERS: Mapping[tuple[str, str], Callable[[RowCell], Found | None]] = {
    **{("", field): _read_sum for field in _SUMS},
    **{("contracts", field): _read_contract_sum for field in _SUMS},
    **{("", field): _read_date for field in _DATES},
    **{("", field): _read_actor for field in ("supplier", "buyer", "operator")},
    **{("", field): _read_place for field in _PLACES},
    **{("", field): _read_number for field in ("number",)},
    ("cameras", "name"): _read_number,
    ("entities", "name"): _read_actor,
    ("", "count"): _read_count,
    ("", "retention"): _read_retention,
}
_CHECKED: Mapping[str, Callable[[RowCell], Found]] = {"latitude": _read_degrees, "longitude": _read_degrees}


def is_understood(cell: RowCell, kind: str) -> bool:
    """Whether a cell of an understood column says all that such a column says: each firm, where it names several."""
    if cell.field in _CHECKED:
        return bool(_CHECKED[cell.field](cell).pieces)
    if cell.field in ("supplier_siret", "buyer_siret", "siret", "siren"):
        return bool(read_siret(cell.text))
    found = read_cell(cell, kind)
    if found is not None and cell.field == "supplier":
        return len(found.pieces) >= max(1, count_addresses(cell.text))
    return found is None or bool(found.pieces)


def _tell_more(field: str, kind: MentionKind, known: Mapping[str, str]) -> dict[str, str]:
    """What other cells of the row say of this one."""
    if kind is MentionKind.ACTOR and field == "name":
        number = known.get("siren") or known.get("siret") or known.get("own", "")
        told = {"siren": number[:9], "category": known.get("category", "")}
        return {name: value for name, value in told.items() if value}
    if kind is MentionKind.ACTOR:
        number = known.get(_OWN_SIREN.get(field, ""), "")
        return {"siren": number[:9]} if number else {}
    if kind is not MentionKind.PLACE or field not in _PLACES:
        return {}
    names = ("insee",) if field == "commune" else ("latitude", "longitude") if field == "place" else ()
    return {name: known[name] for name in names if name in known}


def _read_point(page: Page, cells: Sequence[RowCell], known: Mapping[str, str]) -> Iterator[Mention]:
    """A row that only says where something stands: its degrees are the place."""
    spots = [cell for cell in cells if cell.field in ("latitude", "longitude")]
    start, end = spots[0].start, spots[-1].start + len(spots[-1].text.rstrip())
    degrees = {name: known[name] for name in ("latitude", "longitude")}
    place = (MentionKind.PLACE, page.number, start, end, page.text[start:end])
    value = f"{degrees['latitude']}, {degrees['longitude']}"
    yield Mention(*place, value, "rows/point", VERSION, {"type": "point", **degrees})
