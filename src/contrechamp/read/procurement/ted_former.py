"""Forms of TED XML R2.0.8 (defence forms until 2022, all forms before 2016): fields are found by name, however deep."""

from collections.abc import Iterator

from contrechamp.read.procurement.node import Node
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import Row

_AWARDS = ("AWARD_OF_CONTRACT", "AWARD_OF_CONTRACT_DEFENCE", "AWARD_AND_CONTRACT_VALUE")
_COSTS = ("COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE", "COSTS_RANGE_AND_CURRENCY")


def list_rows(form: Node, coded: Row, *, report: Report) -> Iterator[Row]:
    """A row for each award, else one for the notice."""
    shared = coded._replace(
        number=_say(form, "FILE_REFERENCE_NUMBER") or coded.notice,
        subject=_say(form, "TITLE_CONTRACT", "SHORT_CONTRACT_DESCRIPTION", "SHORT_DESCRIPTION_CONTRACT"),
        buyer=_say(form, "OFFICIALNAME"),
        buyer_siret=report.company(_say(form, "NATIONALID")),
        place=", ".join(filter(None, (_say(form, "LOCATION"), *_list_codes(form, "NUTS")))),
        cpv=", ".join(_list_codes(form, "CPV_CODE")) or coded.cpv,
        duration_months=_count_months(form, report),
    )
    awards = form.dig(*_AWARDS)
    for award in awards:
        yield _read_award(award, shared, report)
    if not awards:
        yield shared._replace(**_read_costs(form, report))


def _read_award(award: Node, shared: Row, report: Report) -> Row:
    """One contract and who has it; in these forms a contract has one supplier."""
    winner = next(
        iter(award.dig("ECONOMIC_OPERATOR_NAME_ADDRESS", "CONTACT_DATA_WITHOUT_RESPONSIBLE_NAME")), Node("")
    )
    number, title = _say(award, "LOT_NUMBER"), _say(award, "CONTRACT_TITLE", "TITLE_CONTRACT")
    return shared._replace(
        number=_say(award, "CONTRACT_NUMBER") or shared.number,
        supplier=_say(winner, "OFFICIALNAME"),
        supplier_siret=report.company(_say(winner, "NATIONALID")),
        date=report.date(_write_day(award)),
        lot=f"{number} : {title}" if number and title else number,
        **_read_costs(award, report),
    )


def _say(node: Node, *names: str) -> str:
    """The first value of a field of one of these names; the first name goes before the others."""
    for name in names:
        for found in node.dig(name):
            if found.value:
                return found.say()
    return ""


def _list_codes(node: Node, name: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (found.say("@CODE") for found in node.dig(name)))))


def _write_day(award: Node) -> str:
    day = next(iter(award.dig("CONTRACT_AWARD_DATE", "DATE_OF_CONTRACT_AWARD")), Node(""))
    year, month, number = day.say("YEAR"), day.say("MONTH"), day.say("DAY")
    return f"{year}-{month:0>2}-{number:0>2}" if year and month and number else year


def _read_costs(node: Node, report: Report) -> dict[str, str]:
    """The last cost that is said is the final one: the estimate comes before it."""
    costs = node.dig(*_COSTS)
    if not costs:
        return {}
    cost, low, high = (
        costs[-1],
        costs[-1].find("RANGE_VALUE_COST/LOW_VALUE"),
        costs[-1].find("RANGE_VALUE_COST/HIGH_VALUE"),
    )
    value, currency = cost.find("VALUE_COST"), cost.say("@CURRENCY")
    for one in (value, low, high):
        one.say()  # the number once more, as it is printed
    return {
        "amount": report.amount(value.say("@FMTVAL", ""), currency),
        "amount_minimum": report.amount(low.say("@FMTVAL", ""), currency),
        "amount_maximum": report.amount(high.say("@FMTVAL", ""), currency),
    }


def _count_months(form: Node, report: Report) -> str:
    for period in form.dig("PERIOD_WORK_DATE_STARTING"):
        if months := period.say("MONTHS"):
            return report.months(months)
        if days := period.say("DAYS"):
            return report.months(days, "DAY")
    return ""
