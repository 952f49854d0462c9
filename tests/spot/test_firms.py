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
    ("cell", "wanted"),
    [
        ("ALPHA 34740 VILLEBASSE - lot 8 : vitrerie / pose de tapis", ["ALPHA"]),
        ("ALPHA 34740 VILLEBASSE - lot 1 toitures / gros œuvre / zinc", ["ALPHA"]),
        ("ALPHA 34740 VILLEBASSE - vitrerie / miroirs / pose", ["ALPHA"]),
        ("ALPHA 34740 VILLEBASSE - lot 3 : quartiers Port / Halles", ["ALPHA"]),
        ("ALPHA 34740 VILLEBASSE - lot 3 : Vitrerie ; Miroirs", ["ALPHA"]),
        ("ALPHA 34740 VILLEBASSE : lot miroirs / Cadres", ["ALPHA"]),
        ("ALPHA / BÊTA 34740 VILLEBASSE - lot 2 : bornes + horloges", ["ALPHA", "BÊTA"]),
        ("ALPHA 34740 - lot 1 : Salle des petits et lot 2 : Salle des grands", ["ALPHA"]),
        ("ALPHA - lot 1 : vitrerie ; BÊTA - lot 2 : zinc", ["ALPHA", "BÊTA"]),
        ("ALPHA - lot 1 : vitrerie ; BÊTA", ["ALPHA", "BÊTA"]),
        ("ALPHA - lot 1 : vitrerie\nBêta", ["ALPHA", "Bêta"]),
        ("ALPHA (lot 1) / BÊTA (lot 2)", ["ALPHA", "BÊTA"]),
        ("ALPHA (lot 1) / BÊTA", ["ALPHA", "BÊTA"]),
        ("Lot 1 : ALPHA Lot 2 : BÊTA", ["ALPHA", "BÊTA"]),
        ("TRAVAUX DU LOT / BÊTA", ["TRAVAUX DU LOT", "BÊTA"]),
        ("Béton du Lot ; BÊTA", ["Béton du Lot", "BÊTA"]),
        ("ALPHA (lots A et B) / BÊTA (LOT 3)", ["ALPHA", "BÊTA"]),
        ("Lot 1 : ALPHA / BÊTA 34740", ["ALPHA", "BÊTA"]),
    ],
)
def test_the_trade_of_a_lot_is_no_firm(cell, wanted):
    assert names(cell) == wanted


@pytest.mark.parametrize(
    ("cell", "wanted"),
    [
        ("cabinet ALPHA / eBêta / pose de tapis", ["cabinet ALPHA", "eBêta"]),
        ("alpha cables 34740 VILLEBASSE", ["alpha cables"]),
        ("pose de tapis", []),
        ("3D ALPHA / 2B ASSISTANCE", ["3D ALPHA", "2B ASSISTANCE"]),
    ],
)
def test_what_begins_with_a_small_letter_is_a_firm_only_where_something_says_so(cell, wanted):
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
