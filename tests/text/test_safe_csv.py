"""A file for a spreadsheet holds no formula."""

import csv
import io

import pytest

from contrechamp.text.safe_csv import render_csv


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_a_cell_that_a_spreadsheet_would_compute_is_text(cell):
    (row,) = csv.reader(io.StringIO(render_csv([[cell]]).lstrip("\ufeff"), newline=""))
    assert row == ["'" + cell]


def test_words_and_numbers_stay_as_they_are():
    text = render_csv([("Sainte-Ombre", 12), ('dit "le fort", oui', 0)])
    assert text == '\ufeffSainte-Ombre,12\r\n"dit ""le fort"", oui",0\r\n'
