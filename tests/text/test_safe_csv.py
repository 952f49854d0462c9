"""A file for a spreadsheet holds no formula, whatever the spreadsheet takes for a separator."""

import csv
import io
import re
import time
from itertools import product

import pytest

from contrechamp.text.safe_csv import render_csv

SIGNS = "=+-@＝＋－＠"
NUMBER = re.compile(r"[+-]\d[\d. ]*[)\]]?")


def parse(text: str, separator: str = ";") -> list[list[str]]:
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=separator))


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell):
    assert parse(render_csv([[cell]])) == [["'" + cell]]


def test_words_and_numbers_stay_as_they_are():
    text = render_csv([("Sainte-Ombre", 12), ('dit "le fort"; oui', 0)])
    assert text == '\ufeff"Sainte-Ombre";"12"\r\n"dit ""le fort""; oui";"0"\r\n'


@pytest.mark.parametrize(
    "cell",
    [
        "Marché - lot 2, du 3 au 4 ; a-b",
        "43.6, -1.5",
        "(43.6,-1.5)",
        "lots 1;2, et 1,5 ; <3 ; /x ; :y ; .5",
        "a = b",
        "nom@exemple.org, c@d.fr",
        "deux\nlignes",
    ],
)
def test_an_ordinary_cell_comes_back_as_it_was(cell):
    assert parse(render_csv([["x", cell, "y"]])) == [["x", cell, "y"]]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("formula", ["=HYPERLINK(1)", "-2+3+cmd|' /C calc'!A0", "+A1", "@SUM(A1)", "＝1+1"])
def test_no_separator_makes_a_formula_of_a_part_of_a_cell(separator, formula):
    cuts = product((";", ",", "\t", "\r", "\n", "\r\n"), ("", " ", '"', '""', '" ', "\u00a0", ";", "\n"))
    rows = [(f"a{cut}{between}{formula}", f"b{cut}{between}{formula}") for cut, between in cuts]
    for row in parse(render_csv([*rows, (f" {formula}", f'"{formula}')]), separator):
        for line in (line for cell in row for line in cell.splitlines()):
            begun = line.lstrip(' \t"\u00a0')
            assert not begun.startswith(tuple(SIGNS)) or NUMBER.fullmatch(begun), row


@pytest.mark.parametrize("run", [";", "\t", " ", '"', ";-", ",-1", "=", "a", ", - "])
def test_a_hostile_cell_costs_what_its_length_costs(run):
    started = time.process_time()
    render_csv([[run * 20_000]])
    assert time.process_time() - started < 1
