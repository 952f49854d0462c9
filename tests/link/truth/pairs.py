"""Three hundred pairs of actors' names: positions in papers of others, and whether both name the same actor.

`pairs.toml` holds the rule of labelling and no word of a paper; the names are fetched from the shared data when a test
asks. Towns and postcodes are as written, so they may be missing or wrong: that is part of the difficulty.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from lxml import etree
from python_calamine import CalamineWorkbook

PAIRS = Path(__file__).with_name("pairs.toml")
_SIREN = re.compile(r"(\d{9})(?:\d{5})?")
_TOWNS, _POSTCODES = ("TOWN", "VILLE"), ("POSTAL_CODE", "CP")
_NUMBERS = ("NATIONALID", "CODE_IDENT_NATIONAL")


class Side(NamedTuple):
    """An actor as a paper names it; what the paper does not say is empty. `siren` is nine digits, unchecked."""

    name: str
    postcode: str = ""
    town: str = ""
    siren: str = ""


class Pair(NamedTuple):
    """Two sides and what reading both rows told: `label` same, related or different; `evidence` number or judgement."""

    left: Side
    right: Side
    label: str
    difficulty: str
    evidence: str
    held_out: bool


@cache
def read_positions() -> dict:
    """What `pairs.toml` says: `files` and `names` by their short name, `pairs` with their positions."""
    return tomllib.loads(PAIRS.read_text("utf-8"))


def iterate_pairs(shared_data: Path) -> Iterator[Pair]:
    """The pairs in the order of the file, with their words. Raises LookupError where a position holds nothing."""
    for row in read_positions()["pairs"]:
        sides = (read_side(shared_data, row[which]) for which in ("left", "right"))
        yield Pair(*sides, row["label"], row["difficulty"], row["evidence"], row["held_out"])


def read_side(shared_data: Path, position: list[str]) -> Side:
    """One name with what stands beside it. Raises LookupError where the position holds nothing."""
    short, place, *spans = position
    if short == "names":
        return Side(read_positions()["names"][place])
    path = shared_data / read_positions()["files"].get(short, short)
    read = {".ods": _read_cell, ".json": _read_party, ".xml": _read_notice}[path.suffix]
    side = read(path, place, spans)
    if not side.name:
        raise LookupError(f"{short} {place}: no name there")
    return side


def _read_cell(path: Path, place: str, spans: list[str]) -> Side:
    """Code points of a cell of the first column: name, postcode, town."""
    text = _read_first_column(path)[int(place.removeprefix("A")) - 1]
    name, postcode, town = (*(_cut(text, span) for span in spans), "", "")[:3]
    return Side(name, postcode.replace(" ", ""), town)


def _cut(text: str, span: str) -> str:
    start, _, end = span.partition(":")
    return _join(text[int(start) : int(end)]) if span else ""


@cache
def _read_first_column(path: Path) -> list[str]:
    book = CalamineWorkbook.from_path(path)
    sheet = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    return [str(row[0]) for row in sheet]


def _read_notice(path: Path, place: str, _spans: list[str]) -> Side:
    """The n-th element of a name, counted from 1; town and number stand beside it, or one element further out."""
    tag, _, rank = place.partition(" ")
    element = _list_elements(path, tag)[int(rank) - 1]
    around = list(element.getparent())
    if _name(element.getparent()) == "ORGANISATION":
        around += element.getparent().getparent()
    beside = {_name(one): _join(one.text or "") for one in reversed(around)}
    town, postcode, number = (
        next((beside[key] for key in keys if key in beside), "") for keys in (_TOWNS, _POSTCODES, _NUMBERS)
    )
    return Side(_join(element.text or ""), postcode, town, _read_siren(number))


@cache
def _list_elements(path: Path, tag: str) -> list[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return [one for one in etree.parse(path, parser).iter(etree.Element) if _name(one) == tag]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _read_party(path: Path, place: str, _spans: list[str]) -> Side:
    """A buyer or supplier of DECP, by its path from the root."""
    party = json.loads(path.read_text("utf-8"))
    for step in place.strip("/").split("/"):
        party = party[int(step) if step.isdigit() else step]
    return Side(party.get("nom") or party["denominationSociale"], siren=_read_siren(party["id"]))


def _read_siren(number: str) -> str:
    """The SIREN of a SIREN or SIRET, blanks left out; empty where the number is neither."""
    found = _SIREN.fullmatch("".join(number.split()))
    return found[1] if found else ""


def _join(text: str) -> str:
    """One blank for each run of blanks and line ends, as people read a cell."""
    return " ".join(text.split())
