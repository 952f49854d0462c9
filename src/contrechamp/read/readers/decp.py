"""DECP, what French buyers must publish of their contracts (JSON of 2019, 2022 and 2.0.3, XML): a row a contract.

Fields: arrêtés of 22 March 2019 and 22 December 2022 (data.gouv.fr, schemas of 139bercy/format-commande-publique).
"""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.guard import guard_parser
from contrechamp.read.procurement.json_stream import Entries
from contrechamp.read.procurement.node import Node, make_json_node
from contrechamp.read.procurement.pages import give_pages
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import Row
from contrechamp.read.procurement.values import find_day
from contrechamp.read.procurement.xml_tree import list_elements
from contrechamp.read.reader import Finding, Property, Request
from contrechamp.read.readers import data, text

VERSION = "1"
JSON, XML = "application/vnd.decp+json", "application/vnd.decp+xml"
MEDIA_TYPES = (JSON, XML)

_LISTS = frozenset(("", "marches", "marches/marche", "marches/contrat-concession"))
_CONTRACTS = frozenset(("marche", "contrat-concession", "marches"))


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows as the contracts stream by; a file without any contract is read as the data that it is."""
    is_xml = _is_xml(source)
    reading, entries = _Reading(), Entries(source, inside=_LISTS)
    contracts = list_elements(source, _CONTRACTS, report=reading.report) if is_xml else _list_json(entries)
    yield from give_pages(
        reading.list_rows(contracts),
        reading.report,
        give_rest=entries.give_rest,
        otherwise=lambda: (data if is_xml else text).read(source, request),
    )
    yield from reading.give_properties()


def _is_xml(source: BinaryIO) -> bool:
    source.seek(0)
    return source.read(400).replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")


def _list_json(entries: Entries) -> Iterator[Node]:
    for path, value in entries:
        if path or (isinstance(value, dict) and "id" in value):
            yield from _list_contracts(value)


def _list_contracts(value: object) -> Iterator[Node]:
    """One contract, or those of the lists in `value`, whatever their names."""
    if isinstance(value, dict) and ("id" in value or "objet" in value):
        yield make_json_node(value)
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, dict | list):
                yield from _list_contracts(inner)


class _Reading:
    """What is gathered on the way: the report, the latest day of publication, the subject of a lone contract."""

    def __init__(self) -> None:
        self.report = Report()
        self._published = self._subject = ""
        self._contracts = 0

    def list_rows(self, contracts: Iterator[Node]) -> Iterator[Row]:
        for contract in contracts:
            self._contracts += 1
            self._subject = self._subject or contract.say("objet")
            if day := find_day(contract.say("datePublicationDonnees")):
                self._published = max(self._published, day.isoformat())
            yield from list_rows(contract, self.report)
            self.report.close(contract)

    def give_properties(self) -> Iterator[Property]:
        if self._contracts == 1 and self._subject:
            yield Property("title", self._subject)
        if self._published:
            yield Property("date", self._published)


def list_rows(contract: Node, report: Report) -> Iterator[Row]:
    """The contract for each supplier, then its modifications and its subcontracts."""
    buyer = contract.find("acheteur", "autoriteConcedante")
    shared = Row(
        number=contract.say("id"),
        subject=contract.say("objet"),
        kind=contract.say("nature", "_type"),
        buyer=buyer.say("nom", "libelle"),
        buyer_siret=report.company(buyer.say("id")),
        procedure=contract.say("procedure"),
        cpv=contract.say("codeCPV"),
        place=_write_place(contract.find("lieuExecution")),
    )
    contract.say("_type")
    row = shared._replace(
        amount=report.amount(contract.say("montant", "valeurGlobale")),
        date=report.date(contract.say("dateSignature")),
        notified_on=report.date(contract.say("dateNotification")),
        duration_months=report.months(contract.say("dureeMois")),
    )
    suppliers = _list_suppliers(contract, report)
    yield from _for_each(suppliers, row)
    for change in contract.find_all("modifications"):
        for inner in change.find_all("modification") or ([change] if change.children else []):
            yield from _list_changes(inner, row, suppliers, report)
    yield from _list_subcontracts(contract, shared, report)


def _for_each(suppliers: list[tuple[str, str]], row: Row) -> Iterator[Row]:
    for name, siret in suppliers or [("", "")]:
        yield row._replace(supplier=name, supplier_siret=siret)


def _list_suppliers(node: Node, report: Report) -> list[tuple[str, str]]:
    """Names and numbers; {"titulaire": {…}} around each one is of 2022, without it of 2019."""
    found = []
    for many, one in (("titulaires", "titulaire"), ("concessionnaires", "concessionnaire")):
        for group in node.find_all(many):
            found += group.find_all(one) or ([group] if group.children else [])
    return [_read_company(company, report) for company in found]


def _read_company(company: Node, report: Report) -> tuple[str, str]:
    scheme = company.say("typeIdentifiant")
    return company.say("denominationSociale", "nom"), report.company(company.say("id"), scheme)


def _list_changes(change: Node, row: Row, suppliers: list[tuple[str, str]], report: Report) -> Iterator[Row]:
    """What a modification says anew; a sum or a length of time that it does not change is not repeated."""
    words = change.say("objetModification")
    number = change.say("id")
    yield from _for_each(
        _list_suppliers(change, report) or suppliers,
        row._replace(
            amount=report.amount(change.say("montant", "valeurGlobale")),
            date=report.date(change.say("dateSignatureModification")),
            notified_on=report.date(change.say("dateNotificationModification")),
            duration_months=report.months(change.say("dureeMois")),
            amendment=f"modification {number} : {words}".replace("  ", " ")
            if words
            else f"modification {number}".strip(),
        ),
    )


def _list_subcontracts(contract: Node, shared: Row, report: Report) -> Iterator[Row]:
    known: dict[str, tuple[str, str]] = {}  # an act's modification does not say again whom it is with
    for many, one, words in (
        ("actesSousTraitance", "acteSousTraitance", "sous-traitance"),
        (
            "modificationsActesSousTraitance",
            "modificationActeSousTraitance",
            "modification de sous-traitance",
        ),
    ):
        for group in contract.find_all(many):
            for act in group.find_all(one) or ([group] if group.children else []):
                number = act.say("id")
                company = _read_company(act.find("sousTraitant"), report)
                name, siret = known[number] = company if any(company) else known.get(number, company)
                yield shared._replace(
                    supplier=name,
                    supplier_siret=siret,
                    amount=report.amount(act.say("montant")),
                    notified_on=report.date(
                        act.say("dateNotification", "dateNotificationModificationSousTraitance")
                    ),
                    duration_months=report.months(act.say("dureeMois")),
                    amendment=f"{words} {number}".strip(),
                )


def _write_place(place: Node) -> str:
    """ "19000 Tulle", "Tulle (code commune 19272)", or what there is of it."""
    name, code, kind = place.say("nom"), place.say("code"), place.say("typeCode").lower()
    if name and code and kind == "code postal":
        return f"{code} {name}"
    code = f"{kind} {code}".strip() if code else ""
    return f"{name} ({code})" if name and code else name or code
