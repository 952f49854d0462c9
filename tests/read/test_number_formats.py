"""Sums and dates of a sheet are told as its reader saw them."""

import pytest

from contrechamp.read.number_formats import BUILT_IN, render_number


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (29900.5, '#,##0.00 "€"', "29 900,50 €"),
        (29900.5, "#,##0.00\\ [$€-40C]", "29 900,50 €"),
        (1234567, "#,##0", "1 234 567"),
        (1234567, "# ##0", "1 234 567"),
        (-1200, "#,##0;[Red]-#,##0", "-1 200"),
        (-1200, '#,##0_);("perte "#,##0)', "(perte 1 200)"),
        (0, '0;-0;"néant"', "néant"),
        (0.35, "0%", "35%"),
        (0.355, "0.0 %", "35,5 %"),
        (12500000, "0.0,,", "12,5"),
        (7, "000", "007"),
        (34000, "00000", "34000"),
        (2.5, "0.##", "2,5"),
        (2, "General", "2"),
        (2.5, "GENERAL", "2,5"),
        (12, 'General" km"', "12 km"),
        (0.1 + 0.2, "", "0,3"),
        (44264, BUILT_IN[14], "09/03/2021"),
        (44264.604167, "dd/mm/yyyy hh:mm", "09/03/2021 14:30"),
        (0.604167, "h:mm", "14:30"),
        (1.5, "[h]:mm", "36:00"),
        (44264, "[$-40C]d mmmm yyyy;@", "09/03/2021"),
        (-5, "d/m/y", "-5"),
        (1e300, "0.00", "1e+300"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value, code, shown):
    assert render_number(value, code) == shown


def test_dates_of_sheets_made_on_old_macintoshes_are_four_years_later():
    assert render_number(42802, "d/m/y", is_1904=True) == "09/03/2021"
