"""Sheets and delimited files become one table each, over all their pages."""

import openpyxl
import pytest

from contrechamp.split.sheet_rows import Span, find_span
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.table import read_cells


def find_tables(pages) -> list:
    splitter = Splitter()
    return [(page, table) for page in pages for table in splitter.take(page)]


def read_rows(found) -> list[tuple[str, ...]]:
    return [
        read_cells(page.text, row, columns=len(table.columns)) for page, table in found for row in table.rows
    ]


def write_csv(path, rows) -> None:
    path.write_text("\n".join(";".join(map(str, row)) for row in rows), "utf-8")


def test_a_delimited_file_is_one_table_whose_rows_are_all_there(tmp_path, read_pages):
    rows = [("Lieu", "Nombre"), *((f"rue {number}", number) for number in range(250))]
    write_csv(tmp_path / "cameras.csv", rows)
    found = find_tables(read_pages(tmp_path / "cameras.csv"))
    assert [(table.rank, table.page, table.columns) for _, table in found] == [
        (1, page, ("Lieu", "Nombre")) for page in (1, 2, 3)
    ]
    assert read_rows(found) == [(lieu, str(number)) for lieu, number in rows[1:]]


def test_a_row_that_says_the_same_as_the_headings_in_figures_is_kept(tmp_path, read_pages):
    write_csv(tmp_path / "c.csv", [(2012, number % 3) for number in range(150)])
    found = find_tables(read_pages(tmp_path / "c.csv"))
    assert len(read_rows(found)) == 150
    assert {table.columns for _, table in found} == {("", "")}


def test_a_new_sheet_begins_a_new_table_and_titles_are_no_rows(tmp_path, read_pages):
    workbook = openpyxl.Workbook()
    workbook.active.title = "Pose"
    for row in (["Commune de Vaucreuse"], [], ["Lieu", "Type", "Nombre"], ["Gare", "dôme", 4]):
        workbook.active.append(row)
    other = workbook.create_sheet("Prix")
    for row in (["Poste", "Prix"], ["Pose", 200], ["Dépose", 90]):
        other.append(row)
    workbook.save(tmp_path / "marche.xlsx")
    found = find_tables(read_pages(tmp_path / "marche.xlsx"))
    assert [(table.rank, table.columns) for _, table in found] == [
        (1, ("Lieu", "Type", "Nombre")),
        (2, ("Poste", "Prix")),
    ]
    assert read_rows(found[:1]) == [("Gare", "dôme", "4")]


def test_names_under_no_heading_lose_no_row(tmp_path, read_pages):
    write_csv(tmp_path / "c.csv", [("gare 1", "dôme", "2"), ("gare", "quai", "pont")])
    found = find_tables(read_pages(tmp_path / "c.csv"))
    assert read_rows(found) == [("gare 1", "dôme", "2"), ("gare", "quai", "pont")]


def test_one_column_is_no_table(tmp_path, read_pages):
    workbook = openpyxl.Workbook()
    for number in range(120):
        workbook.active.append([f"note {number}"])
    workbook.save(tmp_path / "notes.xlsx")
    assert find_tables(read_pages(tmp_path / "notes.xlsx")) == []


@pytest.mark.parametrize(
    ("label", "span"),
    [
        ("lignes 1–100", Span("", 1, 100)),
        ("Caméras, lignes 1, lignes 101–200", Span("Caméras, lignes 1", 101, 200)),
        ("hors des cellules", None),
        ("", None),
        ("12", None),
    ],
)
def test_the_label_of_a_page_says_which_rows_it_holds(label, span):
    assert find_span(label) == span


def test_the_cameras_and_contracts_of_a_real_city_lose_no_row(shared_data, read_pages):
    folder = shared_data / "montpellier"
    found = find_tables(read_pages(folder / "VilleMTP_MTP_CameraSurv" / "VilleMTP_MTP_CameraSurv.csv"))
    assert len(read_rows(found)) == 141
    assert {len(table.columns) for _, table in found} == {9}
    found = find_tables(read_pages(folder / "VilleMTP_MTP_BudgetPri" / "VilleMTP_MTP_BudgetPri_2013.csv"))
    assert len(read_rows(found)) == 1511
