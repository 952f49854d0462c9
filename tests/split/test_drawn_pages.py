"""Drawn tables over columns and pages, and the rows of cells that stand in each other's way."""

import re
import zipfile

import pytest

from contrechamp.split.drawn_pages import match_columns
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import Box, HowRead, Line, Page
from contrechamp.vocabulary.table import read_cells

COLUMNS = ((50, 90), (100, 200), (220, 260))


@pytest.mark.parametrize(
    ("below", "places"),
    [
        (COLUMNS, (0, 1, 2)),
        (((55, 80), (110, 190), (225, 250)), (0, 1, 2)),
        (((350, 390), (400, 500), (520, 560)), (0, 1, 2)),  # in the next column of a gazette
        (((50, 90), (225, 250)), (0, 2)),  # one column is empty on this page
        (((50, 90), (95, 250)), ()),  # one stands under two
        (((50, 70), (75, 90), (100, 200)), ()),  # two stand under one
        (((50, 90),), ()),
        ((*COLUMNS, (300, 340)), ()),
    ],
)
def test_columns_go_on_where_each_stands_under_one_of_its_own(below, places):
    assert match_columns(COLUMNS, below) == places


def draw(*pieces, number: int = 1) -> Page:
    """A page from pieces (left, top, words) in points, one line of text each, a letter 5 points wide and 8 high."""
    lines, at = [], 0
    for left, top, words in pieces:
        box = Box(left / 595, top / 842, (left + 5 * len(words)) / 595, (top + 8) / 842)
        lines.append(Line(at, at + len(words), box))
        at += len(words) + 1
    text = "\n".join(words for _, _, words in pieces)
    return Page(number, text, HowRead.NATIVE, width=595, height=842, lines=tuple(lines))


def find(*pages) -> list[tuple[int, tuple[str, ...], list[tuple[str, ...]]]]:
    splitter = Splitter()
    return [
        (t.rank, t.columns, [read_cells(page.text, row, columns=len(t.columns)) for row in t.rows])
        for page in pages
        for t in splitter.take(page)
    ]


def set_row(top: float, *words: str, lefts=(60, 200, 400)):
    return [(left, top, said) for left, said in zip(lefts, words, strict=True) if said]


HEAD = set_row(100, "Lieu", "Type", "Nombre")
FIRST, SECOND = set_row(120, "Gare", "fixe", "12"), set_row(140, "Quai", "fixe", "3")


def test_lines_nearer_to_the_row_above_belong_to_it():
    ((_, _, rows),) = find(draw(*HEAD, *FIRST, (200, 129, "et mobile"), *set_row(150, "Quai", "fixe", "3")))
    assert rows == [("Gare", "fixe et mobile", "12"), ("Quai", "fixe", "3")]


def test_lines_nearer_to_the_row_below_belong_to_it():
    row = [(200, 135, "fixe et"), (60, 140, "Quai"), (400, 140, "3"), (200, 145, "mobile")]
    ((_, _, rows),) = find(draw(*HEAD, *FIRST, *row))
    assert rows == [("Gare", "fixe", "12"), ("Quai", "fixe et mobile", "3")]


def test_a_cell_of_several_rows_does_not_join_them():
    rows = [(60, 130, "Gare"), *set_row(120, "", "fixe", "12"), *set_row(140, "", "dôme", "3")]
    ((_, _, found),) = find(draw(*HEAD, *rows, *set_row(160, "Quai", "fixe", "7")))
    assert [row[1:] for row in found] == [("fixe", "12"), ("dôme", "3"), ("fixe", "7")]


def test_a_number_and_a_name_drawn_as_one_are_two_cells():
    head = set_row(100, "Code", "Nom", "Montant", lefts=(60, 90, 400))
    rows = [
        set_row(100 + 20 * n, f"42{n}1", f"ASSOCIATION {n}", f"{n} 000", lefts=(60, 90, 400))
        for n in (1, 2, 3)
    ]
    joined = [(60, 180, "4241  ASSOCIATION DU PORT".replace("  ", " ")), (400, 180, "9 000")]
    ((_, _, found),) = find(draw(*head, *(piece for row in rows for piece in row), *joined))
    assert found[-1] == ("4241", "ASSOCIATION DU PORT", "9 000")


def test_a_line_under_a_table_is_no_row():
    ((_, _, rows),) = find(draw(*HEAD, *FIRST, *SECOND, (60, 175, "Le maire")))
    assert rows[-1] == ("Quai", "fixe", "3")


def test_headings_with_suite_go_on_with_those_before():
    again = set_row(60, "Lieu (suite)", "Type (suite)", "Nombre (suite)")
    found = find(draw(*HEAD, *FIRST, *SECOND), draw(*again, *FIRST, *SECOND, number=2))
    assert [(rank, columns, len(rows)) for rank, columns, rows in found] == [
        (1, ("Lieu", "Type", "Nombre"), 2)
    ] * 2


def test_one_row_on_the_next_page_is_a_row_and_alone_it_is_none():
    alone = draw(*set_row(60, "Pont", "dôme", "9"), (60, 400, "Fait à Vaucreuse."), number=2)
    assert find(alone) == []
    assert find(draw(*HEAD, *FIRST, *SECOND), alone)[1][2] == [("Pont", "dôme", "9")]


def test_a_running_heading_is_no_row_and_does_not_end_a_table():
    running = set_row(30, "30 avril", "Recueil", "15")
    found = find(
        draw(*running, *HEAD, *FIRST, *SECOND), draw(*running, *set_row(60, "Pont", "dôme", "9"), number=2)
    )
    assert [rows[-1] for _, _, rows in found] == [("Quai", "fixe", "3"), ("Pont", "dôme", "9")]


def test_the_sums_of_a_council_s_tables_add_up(shared_data, read_pages, tmp_path):
    """What stands above a row "TOTAL" is its sum: no row was lost, joined or moved to another column.

    Budgets whose sums hold subtotals are among those that do not.
    """
    archive = shared_data / "montpellier" / "VilleMTP_MTP_PVCM" / "VilleMTP_MTP_PVCM_2014.zip"
    with zipfile.ZipFile(archive) as packed:
        (name,) = [name for name in packed.namelist() if name.endswith("PV_CM_17_02_2014.pdf")]
        (tmp_path / "minutes.pdf").write_bytes(packed.read(name))
    rows: dict[int, list[tuple[str, ...]]] = {}
    splitter = Splitter()
    for page in read_pages(tmp_path / "minutes.pdf"):
        for table in splitter.take(page):
            said = [read_cells(page.text, row, columns=len(table.columns)) for row in table.rows]
            rows.setdefault(table.rank, []).extend(said)
    checks = [check for table in rows.values() for check in _check_sums(table)]
    assert sum(checks) >= 0.7 * len(checks) >= 20


def _check_sums(rows):
    total, count = 0.0, 0
    for *words, last in rows:
        sum_ = re.sub("[ €\u202f]", "", last).replace(",", ".")
        value = float(sum_) if re.fullmatch(r"-?\d+(\.\d+)?", sum_) else None
        if any(re.fullmatch("total.{0,8}", said, re.IGNORECASE) for said in words):
            if value is not None and count > 1:
                yield abs(total - value) < 0.5
            total, count = 0.0, 0
        elif value is not None:
            total, count = total + value, count + 1
