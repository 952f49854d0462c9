"""TED, notices of the EU's Official Journal (XML R2.0.9 and the older R2.0.8): a row for each award or lot."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.guard import guard_parser
from contrechamp.read.procurement import ted_former
from contrechamp.read.procurement.node import Node
from contrechamp.read.procurement.notices import read_notices
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import Row, put_whole_first
from contrechamp.read.procurement.values import count_months_between
from contrechamp.read.procurement.words import explain_code
from contrechamp.read.reader import Finding, Property, Request
from contrechamp.read.readers import data

VERSION = "1"
MEDIA_TYPES = ("application/vnd.ted+xml",)

_CODED = "CODED_DATA_SECTION"
_TITLE = "TRANSLATION_SECTION/ML_TITLES/ML_TI_DOC"
_TOTALS = ("VAL_TOTAL", "VALUES/VAL_TOTAL", "VALUE/VAL_TOTAL", "VAL_PRICE_PAYMENT", "VAL_REVENUE")
_RANGES = ("VAL_RANGE_TOTAL", "VALUES/VAL_RANGE_TOTAL", "VALUE/VAL_RANGE_TOTAL")
_WINNERS = ("CONTRACTORS/CONTRACTOR/ADDRESS_CONTRACTOR", "CONTRACTOR/ADDRESS_CONTRACTOR")
_PRIZES = ("WINNERS/WINNER/ADDRESS_WINNER", "WINNER/ADDRESS_WINNER")


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """The rows of the notice in French where it has been written in French; its texts and what is left behind them."""
    yield from read_notices(source, request, list_rows=list_rows, describe=describe, otherwise=data.read)


def describe(notice: Node) -> Iterator[Property]:
    """Title as the buyer gives it, else as the Journal does; day of publication."""
    title = next((node.say() for node in notice.dig("TITLE", "TITLE_CONTRACT") if node.value), "")
    if title := title or notice.say(f"{_TITLE}/TI_TEXT"):
        yield Property("title", title)
    if day := notice.say(f"{_CODED}/REF_OJS/DATE_PUB"):
        yield Property("date", f"{day[:4]}-{day[4:6]}-{day[6:8]}" if day.isdigit() else day)


def list_rows(notice: Node, report: Report) -> Iterator[Row]:
    """Awards and prizes where there are some, modifications, else lots, else the notice itself."""
    _drop_translations(notice)
    coded = _read_coded(notice)
    for form in notice.find("FORM_SECTION").children:
        if form.find("OBJECT_CONTRACT").children or form.find("CONTRACTING_BODY").children:
            yield from _list_form_rows(form, coded, report)
        else:
            yield from ted_former.list_rows(form, coded, report=report)


def _drop_translations(notice: Node) -> None:
    """Of forms and titles in many languages the French one, or the original; the others say the same."""
    section = notice.find("FORM_SECTION")
    for wanted in (("@LG", "FR"), ("@CATEGORY", "ORIGINAL")):
        if chosen := [form for form in section.children if form.find(wanted[0]).value == wanted[1]]:
            section.children = chosen
            break
    for node in notice.dig("ML_TITLES", "ML_AA_NAMES"):
        node.children = [one for one in node.children if one.find("@LG").value in ("FR", "")]
    notice.children = [
        node for node in notice.children if node.name not in ("LINKS_SECTION", "TECHNICAL_SECTION")
    ]


def _read_coded(notice: Node) -> Row:
    """What the Journal's own codes say."""
    said = notice.find(f"{_CODED}/CODIF_DATA")
    kind, nature = said.find("TD_DOCUMENT_TYPE"), said.find("NC_CONTRACT_NATURE")
    procedure = said.find("PR_PROC")
    words = (
        explain_code("ted_notice", kind.say("@CODE"), otherwise=kind.say()),
        explain_code("contract", nature.say("@CODE"), otherwise=nature.say()),
    )
    for node in (kind, nature, procedure):
        node.say()  # the English words of the code
    return Row(
        kind=", ".join(filter(None, words)),
        procedure=explain_code("ted_procedure", procedure.say("@CODE"), otherwise=procedure.say()),
        cpv=", ".join(notice.say_all(f"{_CODED}/NOTICE_DATA/ORIGINAL_CPV/@CODE")),
        notice=notice.say(f"{_CODED}/NOTICE_DATA/NO_DOC_OJS"),
    )


def _list_form_rows(form: Node, coded: Row, report: Report) -> Iterator[Row]:
    shared = _read_buyer(form, coded, report)
    for subject in form.find_all("OBJECT_CONTRACT") or [Node("")]:  # a preliminary notice has several
        row = _read_subject(subject, shared, report)
        lots = [_read_lot(lot, row, report) for lot in subject.find_all("OBJECT_DESCR")]
        results = [*_list_awards(form, row, lots, report), *_list_prizes(form, row, lots, report)]
        changes = list(_list_changes(form, row, lots, report))
        rows = results or ([] if changes else lots)
        yield from put_whole_first(row, rows) if rows or not changes else ()
        yield from changes


def _read_buyer(form: Node, coded: Row, report: Report) -> Row:
    buyer = form.find("CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY")
    others = form.say_all("CONTRACTING_BODY/ADDRESS_CONTRACTING_BODY_ADDITIONAL/OFFICIALNAME")
    return coded._replace(
        buyer=" ; ".join(dict.fromkeys(filter(None, (buyer.say("OFFICIALNAME"), *others)))),
        buyer_siret=report.company(buyer.say("NATIONALID")),
        place=buyer.say("TOWN"),
        amendment="rectificatif" if form.find("CHANGES").children else "",
    )


def _read_subject(subject: Node, shared: Row, report: Report) -> Row:
    subject.say("TYPE_CONTRACT/@CTYPE")
    values = _read_values(subject, report, ("VAL_TOTAL", "VAL_ESTIMATED_TOTAL"))
    return shared._replace(
        number=subject.say("REFERENCE_NUMBER") or shared.notice,
        subject=subject.say("TITLE", "SHORT_DESCR"),
        cpv=", ".join(subject.say_all("CPV_MAIN/CPV_CODE/@CODE")) or shared.cpv,
        **values,
    )


def _read_values(node: Node, report: Report, totals: tuple[str, ...] = _TOTALS) -> dict[str, str]:
    """The cells of a total, or of the lowest and highest offer."""
    total, bounds = node.find(*totals), node.find(*_RANGES)
    currency = bounds.say("@CURRENCY")
    return {
        "amount": report.amount(total.say(), total.say("@CURRENCY")),
        "amount_minimum": report.amount(bounds.say("LOW"), currency),
        "amount_maximum": report.amount(bounds.say("HIGH"), currency),
    }


def _read_lot(lot: Node, row: Row, report: Report) -> Row:
    number, title = lot.say("LOT_NO"), lot.say("TITLE")
    value = lot.find("VAL_OBJECT")
    codes = lot.say_all("CPV_ADDITIONAL/CPV_CODE/@CODE")
    return row._replace(
        amount=report.amount(value.say(), value.say("@CURRENCY")),
        amount_minimum="",
        amount_maximum="",
        duration_months=_count_months(lot, report),
        cpv=", ".join(dict.fromkeys((*filter(None, row.cpv.split(", ")), *codes))),
        place=_write_place(lot) or row.place,
        lot=f"{number} : {title}" if number and title else number or title,
    )


def _write_place(node: Node) -> str:
    return ", ".join(place.rstrip(" .") for place in node.say_all("MAIN_SITE", "NUTS/@CODE"))


def _count_months(node: Node, report: Report) -> str:
    length = node.find("DURATION")
    if length.value:
        return report.months(length.say(), length.say("@TYPE") or "MONTH")
    return count_months_between(node.say("DATE_START"), node.say("DATE_END"))


def _list_awards(form: Node, row: Row, lots: list[Row], report: Report) -> Iterator[Row]:
    by_number = {lot.lot.partition(" : ")[0]: lot for lot in lots}
    for award in form.find_all("AWARD_CONTRACT"):
        number, title = award.say("LOT_NO"), award.say("TITLE")
        lot = by_number.get(number) or (lots[0] if len(lots) == 1 else row)
        won = award.find("AWARDED_CONTRACT")
        failures = ["infructueux"] if award.name_all("NO_AWARDED_CONTRACT") else []
        found = lot._replace(
            number=award.say("CONTRACT_NO") or row.number,
            kind=", ".join((row.kind, *failures)),
            date=report.date(won.say("DATE_CONCLUSION_CONTRACT")),
            lot=lot.lot or (f"{number} : {title}" if number and title else number or title),
            **_read_values(won, report),
        )
        yield from _for_each(won, _WINNERS, found, report)


def _list_prizes(form: Node, row: Row, lots: list[Row], report: Report) -> Iterator[Row]:
    """Design contests: a prize for each winner."""
    shared = lots[0].take_sums(row) if len(lots) == 1 else row
    for result in form.find_all("RESULTS"):
        for prize in result.find_all("AWARDED_PRIZE"):
            found = shared._replace(
                date=report.date(prize.say("DATE_DECISION_JURY")),
                **_read_values(prize, report, ("VAL_PRIZE",)),
            )
            yield from _for_each(prize, _PRIZES, found, report)
        if result.name_all("NO_AWARDED_PRIZE"):
            yield shared._replace(kind=f"{shared.kind}, infructueux")


def _list_changes(form: Node, row: Row, lots: list[Row], report: Report) -> Iterator[Row]:
    for change in form.find_all("MODIFICATIONS_CONTRACT"):
        now, why = change.find("DESCRIPTION_PROCUREMENT"), change.find("INFO_MODIFICATIONS")
        after = why.find("VALUES/VAL_TOTAL_AFTER")
        found = (lots[0] if len(lots) == 1 else row)._replace(
            number=form.say("AWARD_CONTRACT/CONTRACT_NO") or row.number,
            amount=report.amount(after.say(), after.say("@CURRENCY")),
            duration_months=_count_months(now, report),
            cpv=", ".join(now.say_all("CPV_MAIN/CPV_CODE/@CODE", "CPV_ADDITIONAL/CPV_CODE/@CODE")) or row.cpv,
            place=_write_place(now) or row.place,
            amendment=_write_change(why, report),
        )
        yield from _for_each(now, _WINNERS, found, report)


def _write_change(why: Node, report: Report) -> str:
    """What was changed, behind the sum from before."""
    before = why.find("VALUES/VAL_TOTAL_BEFORE")
    sum_before = report.amount(before.say(), before.say("@CURRENCY"))
    said = f"modification (montant avant : {sum_before})" if sum_before else "modification"
    return f"{said} : {why.say('SHORT_DESCR')}".removesuffix(" : ")


def _for_each(node: Node, paths: tuple[str, ...], row: Row, report: Report) -> Iterator[Row]:
    winners = [winner for path in paths for winner in node.find_all(path)]
    for winner in winners:
        yield row._replace(
            supplier=winner.say("OFFICIALNAME"), supplier_siret=report.company(winner.say("NATIONALID"))
        )
    if not winners:
        yield row
