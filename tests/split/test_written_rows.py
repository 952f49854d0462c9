"""Rows that a reader wrote on lines become tables again, cell by cell."""

import random
import time

import docx
import pytest

from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.table import CELL_SEPARATOR, join_cells, read_cells


def make_page(text: str, *, number: int = 1) -> Page:
    return Page(number=number, text=text, how_read=HowRead.NATIVE)


def read_rows(table, text: str) -> list[tuple[str, ...]]:
    return [read_cells(text, row, columns=len(table.columns)) for row in table.rows]


def test_rows_under_a_heading_are_a_table_and_the_prose_around_them_is_not():
    text = "Prix des matériels.\n\nRepère | Nombre\nDôme | 41\nFixe | 21\n\nFait à Vaucreuse."
    (table,) = Splitter().take(make_page(text))
    assert (table.rank, table.page, table.columns) == (1, 1, ("Repère", "Nombre"))
    assert read_rows(table, text) == [("Dôme", "41"), ("Fixe", "21")]


def test_cells_are_places_of_the_text_as_it_is_given():
    text = "É\u0301tat 😀\nLieu | Nombre\nÉcole 😀 | 4"
    (table,) = Splitter().take(make_page(text))
    assert [text[cell.start : cell.end] for cell in table.rows[0].cells] == ["École 😀", "4"]


def test_a_first_row_with_a_number_is_no_heading():
    text = "Dôme | 41\nFixe | 21"
    (table,) = Splitter().take(make_page(text))
    assert table.columns == ("", "")
    assert read_rows(table, text) == [("Dôme", "41"), ("Fixe", "21")]


def test_empty_cells_keep_the_others_in_their_columns():
    text = "Lieu | Dedans | Dehors | Note\n | 4 |  | x\nGare |  | 2"
    (table,) = Splitter().take(make_page(text))
    assert read_rows(table, text) == [("", "4", "", "x"), ("Gare", "", "2", "")]


def test_a_single_line_is_a_menu_and_no_table():
    assert Splitter().take(make_page("Accueil | Contact | Plan\nBienvenue.")) == ()


def test_a_line_that_names_the_rows_below_it_is_a_row():
    text = "Lieu | Type | Nombre\nGare | dôme | 2\nQuartier du port\nQuai | fixe | 3"
    (table,) = Splitter().take(make_page(text))
    assert read_rows(table, text)[1] == ("Quartier du port", "", "")


def test_tables_are_counted_over_the_document():
    splitter = Splitter()
    splitter.take(make_page("Lieu | Nombre\nGare | 2\n\nFin."))
    (table,) = splitter.take(make_page("Poste | Prix\nPose | 200", number=2))
    assert (table.rank, table.columns) == (2, ("Poste", "Prix"))


def test_a_table_goes_on_over_the_page_with_its_headings():
    splitter = Splitter()
    splitter.take(make_page("Lieu | Nombre\nGare | 2"))
    (table,) = splitter.take(make_page("Quai | 3\n\nFait à Vaucreuse.", number=2))
    assert (table.rank, table.page, table.columns) == (1, 2, ("Lieu", "Nombre"))
    assert splitter.take(make_page("Pont | 4", number=3)) == ()


def test_headings_written_again_on_the_next_page_are_no_row():
    splitter = Splitter()
    splitter.take(make_page("Lieu | Nombre\nGare | 2"))
    (table,) = splitter.take(make_page("Lieu | Nombre\nQuai | 3", number=2))
    assert read_rows(table, "Lieu | Nombre\nQuai | 3") == [("Quai", "3")]


@pytest.mark.parametrize(
    "cells", [("a |", "b"), ("|", "|"), ("a | b", "| c"), ("a|b", "c|", "|d"), ("", "||", "x")]
)
def test_a_cell_that_holds_the_separator_stays_one_cell(cells):
    line = join_cells(cells)
    assert line.count(CELL_SEPARATOR) == len(cells) - 1
    assert [cell.replace("¦", "|") for cell in line.split(CELL_SEPARATOR)] == list(cells)


def test_any_cells_come_back_as_they_were_written():
    dice = random.Random(5)
    for _ in range(2_000):
        cells = [
            "".join(dice.choices("a| b", k=dice.randrange(6))).strip() for _ in range(dice.randrange(1, 6))
        ]
        cells = [" ".join(cell.split()) for cell in cells]
        assert [cell.replace("¦", "|") for cell in join_cells(cells).split(CELL_SEPARATOR)] == cells


def test_the_tables_of_a_word_document_are_found(tmp_path, read_pages):
    document = docx.Document()
    document.add_paragraph("Bordereau des prix")
    table = document.add_table(rows=3, cols=3)
    for row, said in zip(
        table.rows, (("Réf.", "Désignation", "Prix"), ("", "Dôme | PTZ", "12"), ("F", "", "9")), strict=True
    ):
        for cell, words in zip(row.cells, said, strict=True):
            cell.text = words
    document.save(tmp_path / "prix.docx")
    (page,) = read_pages(tmp_path / "prix.docx")
    (found,) = Splitter().take(page)
    assert found.columns == ("Réf.", "Désignation", "Prix")
    assert read_rows(found, page.text) == [("", "Dôme ¦ PTZ", "12"), ("F", "", "9")]


@pytest.mark.parametrize("sign", ["|", " | ", "| ", "a | ", "\n", " \n | ", "x", "("])
def test_a_hostile_page_takes_no_longer_than_its_length(sign):
    started = time.process_time()
    Splitter().take(make_page(sign * 20_000))
    assert time.process_time() - started < 0.5
