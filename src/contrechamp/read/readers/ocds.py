"""Open Contracting Data Standard 1.0, 1.1 (releases, packages, records): a row for each contract or award."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.guard import guard_parser
from contrechamp.read.procurement.json_stream import Entries
from contrechamp.read.procurement.node import Node, make_json_node
from contrechamp.read.procurement.pages import give_pages
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import ALL_LOTS, Row
from contrechamp.read.procurement.values import count_months_between
from contrechamp.read.procurement.words import explain_code
from contrechamp.read.reader import Finding, Property, Request
from contrechamp.read.readers import text

VERSION = "1"
MEDIA_TYPES = ("application/vnd.ocds+json",)

_LISTS = frozenset(("", "releases", "records"))
_SIRET_SCHEMES = frozenset(("FR-RCS", "FR-SIRET", "FR-SIRENE", "FR-INSEE", "SIRET", "SIREN"))


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows as the releases stream by; a file without any is read as the text that it is."""
    reading, entries = _Reading(), Entries(source, inside=_LISTS)
    yield from give_pages(
        reading.list_rows(entries),
        reading.report,
        give_rest=entries.give_rest,
        otherwise=lambda: text.read(source, request),
    )
    yield from reading.give_properties()


class _Reading:
    """What is gathered on the way: the report, title of a lone process, day of the package."""

    def __init__(self) -> None:
        self.report = Report()
        self._titles: dict[
            str, str
        ] = {}  # of the first two processes: one alone gives the document its title
        self._published = self._last = ""

    def list_rows(self, entries: Entries) -> Iterator[Row]:
        for path, value in entries:
            if isinstance(value, dict):
                yield from self._read_entry(path, value)

    def _read_entry(self, path: str, value: dict) -> Iterator[Row]:
        if not path and "ocid" not in value:  # what a package says of itself
            package = make_json_node(value)
            self._published = package.say("publishedDate")
            self.report.close(package)
            return
        for release in self._list_releases(value):
            yield from self._read_release(release)

    def _list_releases(self, value: dict) -> Iterator[dict]:
        """Of a record what was compiled, else its releases, else the last of all versions."""
        former = [one for one in value.get("releases") or () if isinstance(one, dict)]
        if isinstance(value.get("compiledRelease"), dict):
            yield value["compiledRelease"]
        elif any("ocid" in one for one in former):
            yield from (one for one in former if "ocid" in one)
        elif isinstance(value.get("versionedRelease"), dict):
            yield {"ocid": value.get("ocid", ""), **value["versionedRelease"]}
        else:
            yield value
            return
        if former and "compiledRelease" in value:
            self.report.left["records/releases (versions antérieures)"] += len(former)

    def _read_release(self, value: dict) -> Iterator[Row]:
        release = make_json_node(value)
        key = release.say("ocid")
        if len(self._titles) < 2:
            self._titles[key] = release.say(
                "tender/title", "contracts/title", "awards/title", "awards/description"
            )
        self._last = max(self._last, release.say("date"))
        rows = [row for row in list_rows(release, self.report) if row.subject or row.buyer or row.supplier]
        self.report.close(release)
        yield from rows

    def give_properties(self) -> Iterator[Property]:
        titles = [title for title in self._titles.values() if title]
        if len(self._titles) == 1 and titles:
            yield Property("title", titles[0])
        if day := (self._published or self._last)[:10]:
            yield Property("date", day)


def list_rows(release: Node, report: Report) -> Iterator[Row]:
    """Contracts with their amendments, awards without a contract; else the call for tenders or the plan."""
    numbers = _list_parties(release, report)
    row = _read_shared(release, numbers, report)
    awards = {award.say("id"): award for award in release.find_all("awards")}
    used = set()
    for contract in release.find_all("contracts"):
        award = awards.get(contract.say("awardID"), Node(""))
        used.add(award.say("id"))
        yield from _list_deal(contract, award, row, numbers, report)
    for key, award in awards.items():
        if key not in used:
            yield from _list_deal(award, award, row, numbers, report)
    if not awards and not used:
        yield from _list_calls(release, row, report)


def _list_parties(release: Node, report: Report) -> dict[str, str]:
    """The number of each organisation under its place in this release."""
    found = {}
    for party in release.find_all("parties"):
        key = party.say("id") or party.say("name")
        found[key] = _read_number(party, report)
    return found


def _read_number(party: Node, report: Report) -> str:
    """A SIRET as such, another number behind its scheme."""
    scheme, number = party.say("identifier/scheme"), party.say("identifier/id")
    return report.company(number, "SIRET" if scheme in _SIRET_SCHEMES else scheme or "?") if number else ""


def _read_party(party: Node, numbers: dict[str, str], report: Report) -> tuple[str, str]:
    """Name and number: beside the name (1.0) or in the list of parties (1.1)."""
    name, key = party.say("name", "identifier/legalName"), party.say("id")
    return name, _read_number(party, report) or numbers.get(key) or numbers.get(name, "")


def _read_shared(release: Node, numbers: dict[str, str], report: Report) -> Row:
    tender = release.find("tender")
    buyer = release.find("buyer")
    name, siret = _read_party(buyer if buyer.children else tender.find("procuringEntity"), numbers, report)
    tags = [explain_code("ocds_tag", tag) for tag in release.say_all("tag")]
    category = explain_code("contract", tender.say("mainProcurementCategory"))
    return Row(
        number=release.say("ocid"),
        subject=tender.say("title", "description"),
        kind=", ".join(filter(None, (*tags, category))),
        buyer=name,
        buyer_siret=siret,
        procedure=explain_code("ocds_procedure", tender.say("procurementMethod"))
        or tender.say("procurementMethodDetails"),
        cpv=_list_cpv(tender),
        notice=release.say("id"),
    )


def _list_cpv(node: Node) -> str:
    """Codes whose scheme is the CPV, also of its additional ones."""
    found = {}
    for item in node.find_all("items"):
        for path in ("classification", "additionalClassifications"):
            for code in item.find_all(path):
                if code.find("scheme").value.upper() == "CPV":
                    code.say("scheme")
                    found[code.say("id").removesuffix(".0")] = None
    return ", ".join(filter(None, found))


def _write_amount(value: Node, report: Report) -> str:
    return report.amount(value.say("amount"), value.say("currency"))


def _count_months(period: Node, report: Report) -> str:
    if days := period.say("durationInDays"):
        return report.months(days, "DAY")
    return count_months_between(period.say("startDate"), period.say("endDate"))


def _list_deal(deal: Node, award: Node, row: Row, numbers: dict[str, str], report: Report) -> Iterator[Row]:
    """A contract, or an award that has none, for each supplier; then what amended it."""
    title = deal.say("title", "description") or award.say("title", "description")
    found = row._replace(
        number=deal.say("id") or row.number,
        subject=title or row.subject,
        amount=_write_amount(deal.find("value"), report) or _write_amount(award.find("value"), report),
        date=report.date(deal.say("dateSigned", "date") or award.say("date")),
        duration_months=_count_months(deal.find("period", "contractPeriod"), report),
        cpv=_list_cpv(deal) or _list_cpv(award) or row.cpv,
        lot=", ".join(
            deal.say_all("relatedLots", "relatedLot") or award.say_all("relatedLots", "relatedLot")
        ),
    )
    suppliers = [_read_party(party, numbers, report) for party in award.find_all("suppliers")]
    for name, siret in suppliers or [("", "")]:
        yield found._replace(supplier=name, supplier_siret=siret)
    for change in (*deal.find_all("amendments"), *deal.find_all("amendment")):
        words = change.say("description", "rationale")
        number = change.say("id")
        for name, siret in suppliers or [("", "")]:
            yield found._replace(
                supplier=name,
                supplier_siret=siret,
                amount="",
                duration_months="",
                date=report.date(change.say("date")),
                amendment=f"modification {number} : {words}".strip(" :"),
            )


def _list_calls(release: Node, row: Row, report: Report) -> Iterator[Row]:
    tender, budget = release.find("tender"), release.find("planning/budget")
    call = row._replace(
        subject=row.subject or budget.say("project", "description") or release.say("planning/rationale"),
        amount=_write_amount(tender.find("value"), report) or _write_amount(budget.find("amount"), report),
        amount_minimum=_write_amount(tender.find("minValue"), report),
        amount_maximum=_write_amount(tender.find("maxValue"), report),
        duration_months=_count_months(tender.find("contractPeriod"), report),
    )
    lots = tender.find_all("lots")
    if not lots or call.amount:
        yield call._replace(lot=ALL_LOTS) if lots else call
    for lot in lots:
        number, title = lot.say("id"), lot.say("title", "description")
        yield call._replace(
            amount=_write_amount(lot.find("value"), report),
            amount_minimum="",
            amount_maximum=_write_amount(lot.find("maxValue"), report),
            duration_months=_count_months(lot.find("contractPeriod"), report),
            lot=f"{number} : {title}" if number and title else number or title,
        )
    for change in (*tender.find_all("amendments"), *tender.find_all("amendment")):
        words = change.say("description", "rationale")
        if words or change.find("date").value:
            yield call._replace(
                amount="",
                amount_minimum="",
                amount_maximum="",
                duration_months="",
                date=report.date(change.say("date")),
                amendment=f"modification {change.say('id')} : {words}".replace("  ", " ").strip(" :"),
            )
