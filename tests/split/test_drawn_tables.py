"""Tables drawn in PDFs become rows; prose, lists and letters do not."""

import csv
import random
import re
import time
from collections import Counter

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import Box, HowRead, Line, Page, Word
from contrechamp.vocabulary.table import read_cells

GAZETTE = "2019_02_01_BOVP_009.pdf"


def find_rows(pages) -> list[tuple[int, tuple[str, ...], list[tuple[str, ...]]]]:
    """For each table of each page: its rank, headings and rows."""
    splitter = Splitter()
    return [
        (
            table.rank,
            table.columns,
            [read_cells(page.text, row, columns=len(table.columns)) for row in table.rows],
        )
        for page in pages
        for table in splitter.take(page)
    ]


def place_lines(*rows, step: float = 0.02, page: int = 1) -> Page:
    """A page whose rows are pieces (left, right, words) in fractions of its width, one row under the other."""
    text, lines = [], []
    at = 0
    for number, row in enumerate(rows):
        top = 0.1 + step * number
        for left, right, words in row:
            lines.append(Line(at, at + len(words), Box(left, top, right, top + 0.01)))
            at += len(words) + 1
        text.append(" ".join(words for _, _, words in row))
    return Page(page, "\n".join(text), HowRead.NATIVE, width=595, height=842, lines=tuple(lines))


def make_row(*words: str, lefts=(0.1, 0.4, 0.7)):
    return tuple(
        (left, left + 0.012 * len(said), said) for left, said in zip(lefts, words, strict=False) if said
    )


HEAD = make_row("Lieu", "Type", "Nombre")
BODY = [make_row("Gare", "dôme", "4"), make_row("Quai", "fixe", "12"), make_row("École", "dôme", "2")]


def test_rows_under_headings_are_a_table():
    ((rank, columns, rows),) = find_rows([place_lines(HEAD, *BODY)])
    assert (rank, columns) == (1, ("Lieu", "Type", "Nombre"))
    assert rows == [("Gare", "dôme", "4"), ("Quai", "fixe", "12"), ("École", "dôme", "2")]


def test_an_empty_cell_leaves_the_others_in_their_columns():
    ((_, _, rows),) = find_rows([place_lines(HEAD, BODY[0], make_row("Pont", "", "3"), BODY[1])])
    assert rows[1] == ("Pont", "", "3")


def test_figures_on_the_right_belong_to_the_heading_on_the_left_of_their_column():
    figures = [((0.1, 0.3, f"Lot {n}"), (0.8, 0.85, f"{n} 000")) for n in range(1, 5)]
    ((_, columns, rows),) = find_rows([place_lines(((0.1, 0.15, "Lot"), (0.7, 0.78, "Montant")), *figures)])
    assert columns == ("Lot", "Montant")
    assert rows[0] == ("Lot 1", "1 000")


def test_a_table_goes_on_over_the_page_without_headings():
    first = place_lines(HEAD, *BODY)
    found = find_rows([first, place_lines(*BODY, page=2)])
    assert [(rank, columns) for rank, columns, _ in found] == [(1, ("Lieu", "Type", "Nombre"))] * 2
    assert len(found[1][2]) == 3


def test_another_table_on_the_next_page_is_counted_anew():
    other = [
        make_row(*words, lefts=(0.2, 0.3, 0.6)) for words in (("Rue", "Cote", "Prix"), *[("a", "b", "7")] * 3)
    ]
    found = find_rows([place_lines(HEAD, *BODY), place_lines(*other, page=2)])
    assert [rank for rank, _, _ in found] == [1, 2]


PROSE = "La commune installera des caméras aux abords des écoles et la dépense est inscrite"


@pytest.mark.parametrize(
    "rows",
    [
        [((0.1, 0.9, PROSE),)] * 20,
        [((0.08, 0.09, "-"), (0.11, 0.9, PROSE))] * 8,
        [((0.08, 0.1, f"{n}°"), (0.11, 0.9, PROSE)) for n in range(8)],
        [((0.1, 0.6, f"Article {n} .................."), (0.9, 0.92, str(n))) for n in range(12)],
        [((0.1, 0.3, "Le maire,"), (0.6, 0.8, "Le secrétaire,")), ((0.1, 0.3, "A. B."), (0.6, 0.8, "C. D."))],
        [((0.05, 0.48, PROSE[:40]), (0.52, 0.95, PROSE[40:])), ((0.05, 0.48, PROSE), (0.52, 0.95, PROSE))]
        * 9,
    ],
    ids=["prose", "dashes", "numbers", "summary", "signatures", "columns of sentences"],
)
def test_what_only_stands_in_columns_is_no_table(rows):
    assert find_rows([place_lines(*rows)]) == []


def test_a_recognised_page_gives_its_rows_from_its_words():
    said = [("Poste", "Quantité"), ("Caméras", "48"), ("Réseau", "1"), ("Total", "49")]
    text, words, lines = "", [], []
    for number, row in enumerate(said):
        start = len(text)
        for place, word in enumerate(row):
            left, top = 0.1 + 0.5 * place, 0.1 + 0.03 * number
            words.append(Word(len(text), len(text) + len(word), Box(left, top, left + 0.1, top + 0.01), 0.9))
            text += word + " "
        lines.append(Line(start, len(text) - 1, Box(0.1, top, 0.7, top + 0.01)))
        text = text[:-1] + "\n"
    page = Page(1, text[:-1], HowRead.OCR, width=595, height=842, lines=tuple(lines), words=tuple(words))
    assert find_rows([page]) == [
        (1, ("Poste", "Quantité"), [("Caméras", "48"), ("Réseau", "1"), ("Total", "49")])
    ]


def draw_table(path, rows, *, widths, valign: str) -> None:
    """A ruled table whose long cells have several lines."""
    style = getSampleStyleSheet()["Normal"]
    cells = [[Paragraph(said, style) for said in row] for row in rows]
    rules = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), valign)])
    SimpleDocTemplate(str(path), pagesize=A4).build(
        [Table(cells, colWidths=widths, style=rules, repeatRows=1)]
    )


@pytest.mark.parametrize("valign", ["TOP", "MIDDLE"])
def test_cells_of_several_lines_are_one_cell(tmp_path, read_pages, valign):
    dice = random.Random(3)
    places = [
        "gare routière",
        "place du marché aux herbes",
        "quai",
        "cour de l’école Jean-Vauquelin, côté jardin",
    ]
    rows = [("Repère", "Emplacement", "Nombre")]
    rows += [(f"C-{n:02}", f"{dice.choice(places)}, {dice.choice(places)}", str(n)) for n in range(90)]
    draw_table(tmp_path / "t.pdf", rows, widths=[60, 120, 60], valign=valign)
    found = find_rows(read_pages(tmp_path / "t.pdf"))
    assert {(rank, columns) for rank, columns, _ in found} == {(1, rows[0])}
    assert [row for _, _, table in found for row in table] == rows[1:]


def test_the_cameras_of_a_real_gazette_stand_in_their_columns(shared_data, read_pages):
    folder = shared_data / "paris-bovp"
    with (folder / "annexe1_sample_75001-75004.csv").open(encoding="utf-8-sig") as source:
        truth = [
            (line["Code postal"], line["Numéro"].lstrip("0"), " ".join(line["Implantation"].split()))
            for line in csv.DictReader(source, delimiter=";")
        ]
    rows = [row for _, _, table in find_rows(read_pages(folder / GAZETTE)) for row in table]
    found = Counter((row[0], row[1].lstrip("0"), row[2]) for row in rows if len(row) == 3)
    assert sum(row in found for row in truth) >= 0.99 * len(truth)


def test_every_camera_of_both_annexes_is_a_row_of_one_table_each(shared_data, read_pages):
    tables = Counter()
    for rank, columns, rows in find_rows(read_pages(shared_data / "paris-bovp" / GAZETTE)):
        if columns[-1] == "Implantation":
            tables[rank] += len(rows)
            assert all(re.fullmatch(r"75\d{3}", row[0]) and row[1] and row[2] for row in rows)
    assert sorted(tables.values()) == [962, 1391]


def _scatter(dice, n, height):
    left, top = dice.random() * 0.98, dice.random() * 0.5
    return Box(left, top, left + 0.01, top + height)


HOSTILE = {
    "scattered": lambda dice, n: _scatter(dice, n, 0.01),
    "flat": lambda dice, n: _scatter(dice, n, 0.0),
    "tall": lambda dice, n: _scatter(dice, n, 0.5),
    "one band": lambda dice, n: Box(n / 8000, 0.5, n / 8000 + 0.0001, 0.51),
    "one column": lambda dice, n: Box(0.5, n / 8000, 0.6, n / 8000 + 0.0001),
    "two columns": lambda dice, n: Box(n % 2 / 2, n / 8000, n % 2 / 2 + 0.1, n / 8000 + 0.01),
    "stairs": lambda dice, n: Box(n % 60 / 60, n / 8000, n % 60 / 60 + 0.01, n / 8000 + 0.01),
    "one place": lambda dice, n: Box(0.1, 0.1, 0.2, 0.2),
}


@pytest.mark.parametrize("shape", HOSTILE)
@pytest.mark.parametrize("separator", [" ", "\n"])
def test_a_hostile_page_takes_no_longer_than_its_length(shape, separator):
    dice = random.Random(1)
    lines = tuple(Line(2 * n, 2 * n + 1, HOSTILE[shape](dice, n)) for n in range(7_900))
    page = Page(1, f"x{separator}" * 7_900, HowRead.NATIVE, width=595, height=842, lines=lines)
    started = time.process_time()
    Splitter().take(page)
    assert time.process_time() - started < 2
