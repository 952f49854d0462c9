"""A row of a table is one line of text and several Lines; prose stays in whole lines."""

import io

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Page

from .papers import SENTENCE, draw_pdf


def read_pieces(draw) -> list[str]:
    """What each Line of the page says, "|" between those of one line of text."""
    (page,) = [f for f in read_document(io.BytesIO(draw_pdf(draw)), Request()) if isinstance(f, Page)]
    said, reached = [], 0
    for line in page.lines:
        words = page.text[line.start : line.end]
        assert words == words.strip()
        if said and "\n" not in page.text[reached : line.start]:
            said[-1] += f" | {words}"
        else:
            said.append(words)
        reached = line.end
    assert "\n".join(said).replace(" | ", " ") == page.text
    return said


def test_cells_are_pieces_with_their_own_boxes():
    def draw(drawing):
        for row, words in enumerate((("Place du Marché", "dôme", "14"), ("Quai", "fixe", "12"))):
            for left, said in zip((60, 250, 400), words, strict=True):
                drawing.drawString(left, 700 - 20 * row, said)

    assert read_pieces(draw) == ["Place du Marché | dôme | 14", "Quai | fixe | 12"]


def test_cells_drawn_at_one_stroke_are_pieces_too():
    def draw(drawing):
        text = drawing.beginText(60, 700)
        text.setWordSpace(40)
        text.textLine("Titulaire Suppléant Titulaire")
        drawing.drawText(text)

    assert read_pieces(draw) == ["Titulaire | Suppléant | Titulaire"]


def test_the_box_of_a_piece_holds_its_words_alone():
    def draw(drawing):
        drawing.drawString(60, 700, "Gare")
        drawing.drawString(300, 700, "12")

    (page,) = [f for f in read_document(io.BytesIO(draw_pdf(draw)), Request()) if isinstance(f, Page)]
    first, second = page.lines
    assert first.box.right * 595 == pytest.approx(60 + stringWidth("Gare", "Helvetica", 12), abs=2)
    assert second.box.left * 595 == pytest.approx(300, abs=2)
    assert (first.box.top, first.box.bottom) == (second.box.top, second.box.bottom)


def test_a_sentence_is_one_piece_however_it_is_justified():
    def draw(drawing):
        for row, space in enumerate((0, 1, 2, 3)):
            text = drawing.beginText(60, 700 - 20 * row)
            text.setWordSpace(space)
            text.textLine(SENTENCE)
            drawing.drawText(text)

    assert read_pieces(draw) == [SENTENCE] * 4


def test_a_typewriter_s_spaces_are_no_cells():
    def draw(drawing):
        drawing.setFont("Courier", 12)
        drawing.drawString(60, 700, "2. NOMBRE ET ELECTION DES ADJOINTS")
        drawing.drawString(60, 680, "Pour      23      Contre     9")

    assert read_pieces(draw) == ["2. NOMBRE ET ELECTION DES ADJOINTS", "Pour | 23 | Contre | 9"]


def test_the_thousands_of_a_sum_stay_together():
    def draw(drawing):
        for left, said in ((60, "Maintenance"), (250, "1 111 500 €"), (400, "25 000 €")):
            drawing.drawString(left, 700, said)

    assert read_pieces(draw) == ["Maintenance | 1 111 500 € | 25 000 €"]


def test_a_cell_drawn_after_the_one_on_its_right_is_a_piece():
    def draw(drawing):
        for left, said in ((60, "Collège"), (400, "1 200 €"), (250, "4 000 €")):
            drawing.drawString(left, 700, said)

    (page,) = [f for f in read_document(io.BytesIO(draw_pdf(draw)), Request()) if isinstance(f, Page)]
    places = {page.text[line.start : line.end]: line.box.left * 595 for line in page.lines}
    assert places == pytest.approx({"Collège": 60, "1 200 €": 400, "4 000 €": 250}, abs=2)
