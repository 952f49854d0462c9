"""A column without a telling heading may be known by its values; a doubt gives no hint."""

import pytest

from contrechamp.spot.guesses import guess_field

SIRETS = ["732 829 320 00074", "73282932000074", "732829320"]


@pytest.mark.parametrize(
    ("values", "kind", "field"),
    [
        (SIRETS, "contracts", "supplier_siret"),
        (SIRETS[:2] * 2, "entities", "siret"),
        (["732829320"] * 3, "entities", "siren"),
        (["12/03/2019", "1er mars 2020", "2021-04-05"], "contracts", "notified_on"),
        (["12 000 €", "15,50", "1 200,00 € HT"], "contracts", "amount"),
        (["43.6112", "43.6200", "43,5991"], "cameras", "latitude"),
        (["3.8700", "3.8801", "3.8650"], "cameras", "longitude"),
        (["12 000", "15 000", "7"], "contracts", ""),  # numbers may be anything
        (["2004", "2005", "2006"], "cameras", ""),  # and so may years
        (["rue A", "rue B", "rue C"], "cameras", ""),
        (SIRETS[:2], "contracts", ""),  # too few
        (["12/03/2019", "x", "y"], "contracts", ""),
    ],
)
def test_values_give_a_hint_or_none(values, kind, field):
    assert guess_field(values, kind=kind, taken=()) == field


def test_a_field_that_another_column_holds_is_not_hinted():
    assert guess_field(SIRETS, kind="contracts", taken={"supplier_siret"}) == "buyer_siret"
    assert guess_field(SIRETS, kind="contracts", taken={"supplier_siret", "buyer_siret"}) == ""
