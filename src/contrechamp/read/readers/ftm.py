"""FollowTheMoney entities (JSON lines, or one list): people, companies, contracts and their links, a row an entity."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.guard import guard_parser
from contrechamp.read.procurement.json_stream import Entries
from contrechamp.read.procurement.node import Node, make_json_node
from contrechamp.read.procurement.pages import give_pages
from contrechamp.read.procurement.report import Report
from contrechamp.read.reader import Finding, Request
from contrechamp.read.readers import text

VERSION = "1"
MEDIA_TYPES = ("application/vnd.followthemoney+json",)

HEADINGS = (
    "schéma", "nom", "identifiant", "pays", "SIREN", "SIRET", "numéro", "adresse", "date", "montant", "propriétés",
)  # fmt: skip
_NAMES = ("name", "title", "caption", "firstName", "lastName", "alias", "weakAlias")
_COUNTRIES = ("country", "jurisdiction", "nationality", "mainCountry")
_NUMBERS = ("registrationNumber", "idNumber", "taxNumber", "vatCode", "contractNumber", "procedureNumber")
_DATES = ("date", "startDate", "contractDate", "awardDate", "incorporationDate", "birthDate")
_CELL_PARTS = " ; "


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows as the entities stream by; a file without any is read as the text that it is."""
    report, entries = Report(), Entries(source, inside=())
    yield from give_pages(
        _list_rows(entries, report),
        report,
        headings=HEADINGS,
        give_rest=entries.give_rest,
        otherwise=lambda: text.read(source, request),
    )


def _list_rows(entries: Entries, report: Report) -> Iterator[tuple[str, ...]]:
    for _, value in entries:
        if isinstance(value, dict) and "schema" in value:
            entity = make_json_node(value)
            yield make_row(entity, report)
            report.close(entity)


def make_row(entity: Node, report: Report) -> tuple[str, ...]:
    """The cells of an entity; its last one holds every property that has no column, under its own name."""
    said = entity.find("properties")
    name, country = _join(said, _NAMES) or entity.say("caption"), _join(said, _COUNTRIES)
    number, date = _join(said, _NUMBERS), said.say_all(*_DATES)
    amount = report.amount(said.say("amount"), said.say("currency"))
    return (
        entity.say("schema"),
        name,
        entity.say("id"),
        country,
        ", ".join(report.company(one) for one in said.say_all("siren", "sirenCode")),
        ", ".join(report.company(one) for one in said.say_all("siret", "siretCode")),
        number,
        _join(said, ("address", "full")),
        ", ".join(report.date(one) for one in date),
        amount,
        _CELL_PARTS.join(_list_rest(said)),
    )


def _join(said: Node, names: tuple[str, ...]) -> str:
    return ", ".join(said.say_all(*names))


def _list_rest(said: Node) -> Iterator[str]:
    """ "role : prestataire, mandataire"; inside an entity that holds others, their ids."""
    rest: dict[str, list[str]] = {}
    for field in said.children:
        if field.children:
            rest.setdefault(field.name, []).append(field.say("id"))
        elif not field.is_taken:
            rest.setdefault(field.name, []).append(field.say())
    return (f"{name} : {', '.join(values)}" for name, values in rest.items())
