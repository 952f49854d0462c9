"""eForms, notices of the EU since 2022 (UBL 2.3 with the extensions of the eForms SDK): a row an award or a lot."""

from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

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
MEDIA_TYPES = ("application/vnd.eforms+xml",)

_EXTENSION = "UBLExtensions/UBLExtension/ExtensionContent/EformsExtension"
_RESULT = f"{_EXTENSION}/NoticeResult"
_PROJECT_CODES = (
    "MainCommodityClassification/ItemClassificationCode",
    "AdditionalCommodityClassification/ItemClassificationCode",
)


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """The rows of the notice; its texts and what is left behind them."""
    yield from read_notices(source, request, list_rows=list_rows, describe=describe, otherwise=data.read)


def describe(notice: Node) -> Iterator[Property]:
    """Title; the day of publication, or that of issue."""
    if title := notice.say("ProcurementProject/Name", "ProcurementProjectLot/ProcurementProject/Name"):
        yield Property("title", title)
    if day := notice.say(f"{_EXTENSION}/Publication/PublicationDate", "IssueDate"):
        yield Property("date", day[:10])


def list_rows(notice: Node, report: Report) -> Iterator[Row]:
    """Awards where there are some, else lots, else the notice itself; a modification says so on each row."""
    organisations = _list_organisations(notice, report)
    row = _read_shared(notice, organisations, report)
    lots = {lot.say("ID"): _read_lot(lot, row, report) for lot in notice.find_all("ProcurementProjectLot")}
    awards = list(_list_awards(notice, row, lots, organisations, report))
    total = notice.find(f"{_RESULT}/TotalAmount")
    whole = row._replace(amount=_write_amount(total, report)) if total.value else row
    yield from put_whole_first(whole, awards or list(lots.values()))


def _list_organisations(notice: Node, report: Report) -> dict[str, tuple[str, str]]:
    """Name and number of each organisation under its place in this notice (ORG-0001)."""
    found = {}
    for organisation in notice.find_all(f"{_EXTENSION}/Organizations/Organization"):
        for one in (*organisation.find_all("Company"), *organisation.find_all("TouchPoint")):
            number = one.say("PartyLegalEntity/CompanyID")
            is_french = one.say("PostalAddress/Country/IdentificationCode") in ("FRA", "FR", "")
            found[one.say("PartyIdentification/ID")] = (
                one.say("PartyName/Name"),
                report.company(number) if is_french else number,
            )
    return found


def _read_shared(notice: Node, organisations: dict[str, tuple[str, str]], report: Report) -> Row:
    project = notice.find("ProcurementProject")
    buyers = [
        organisations.get(key, ("", ""))
        for key in notice.say_all("ContractingParty/Party/PartyIdentification/ID")
    ]
    number = notice.say(f"{_EXTENSION}/Publication/NoticePublicationID", "ID")
    row = Row(
        number=project.say("ID") or notice.say("ContractFolderID") or number,
        kind=", ".join(
            filter(
                None,
                (
                    explain_code("eforms_notice", notice.say("NoticeTypeCode")),
                    explain_code("contract", project.say("ProcurementTypeCode")),
                ),
            )
        ),
        buyer=" ; ".join(name for name, _ in buyers),
        buyer_siret=" ; ".join(filter(None, (siret for _, siret in buyers))),
        procedure=explain_code("eforms_procedure", notice.say("TenderingProcess/ProcedureCode")),
        amendment=_write_change(notice),
        notice=number,
    )
    return _read_project(project, row, report)


def _write_change(notice: Node) -> str:
    """A changed notice, or a contract that is modified."""
    change = notice.find(f"{_EXTENSION}/ContractModification")
    if change.children:
        words = change.say("Change/ChangeDescription", "ChangeReason/ReasonDescription")
        return f"modification : {words}" if words else "modification"
    if notice.find(f"{_EXTENSION}/Changes").children:
        return " : ".join(
            filter(None, ("rectificatif", notice.say(f"{_EXTENSION}/Changes/Change/ChangeDescription")))
        )
    return ""


def _read_project(project: Node, row: Row, report: Report) -> Row:
    """What a project says, of the whole or of a lot; what it does not say stays."""
    estimate = project.find("RequestedTenderTotal/EstimatedOverallContractAmount")
    place = project.say_all(
        "RealizedLocation/Address/CityName",
        "RealizedLocation/Address/CountrySubentityCode",
        "RealizedLocation/Description",
    )
    return row._replace(
        subject=project.say("Name") or row.subject,
        amount=_write_amount(estimate, report),
        duration_months=_count_months(project.find("PlannedPeriod"), report),
        cpv=", ".join(project.say_all(*_PROJECT_CODES)) or row.cpv,
        place=", ".join(place) or row.place,
    )


def _read_lot(lot: Node, row: Row, report: Report) -> Row:
    project = lot.find("ProcurementProject")
    title = project.say("Name")
    found = _read_project(project, row, report)
    ceiling = lot.find(
        "TenderingProcess/FrameworkAgreement/MaximumValueAmount",
        "ProcurementProject/RequestedTenderTotal/UBLExtensions/UBLExtension/ExtensionContent/EformsExtension/FrameworkMaximumAmount",
    )
    number = lot.say("ID")
    return found._replace(
        subject=row.subject or found.subject,
        amount_maximum=_write_amount(ceiling, report),
        lot=f"{number} : {title}" if title else number,
    )


def _write_amount(value: Node, report: Report) -> str:
    return report.amount(value.say(), value.say("@currencyID"))


def _count_months(period: Node, report: Report) -> str:
    length = period.find("DurationMeasure")
    if length.value:
        return report.months(length.say(), length.say("@unitCode") or "MONTH")
    return count_months_between(period.say("StartDate"), period.say("EndDate"))


class _Results(NamedTuple):
    """What results refer to: tenders, the contract of each tender, parties, organisations, each by its mark."""

    tenders: dict[str, Node]
    contracts: dict[str, Node]
    parties: dict[str, Node]
    organisations: dict[str, tuple[str, str]]

    @classmethod
    def gather(cls, results: Node, organisations: dict[str, tuple[str, str]]) -> "_Results":
        contracts = results.find_all("SettledContract")
        for contract in contracts:
            contract.say("ID")
        return cls(
            {tender.say("ID"): tender for tender in results.find_all("LotTender")},
            {key: contract for contract in contracts for key in contract.say_all("LotTender/ID")},
            {party.say("ID"): party for party in results.find_all("TenderingParty")},
            organisations,
        )

    def list_won(self, result: Node) -> list[str]:
        """The tenders of a result that won: those with a contract, else all where a winner was chosen."""
        keys = result.say_all("LotTender/ID")
        return [key for key in keys if key in self.contracts] or (keys if _has_winner(result) else [])


def _has_winner(result: Node) -> bool:
    """A modification says no status: its contract goes on."""
    return result.say("TenderResultCode") in ("selec-w", "")


def _list_awards(
    notice: Node, row: Row, lots: dict[str, Row], organisations: dict[str, tuple[str, str]], report: Report
) -> Iterator[Row]:
    """A result names a lot, its tenders and contracts; a tender names who made it; a contract names its tender."""
    results = _Results.gather(notice.find(_RESULT), organisations)
    for result in notice.find_all(f"{_RESULT}/LotResult"):
        found = lots.get(result.say("TenderLot/ID"), row)
        highest = result.find("FrameworkAgreementValues/MaximumValueAmount")
        found = found._replace(
            amount="", amount_maximum=_write_amount(highest, report) or found.amount_maximum
        )
        result.say_all("SettledContract/ID")
        won = results.list_won(result)
        for key in won:
            yield from _list_winners(key, found, results, report)
        if not won:
            yield found if _has_winner(result) else found._replace(kind=f"{found.kind}, infructueux")


def _list_winners(key: str, row: Row, results: _Results, report: Report) -> Iterator[Row]:
    """One row for each member of the winning party, then one for each subcontractor."""
    tender, contract = results.tenders.get(key, Node("")), results.contracts.get(key, Node(""))
    tender.say("TenderLot/ID")
    found = row._replace(
        number=contract.say("ContractReference/ID") or row.number,
        amount=_write_amount(tender.find("LegalMonetaryTotal/PayableAmount"), report),
        date=report.date(contract.say("IssueDate", "AwardDate")),
    )
    party = results.parties.get(tender.say("TenderingParty/ID"), Node(""))
    for mark in party.say_all("Tenderer/ID") or [""]:
        name, siret = results.organisations.get(mark, (mark, ""))
        yield found._replace(supplier=name, supplier_siret=siret)
    part = tender.find("SubcontractingTerm/TermAmount")
    for mark in party.say_all("SubContractor/ID"):
        name, siret = results.organisations.get(mark, (mark, ""))
        amount = _write_amount(part, report)
        yield found._replace(supplier=name, supplier_siret=siret, amount=amount, amendment="sous-traitance")
