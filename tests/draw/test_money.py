"""Money: nothing is added that may not be, the unknown is said, each figure leads to its fact."""

from decimal import Decimal
from urllib.parse import quote

import pytest
from tests.draw.pictures import SVG, find_words, list_addresses, list_collisions, list_texts, read_picture
from tests.draw.vaucreuse import HOLDER, HOSTILE, MONEY, PRICE, make_money

from contrechamp.draw.money import WORDS, MoneyLine, draw_money
from contrechamp.draw.money_growth import draw_growth, plan_steps
from contrechamp.draw.money_plan import add_lines
from contrechamp.draw.words import Words

THIN = "\u202f"


def draw(lines, by="supplier", **asked):
    return draw_money(lines, by=by, words=Words(), find_address=lambda group: f"?of={quote(group)}", **asked)


def say(text: str) -> str:
    return text.replace(" ", THIN)


def list_figures(drawing, group: str) -> dict[str, str]:
    return {row[1].text: row[2].text for row in drawing.table.rows if row[0].text == group}


def test_amendments_are_added_to_what_they_amend():
    assert list_figures(draw(MONEY), HOLDER) == {
        "estimated": f"{say('900 000 €')} HT",
        "awarded, with amendments": f"{say('1 642 000 €')} HT",
        "final price": f"{say('1 642 000 €')} HT",
        "paid": f"{say('2 113 440 €')} TTC",
    }


def test_sums_with_and_without_tax_are_never_added():
    lines = [MoneyLine(tax, "", tax, "A", amount=Decimal(100), tax=tax) for tax in ("HT", "TTC", "", "HT")]
    sums = add_lines([("A", line) for line in lines])["A"]
    assert [(one.tax, one.low) for one in sums] == [("", 100), ("HT", 200), ("TTC", 100)]
    assert "never added" in draw(lines).table.omitted


def test_estimates_and_payments_are_never_added():
    lines = [MoneyLine(kind, "", kind, "A", amount=Decimal(100), kind=kind) for kind in ("paid", "estimated")]
    assert [one.kind for one in add_lines([("A", line) for line in lines])["A"]] == ["estimated", "paid"]


def test_the_unknown_is_said_and_never_zero():
    drawing = draw(MONEY)
    assert list_figures(drawing, "Prosopène") == {"": "sum not known"}
    assert "sum not known" in list_texts(read_picture(drawing))
    assert not [row for row in drawing.table.rows if row[2].text.startswith("0")]


def test_a_sum_of_zero_is_no_unknown_sum():
    drawing = draw([MoneyLine("z", "/f/z", "Prêt", "A", amount=Decimal(0), tax="HT")])
    assert list_figures(drawing, "A") == {"awarded": f"{say('0 €')} HT"}


def test_bounds_are_a_range():
    drawing = draw([MoneyLine("m", "/f/m", "x", "A", minimum=Decimal(50), maximum=Decimal(100))])
    assert list_figures(drawing, "A") == {"between bounds": f"{say('50 €')} to {say('100 €')}"}
    lines = [e for e in read_picture(drawing).iter(f"{SVG}line") if e.get("stroke-width") == "2"]
    rule, *ticks = lines[:3]
    assert float(rule.get("x1")) > 230 and len({tick.get("x1") for tick in ticks}) == 2


@pytest.mark.parametrize(("bound", "said"), [("minimum", "at least"), ("maximum", "at most")])
def test_one_bound_alone_leaves_the_other_end_open(bound, said):
    drawing = draw([MoneyLine("m", "/f/m", "x", "A", **{bound: Decimal(100)})])
    assert list_figures(drawing, "A")["between bounds"] == f"{said} {say('100 €')}"
    ticks = [e for e in read_picture(drawing).iter(f"{SVG}line") if e.get("x1") == e.get("x2")]
    assert len(ticks) == 1 + 2  # and the legend's


def test_an_estimate_is_hollow_and_a_payment_full():
    rects = read_picture(draw(PRICE)).iter(f"{SVG}rect")
    bars = [rect for rect in rects if not rect.get("pointer-events")]
    assert bars[0].get("class").startswith("fill-paper") and bars[0].get("stroke-dasharray")
    assert bars[3].get("class") == "fill-ink"


def test_a_bar_of_one_fact_leads_to_it_and_one_of_several_to_its_group():
    addresses = list_addresses(read_picture(draw(MONEY)))
    assert {"/f/e", "/f/f", "/f/p", "/f/s", "/f/u"} <= set(addresses)
    assert addresses.count(f"?of={quote(HOLDER)}") == 2  # the name, and the sum of four facts


def test_years_stand_in_their_order_whatever_their_precision():
    years = [row[0].text for row in draw(MONEY, by="year").table.rows]
    assert years == sorted(years) and set(years) == {"2019", "2020", "2021", "2022"}


def test_funders_are_a_view_too():
    assert list_figures(draw(MONEY, by="funder"), "État") == {"awarded": say("310 000 €")}


def test_beyond_twenty_the_smallest_are_one():
    drawing = draw(make_money(5000))
    groups = list(dict.fromkeys(row[0].text for row in drawing.table.rows))
    assert len(groups) == 21 and groups[-1].endswith(" others")
    assert (
        sum(int(row[3].text.replace(THIN, "")) for row in drawing.table.rows) == 5000 == drawing.table.total
    )


@pytest.mark.parametrize("width", [360, 640, 1000])
@pytest.mark.parametrize("by", ["supplier", "year", "funder"])
def test_no_words_lie_on_others(by, width):
    for lines in (MONEY, make_money(300)):
        words = find_words(read_picture(draw(lines, by=by, width=width)))
        assert list_collisions(words) == []
        assert all(one.left >= 0 and one.right <= width + 1 for one in words)


def test_a_price_grows_step_by_step():
    steps = plan_steps(PRICE)
    totals = [1184500, 1283200, 1425800, 1642000]
    assert [step.after[0] for step in steps[1:5]] == totals
    assert [step.is_added for step in steps] == [False, False, True, True, True, False, False]


def test_each_step_begins_where_the_price_stood():
    root = read_picture(draw_growth(PRICE, words=Words()))
    red = [rect for rect in root.iter(f"{SVG}rect") if rect.get("class") == "fill-signal"]
    ends = [float(rect.get("x")) + float(rect.get("width")) for rect in red]
    assert [float(rect.get("x")) for rect in red][1:] == [pytest.approx(end, abs=0.2) for end in ends[:-1]]


def test_the_growth_of_a_price_is_said():
    texts = list_texts(read_picture(draw_growth(PRICE, words=Words())))
    assert f"+ 38,6{THIN}% on the price awarded" in texts
    assert f"that is {say('1 642 000 €')} HT" in texts
    assert "not added: another tax" in texts


def test_the_growth_is_the_same_as_a_table():
    table = draw_growth(PRICE, words=Words()).table
    assert [row[0].address for row in table.rows] == [line.address for line in PRICE]
    assert [row[3].text for row in table.rows][3:] == [
        f"{say('1 425 800 €')} HT",
        f"{say('1 642 000 €')} HT",
        "",
        "",
    ]


def test_after_an_unknown_step_the_price_is_at_least():
    unknown = PRICE[2]._replace(amount=None, tax="")
    table = draw_growth([PRICE[1], unknown, PRICE[3]], words=Words()).table
    assert [row[3].text for row in table.rows] == [
        f"{say('1 184 500 €')} HT",
        f"at least {say('1 184 500 €')} HT",
        f"at least {say('1 327 100 €')} HT",
    ]


def test_a_final_price_that_the_steps_do_not_give_is_drawn_beside_what_they_give():
    final = PRICE[5]._replace(amount=Decimal(1700000))
    texts = " ".join(list_texts(read_picture(draw_growth([*PRICE[:5], final], words=Words()))))
    assert f"the steps give {say('1 642 000 €')} HT" in texts


def test_a_step_of_another_tax_changes_no_price():
    steps = plan_steps([PRICE[1], PRICE[2]._replace(tax="TTC"), PRICE[3]])
    assert [step.after[0] for step in steps] == [1184500, 1184500, 1327100]


def test_bounds_grow_too():
    base = MoneyLine("a", "", "x", minimum=Decimal(100), maximum=Decimal(400), tax="HT")
    steps = plan_steps([base, PRICE[2]._replace(amount=Decimal(50))])
    assert steps[-1].after == (150, 450)


@pytest.mark.parametrize("width", [360, 640, 1000])
@pytest.mark.parametrize("lines", [PRICE, [PRICE[1]], [PRICE[2]], MONEY, [PRICE[1]._replace(amount=None)]])
def test_no_words_of_a_growth_lie_on_others(lines, width):
    words = find_words(read_picture(draw_growth(lines, words=Words(), width=width)))
    assert list_collisions(words) == []
    assert all(one.left >= 0 and one.right <= width + 1 for one in words)


@pytest.mark.parametrize("width", [360, 1000])
def test_hostile_words_are_only_words(width):
    lines = [MoneyLine("1", "javascript:1", HOSTILE, HOSTILE, HOSTILE, HOSTILE, Decimal(5), tax=HOSTILE)]
    for drawing in (
        draw_money(lines, by="supplier", words=Words(), width=width),
        draw_growth(lines, words=Words()),
    ):
        assert list_addresses(read_picture(drawing)) == []


def test_the_same_sums_give_the_same_picture():
    assert draw(make_money(500)) == draw(make_money(500))


def test_nothing_is_a_picture_too():
    for drawing in (draw([]), draw_growth([], words=Words())):
        assert list_texts(read_picture(drawing)) == [WORDS["nothing"]]
