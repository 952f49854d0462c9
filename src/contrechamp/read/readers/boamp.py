"""BOAMP, notices of French public buyers (XML, schema Boamp_v230 and its neighbours): a row for each lot or award."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.guard import guard_parser
from contrechamp.read.procurement.node import Node
from contrechamp.read.procurement.notices import read_notices
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import Row, put_whole_first
from contrechamp.read.procurement.values import count_months_between
from contrechamp.read.procurement.words import explain_code
from contrechamp.read.reader import Finding, Property, Request
from contrechamp.read.readers import data

VERSION = "1"
MEDIA_TYPES = ("application/vnd.boamp+xml",)

_TYPE = "GESTION/REFERENCE/TYPE_AVIS"
_SUBJECTS = ("DONNEES/OBJET/TITRE_MARCHE", "DONNEES/OBJET/OBJET_COMPLET", "GESTION/INDEXATION/RESUME_OBJET")


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """The rows of the notice; its texts and what is left behind them."""
    yield from read_notices(source, request, list_rows=list_rows, describe=describe, otherwise=data.read)


def describe(notice: Node) -> Iterator[Property]:
    """Title and day of publication."""
    if title := notice.say(*_SUBJECTS):
        yield Property("title", title)
    if day := notice.say("GESTION/INDEXATION/DATE_PUBLICATION"):
        yield Property("date", day)


def list_rows(notice: Node, report: Report) -> Iterator[Row]:
    """Awards where there are some, else lots, else the notice itself."""
    row = _read_shared(notice, report)
    lots = [_read_lot(lot, row, report) for lot in notice.find_all("DONNEES/OBJET/LOTS/LOT")]
    awards = list(_list_awards(notice, row, lots, report))
    yield from put_whole_first(_read_whole(notice, row, report), awards or lots)


def _read_shared(notice: Node, report: Report) -> Row:
    """What every row of a notice says."""
    buyer = notice.find("DONNEES/IDENTITE")
    number = notice.say("GESTION/REFERENCE/IDWEB")
    return Row(
        number=notice.say(
            "DONNEES/OBJET/REF_MARCHE",
            "DONNEES/CONDITION_ADMINISTRATIVE/REFERENCE_MARCHE",
            "GESTION/MARCHE/ID_CONSULTATION",
        )
        or number,
        subject=notice.say(*_SUBJECTS),
        kind=_write_kind(notice),
        buyer=buyer.say("DENOMINATION"),
        buyer_siret=report.company(buyer.say("CODE_IDENT_NATIONAL")),
        procedure=", ".join(
            filter(
                None,
                (
                    explain_code("boamp_procedure", name)
                    for name in notice.name_all("DONNEES/PROCEDURE/TYPE_PROCEDURE")
                ),
            )
        ),
        cpv=", ".join(notice.say_all("DONNEES/OBJET/CPV/PRINCIPAL", "DONNEES/OBJET/CPV/SUPPLEMENTAIRE")),
        place=_write_place(notice.find("DONNEES/OBJET/LIEU_EXEC_LIVR")) or _write_department(notice),
        amendment="rectificatif" if "RECTIFICATIF" in notice.name_all(f"{_TYPE}/STATUT") else "",
        notice=number,
    )


def _write_kind(notice: Node) -> str:
    """ "Avis d’attribution, services, MAPA"."""
    said = [explain_code("boamp_notice", name) for name in notice.name_all(f"{_TYPE}/NATURE")]
    said += [explain_code("contract", name) for name in notice.name_all("DONNEES/OBJET/TYPE_MARCHE")]
    return ", ".join(filter(None, dict.fromkeys(said + notice.name_all(f"{_TYPE}/FAMILLE"))))


def _write_place(place: Node) -> str:
    where = " ".join(filter(None, (place.say("CP"), place.say("VILLE"))))
    said = (place.say("LIEU_PRINCIPAL"), place.say("ADRESSE"), where, ", ".join(place.say_all("CODE_NUTS")))
    return ", ".join(filter(None, said))


def _write_department(notice: Node) -> str:
    found = notice.say_all("GESTION/INDEXATION/DEP_PRESTATION")
    return f"département {', '.join(found)}" if found else ""


def _read_whole(notice: Node, row: Row, report: Report) -> Row:
    """Sums, date and length of the whole notice."""
    subject, award = notice.find("DONNEES/OBJET"), notice.find("DONNEES/ATTRIBUTION")
    total = award.find("VALEUR_TOTALE")
    value = (
        total if total.value else subject.find("CARACTERISTIQUES/VALEUR_TOTALE", "CARACTERISTIQUES/VALEUR")
    )
    lowest, highest = subject.find("CARACTERISTIQUES/VALEUR_MIN"), subject.find("CARACTERISTIQUES/VALEUR_MAX")
    return row._replace(
        amount=_write_amount(value, report),
        amount_minimum=_write_amount(lowest, report),
        amount_maximum=_write_amount(highest, report),
        date=report.date(award.say("DATE_DECISION")),
        duration_months=_count_months(subject.find("DUREE_DELAI"), report),
    )


def _write_amount(value: Node, report: Report) -> str:
    return report.amount(value.say(), value.say("@DEVISE"))


def _count_months(length: Node, report: Report) -> str:
    if months := length.say("DUREE_MOIS"):
        return report.months(months)
    if days := length.say("DUREE_JOURS", "DUREE_JOUR"):
        return report.months(days, "DAY")
    return count_months_between(length.say("DATE_DEBUT"), length.say("DATE_FIN"))


def _read_lot(lot: Node, row: Row, report: Report) -> Row:
    number, title = lot.say("NUM"), lot.say("INTITULE")
    return row._replace(
        amount=_write_amount(lot.find("VALEUR"), report),
        amount_minimum=_write_amount(lot.find("VALEUR_MIN"), report),
        amount_maximum=_write_amount(lot.find("VALEUR_MAX"), report),
        duration_months=_count_months(lot, report),
        cpv=", ".join(lot.say_all("CPV/PRINCIPAL", "CPV/SUPPLEMENTAIRE")) or row.cpv,
        place=_write_place(lot) or row.place,
        lot=_write_lot(number, title or lot.say("DESCRIPTION")),
    )


def _write_lot(number: str, title: str) -> str:
    return f"{number} : {title}" if number and title else number or title


def _list_awards(notice: Node, row: Row, lots: list[Row], report: Report) -> Iterator[Row]:
    """Each decision with what its lot says of codes and places: a RENSEIGNEMENT belongs to the TITULAIRE before it."""
    attribution = notice.find("DONNEES/ATTRIBUTION")
    decided_on, failure = report.date(attribution.say("DATE_DECISION")), _find_failure(attribution)
    by_number = {lot.lot.partition(" : ")[0]: lot for lot in lots}
    for decision in attribution.find_all("DECISION"):
        number, title = decision.say("NUM_LOT"), decision.say("INTITULE") or decision.say("DESCRIPTION")
        lot = by_number.get(number, row)
        shared = lot.take_sums(row)._replace(
            lot=_write_lot(number, title) if title else lot.lot or number,
            date=decided_on,
            kind=", ".join((row.kind, *failure, *_find_failure(decision))),
        )
        rows: list[Row] = []
        for part in decision.children:
            if part.name == "TITULAIRE":
                rows.append(_read_supplier(part, shared, report))
            elif part.name == "RENSEIGNEMENT":
                rows[-1:] = [_read_terms(part, rows[-1] if rows else shared, report)]
        yield from rows or [shared]


def _find_failure(decision: Node) -> list[str]:
    decision.say("ATTRIBUE")
    return [
        words
        for name, words in (("INFRUCTUEUX", "infructueux"), ("SANS_SUITE", "sans suite"))
        if decision.say(name)
    ]


def _read_supplier(supplier: Node, row: Row, report: Report) -> Row:
    return row._replace(
        supplier=supplier.say("DENOMINATION"),
        supplier_siret=report.company(supplier.say("CODE_IDENT_NATIONAL", "SIRET")),
    )


def _read_terms(terms: Node, row: Row, report: Report) -> Row:
    return row._replace(
        amount=_write_amount(terms.find("MONTANT"), report),
        amount_minimum=_write_amount(terms.find("MONTANT_MINI"), report),
        amount_maximum=_write_amount(terms.find("MONTANT_MAXI"), report),
        date=report.date(terms.say("DATE_ATTRIBUTION")) or row.date,
    )
