"""Standards of public procurement: how much of each file comes out as rows, counted beside the file itself.

    ./run bench importing ../shared/data

A row is complete when it says a number, a subject, a buyer (or its SIRET) and, unless it is a call for tenders, a
supplier (or its number). Sums, suppliers and CPV codes are looked for in the raw files, without any of our readers
(every element with a currency, every field of a sum; names inside winners), and in the cells of the rows. Values are
those of the report that each document ends with: in rows, kept as text, left out (counted, by path). Times are those
of reading behind the wall. The readers were written with these same files at hand: no figure here is of unseen ones.
"""

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from contrechamp.read.procurement_type import MEDIA_TYPES
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Sandbox, open_sandbox
from contrechamp.vocabulary.document import Page, Reading, ReadingState

SAMPLES = Path(__file__).resolve().parent.parent / "tests" / "samples" / "procurement"
FOLDERS = ("decp", "boamp-xml", "ted-fr", "ocds-sample")
_CURRENCIES = ("CURRENCY", "DEVISE", "currencyID")
_SUMS = ("montant", "valeurGlobale", "amount")
_WINNERS = (
    "TITULAIRE",
    "CONTRACTOR",
    "WINNER",
    "ECONOMIC_OPERATOR_NAME_ADDRESS",
    "titulaires",
    "titulaire",
    "concessionnaires",
    "concessionnaire",
    "suppliers",
)
_NAMES = ("DENOMINATION", "OFFICIALNAME", "denominationSociale", "name")
_COUNTS = re.compile(r"(\d+) ligne\(s\) ; (\d+) valeur\(s\) reprises sur (\d+)")
_TEXTS = re.compile(r"Textes gardés à part : (\d+)")


class Facts(NamedTuple):
    """What the raw file says: distinct sums, names of suppliers, CPV codes."""

    sums: set[Decimal]
    suppliers: set[str]
    codes: set[str]


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--missing", action="store_true", help="name what is missed")
    options = parser.parse_args(words)
    counts: dict[str, Counter] = {}
    with open_sandbox() as sandbox:
        for path in list_files(options.data):
            started = time.perf_counter()
            pages, reading = read_file(sandbox, path)
            seconds = time.perf_counter() - started
            if reading.media_type in MEDIA_TYPES:
                whose = "ours, synthetic" if path.is_relative_to(SAMPLES) else "shared"
                count = counts.setdefault(f"{reading.media_type} ({whose})", Counter())
                count.update(count_file(path, pages, reading, is_told=options.missing))
                count["milliseconds"] += round(1000 * seconds)
    for media_type, count in sorted(counts.items()):
        print(write_line(media_type, count))


def list_files(data: Path) -> Iterator[Path]:
    """What the standards' folders hold, and our own samples where there is no real one."""
    for folder in (*(data / name for name in FOLDERS), SAMPLES):
        yield from sorted(path for path in folder.rglob("*") if path.suffix in (".json", ".xml"))


def read_file(sandbox: Sandbox, path: Path) -> tuple[list[Page], Reading]:
    pages = []
    for said in sandbox.read(path, Request(untrusted_name=path.name)):
        if isinstance(said, Page):
            pages.append(said)
        elif isinstance(said, Reading):
            reading = said
    return pages, reading


def count_file(path: Path, pages: list[Page], reading: Reading, *, is_told: bool) -> Counter:
    rows = list_rows(pages)
    count = Counter(files=1, read=int(reading.state is ReadingState.READ), rows=len(rows))
    count["complete"] = sum(map(is_complete, rows))
    if said := _COUNTS.search(pages[-1].text):
        count["taken"], count["values"] = int(said[2]), int(said[3])
        count["told"] = int(texts[1]) if (texts := _TEXTS.search(pages[-1].text)) else 0
    facts, found = find_facts(path), find_cells(rows)
    for name, wanted, got in zip(Facts._fields, facts, found, strict=True):
        count[name] += len(wanted)
        count[f"{name} found"] += len(wanted & got)
        if is_told and wanted - got:
            print(path.name, name, sorted(map(str, wanted - got))[:8])
    return count


def list_rows(pages: list[Page]) -> list[dict[str, str]]:
    """Cells under their headings."""
    lines = [line for page in pages if page.label.startswith("lignes") for line in page.text.split("\n")]
    if not lines:
        return []
    headings = lines[0].split(" | ")
    return [dict(zip(headings, line.split(" | ") + [""] * len(headings), strict=False)) for line in lines[1:]]


def is_complete(row: dict[str, str]) -> bool:
    if "schéma" in row:
        return bool(row["schéma"] and row["identifiant"])
    kind = row["nature"].lower()
    is_result = any(
        word in kind for word in ("attribution", "ex ante", "résultats", "contrat")
    ) or kind.startswith("marché")
    is_call = (
        not is_result
        or any(word in kind for word in ("infructueux", "sans suite"))
        or row["lot"] == "ensemble"
    )
    has_buyer = row["acheteur"] or row["SIRET acheteur"]
    has_supplier = is_call or row["titulaire"] or row["SIRET titulaire"]
    return bool(row["numéro"] and row["objet"] and has_buyer and has_supplier)


def find_cells(rows: list[dict[str, str]]) -> Facts:
    sums = {
        number
        for row in rows
        for heading in ("montant", "montant minimum", "montant maximum")
        if (number := read_number(row.get(heading, "").split(" ")[0])) is not None
    }
    suppliers = {clean(row.get("titulaire", "")) for row in rows}
    return Facts(sums, suppliers, {code[:8] for row in rows for code in row.get("CPV", "").split(", ")})


def find_facts(path: Path) -> Facts:
    facts = Facts(set(), set(), set())
    if path.suffix == ".xml":
        find_xml_facts(etree.parse(path).getroot(), facts)
    else:
        with suppress(ValueError):  # of JSON lines no facts are looked for
            content = json.loads(path.read_text("utf-8"), parse_float=str, parse_int=str)
            find_json_facts(content, facts, is_winner=False)
    return facts


def find_xml_facts(root: etree._Element, facts: Facts) -> None:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        above = {etree.QName(one).localname for one in element.iterancestors()}
        text = " ".join((element.text or "").split())
        has_currency = any(key in element.attrib for key in _CURRENCIES) or name in _SUMS
        if has_currency and (number := read_number(text)) is not None:
            facts.sums.add(number)
        if name in _NAMES and text and above & set(_WINNERS):
            facts.suppliers.add(clean(text))
        if name == "CPV_CODE" or (name == "PRINCIPAL" and "CPV" in above) or name == "codeCPV":
            facts.codes.add((element.get("CODE") or text)[:8])


def find_json_facts(value: object, facts: Facts, *, is_winner: bool) -> None:
    if isinstance(value, list):
        for inner in value:
            find_json_facts(inner, facts, is_winner=is_winner)
    if not isinstance(value, dict):
        return
    if str(value.get("scheme", "")).upper() == "CPV":
        facts.codes.add(str(value.get("id", ""))[:8])
    for key, inner in value.items():
        if key in _SUMS and isinstance(inner, str) and (number := read_number(inner)) is not None:
            facts.sums.add(number)
        elif key == "codeCPV":
            facts.codes.add(str(inner)[:8])
        elif key in _NAMES and is_winner and isinstance(inner, str):
            facts.suppliers.add(clean(inner))
        find_json_facts(inner, facts, is_winner=key in _WINNERS or (is_winner and key == "titulaire"))


def read_number(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".")).normalize()
    except InvalidOperation:
        return None


def clean(text: str) -> str:
    return " ".join(text.replace("|", "¦").split())


def write_line(media_type: str, count: Counter) -> str:
    shares = "".join(
        f", {name} {count[f'{name} found']} of {count[name]}" for name in Facts._fields if count[name]
    )
    left = count["values"] - count["taken"] - count["told"]
    return (
        f"{media_type}: {count['read']} of {count['files']} files read, {count['rows']} rows,"
        f" {count['complete'] / max(1, count['rows']):.1%} complete{shares}; values {count['values']}:"
        f" {count['taken'] / max(1, count['values']):.0%} in rows, {count['told'] / max(1, count['values']):.0%}"
        f" as text, {left / max(1, count['values']):.0%} counted in the report; {count['milliseconds']} ms"
    )
