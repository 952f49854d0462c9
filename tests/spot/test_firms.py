"""Names of firms in a cell: what comes before a postcode, a lot, an address, a separator."""

import time

import pytest

from contrechamp.spot.firms import find_firms


def names(cell: str) -> list[str]:
    return [piece.value for piece in find_firms(cell)]


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("ALPHA CABLES - 34740 VILLEBASSE", ["ALPHA CABLES"]),
        ("ALPHA CABLES 34740", ["ALPHA CABLES"]),
        ("Alpha & Cie (34 000 Villebasse)", ["Alpha & Cie"]),
        ("ALPHA S.A. 34740 VILLEBASSE - lot 2 éclairage public", ["ALPHA S.A."]),
        ("ALPHA 12 avenue du Port 34740 VILLEBASSE", ["ALPHA"]),
        ("ALPHA ; BÊTA SARL", ["ALPHA", "BÊTA SARL"]),
        ("ALPHA / BÊTA", ["ALPHA", "BÊTA"]),
        ("ALPHA / 34740 VILLEBASSE", ["ALPHA"]),
        ("ALPHA/BÊTA", ["ALPHA/BÊTA"]),  # one name may hold a stroke
        ("Lot 2 : ALPHA", ["ALPHA"]),
        ("ALPHA 30100 HAUT lot 1 BÊTA 34570 BAS lot 2 GAMMA 34961 MIDI lot 3", ["ALPHA", "BÊTA", "GAMMA"]),
        ("ALPHA 34000 (lot A) BÊTA 34070 (lot B)", ["ALPHA", "BÊTA"]),
        ("E. ALPHA L.R. 34000 Villebasse", ["E. ALPHA L.R."]),
        ("BUREAU 3000", ["BUREAU 3000"]),
        ("ALPHA\nBÊTA", ["ALPHA", "BÊTA"]),
    ],
)
def test_each_firm_is_named_without_its_town_and_lots(cell, wanted):
    assert names(cell) == wanted


@pytest.mark.parametrize(
    "cell", ["", " ", "néant", "Infructueux", "sans suite", "lot 3", "34000", "-", "???", "N/A", "x" * 300]
)
def test_cells_that_name_nobody_give_nothing(cell):
    assert names(cell) == []


def test_spans_hold_in_the_cell_and_the_postcode_is_told():
    cell = "  ALPHA  CABLES - F-34740 VILLEBASSE"
    (piece,) = find_firms(cell)
    assert (cell[piece.start : piece.end], piece.value) == ("ALPHA  CABLES", "ALPHA CABLES")
    assert piece.details == {"postcode": "34740"}


@pytest.mark.parametrize("word", ["lot 1 ", "a;", "rue ", "1", "a 34000 ", " / ", "(", ", 1 rue"])
def test_hostile_cells_cost_little(word):
    start = time.process_time()
    find_firms(word * 20_000)
    assert time.process_time() - start < 0.5
