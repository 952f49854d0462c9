"""Tables for spreadsheets: no cell runs, numbers are numbers, nothing is lost on the way."""

import csv
import shutil
import subprocess
import tracemalloc

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.publish.spreadsheets import write_csv, write_workbook
from contrechamp.publish.tables import Column, Table

NASTY = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "＝1+1",
    '=HYPERLINK("https://x.example")',
    "=cmd|'/c calc'!A1",
    "a;=1+1",
    "<b>&amp;\"'",
    "_x0041_",
    "\x00\x1b[31m",
    "deux\nlignes",
    "\ud800",
)


def make_table(rows, *, name="t", columns=("text", "number")):
    return Table(name, tuple(map(Column, columns)), lambda: iter(rows))


def read_sheet(path, number=0):
    book = openpyxl.load_workbook(path)
    return list(book.worksheets[number].iter_rows(min_row=2))


def test_no_cell_of_a_workbook_is_a_formula(tmp_path):
    path = tmp_path / "t.xlsx"
    write_workbook([make_table([(text, 1.5) for text in NASTY])], path)
    for text, (cell, number) in zip(NASTY, read_sheet(path), strict=True):
        assert cell.data_type in ("s", "inlineStr"), text
        assert number.value == 1.5 and number.data_type == "n"
    starts = [row[0] for row in read_sheet(path) if str(row[0].value).startswith(tuple("=+-@"))]
    assert starts and all(cell.quotePrefix for cell in starts)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf")), min_size=1, max_size=50))
def test_a_workbook_keeps_every_text(text):
    import io

    path = io.BytesIO()
    write_workbook([make_table([(text, 1)])], path)
    path.seek(0)
    (((cell, _),)) = (read_sheet(path)[0],)
    assert cell.value == text.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


def test_nothing_in_a_cell_turns_round_what_is_read(tmp_path):
    table = make_table([("a\u202egnp.exe", 1), ("un\u200fdeux\x1b[31m", 2)])
    write_csv(table, tmp_path / "t.csv")
    write_workbook([table], tmp_path / "t.xlsx")
    told = (tmp_path / "t.csv").read_text(encoding="utf-8")
    assert '"agnp.exe";1' in told.replace('"1"', "1") and '"undeux�[31m"' in told
    assert [row[0].value for row in read_sheet(tmp_path / "t.xlsx")] == ["agnp.exe", "undeux�[31m"]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next_and_an_empty_one_keeps_its_headings(tmp_path):
    path = tmp_path / "t.xlsx"
    tables = [make_table([(str(n), n) for n in range(5)]), make_table([], name="empty")]
    assert write_workbook(tables, path, most_rows=3) == 5
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["t", "t 2", "t 3", "empty"]
    assert [row[1].value for sheet in book for row in sheet.iter_rows(min_row=2)] == [0, 1, 2, 3, 4]
    assert [cell.value for cell in next(book["empty"].iter_rows())] == ["text", "number"]


def test_a_cell_that_no_spreadsheet_would_hold_is_cut_and_shows_it(tmp_path):
    write_workbook([make_table([("x" * 40_000, None)])], tmp_path / "t.xlsx")
    (text, empty) = read_sheet(tmp_path / "t.xlsx")[0]
    assert len(text.value) == 32_767 and text.value.endswith("…") and empty.value is None


def test_the_tables_of_the_town_open_in_a_spreadsheet(town, tmp_path):
    town.export("xlsx", tmp_path / "town.xlsx", is_team=True)
    book = openpyxl.load_workbook(tmp_path / "town.xlsx")
    names = ["about", "relations", "documents", "entities", "facts", "sources", "judgements", "changes"]
    assert book.sheetnames == names
    facts = {row[0].value: row for row in book["facts"].iter_rows(min_row=2)}
    assert facts[town.ids["wrong"]][8].value == "=HYPERLINK(0)"
    assert facts[town.ids["wrong"]][8].data_type != "f"
    devices = [row for row in book["entities"].iter_rows(min_row=2, values_only=True) if row[1] == "device"]
    assert 43.6112 in devices[0]


def test_the_csv_of_the_town_has_an_apostrophe_before_what_would_run(town, tmp_path):
    town.export("csv", tmp_path / "town")
    with (tmp_path / "town" / "facts.csv").open(encoding="utf-8-sig", newline="") as file:
        facts = {row["id"]: row for row in csv.DictReader(file, delimiter=";")}
    assert facts[town.ids["wrong"]]["value"] == "'=HYPERLINK(0)"
    assert facts[town.ids["bought"]]["object_name"] == "Noctiluque SAS"
    assert facts[town.ids["bought"]]["sentence"].startswith("Vaucreuse achète à Noctiluque SAS (2019-06")
    assert "Left out" in (tmp_path / "town" / "LISEZ-MOI.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(("length", "rows"), [(10, 20_000), (200_000, 200)])
def test_long_tables_are_written_without_being_held(tmp_path, length, rows):
    table = Table("t", (Column("a"), Column("b")), lambda: (("x" * length, n) for n in range(rows)))
    tracemalloc.start()
    write_csv(table, tmp_path / "t.csv")
    write_workbook([table], tmp_path / "t.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6 << 20


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_computes_nothing(tmp_path):
    write_workbook([make_table([(text, 1) for text in NASTY])], tmp_path / "t.xlsx")
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run([*command, "csv", "t.xlsx"], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    assert [row[0] for row in rows[:4]] == list(NASTY[:4])
    assert rows[6][0] == NASTY[6] and rows[10][0] == NASTY[10]
