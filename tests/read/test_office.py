"""OpenDocument, RTF, old Word and PowerPoint files, slides."""

import gzip
import io

import pytest
from odf.opendocument import OpenDocumentText
from odf.style import ParagraphProperties, Style
from odf.text import P
from pptx import Presentation
from pptx.util import Inches

from contrechamp.errors import DocumentIsBroken
from contrechamp.read.reader import Request
from contrechamp.read.readers import doc


def make_odt() -> bytes:
    document = OpenDocumentText()
    style = Style(name="Saut", family="paragraph")
    style.addElement(ParagraphProperties(breakbefore="page"))
    document.automaticstyles.addElement(style)
    document.text.addElement(P(text="Première page"))
    document.text.addElement(P(text="Deuxième page", stylename=style))
    buffer = io.BytesIO()
    document.write(buffer)
    return buffer.getvalue()


def test_an_opendocument_text_breaks_where_its_styles_say(read_bytes):
    assert [page.text for page in read_bytes(make_odt()).pages] == ["Première page", "Deuxième page"]


def test_old_word_gives_its_text_its_table_its_note_and_its_title(read_bytes, office_samples):
    found = read_bytes((office_samples / "lettre.doc").read_bytes())
    assert found.properties == {"title": "Lettre au préfet", "author": "Mairie de Valbrune"}
    assert "Monsieur le préfet, la commune souhaite installer douze caméras." in found.text
    assert "place du Marché | 4" in found.text
    assert "[note] Articles L. 251-1 et suivants." in found.text


def test_old_word_gives_the_numbers_of_its_lists(read_bytes, office_samples):
    assert read_bytes((office_samples / "listes.doc").read_bytes()).text.split("\n") == [
        "Ordre du jour de la séance",
        "I. Finances",
        "I.1 Budget primitif",
        "I.2 Subventions",
        "a) au club de voile",
        "b) à la crèche",
        "II. Sécurité",
        "II.1 Caméras de la place du Marché",
        "sans numéro",
        "Article 12 : Le maire est chargé de l’exécution.",
        "Article 13 : La présente délibération est publiée.",
    ]


def test_old_word_with_damaged_lists_keeps_its_text(read_bytes, office_samples):
    content = bytearray((office_samples / "listes.doc").read_bytes())
    block = content.index(b"\xec\xa5", 512)  # the file's first block; the sizes of its lists say too much
    content[block + 0x2E6 : block + 0x2EA] = b"\xff\xff\xff\x00"
    assert "Subventions" in read_bytes(bytes(content)).text


def test_old_powerpoint_gives_slides_notes_and_flags_the_hidden_one(read_bytes, office_samples):
    with gzip.open(office_samples / "comite.ppt.gz") as file:
        first, second = read_bytes(file.read()).pages
    assert first.text == "Sûreté urbaine\n[notes] ne pas diffuser"
    assert (second.text, second.flags) == ("Budget : 120 000 euros", ("hidden_text",))


def make_slides() -> bytes:
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[5])
    slide.shapes.title.text = "Budget"
    table = slide.shapes.add_table(1, 2, 0, 0, Inches(4), Inches(1)).table
    table.cell(0, 0).text, table.cell(0, 1).text = "Caméras", "120 000"
    slide.notes_slide.notes_text_frame.text = "ne pas diffuser"
    show.slides.add_slide(show.slide_layouts[6])._element.set("show", "0")
    buffer = io.BytesIO()
    show.save(buffer)
    return buffer.getvalue()


def test_a_slide_is_a_page_with_its_table_and_its_notes(read_bytes):
    first, second = read_bytes(make_slides()).pages
    assert first.text == "Budget\nCaméras | 120 000\n[notes] ne pas diffuser"
    assert second.flags == ("hidden_text",)


RTF = rb"""{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}}{\info{\title Arr\'eat\'e9}}
L\rquote arr\'eat\'e9 \u233?tend{\deleted  jamais}{\v  en secret} la zone.\par
{\f1\'cf\'f0}\cell 4\cell\row
\page Suite{\*\footnote Voir l'annexe.}\par}"""


def test_rtf_letters_pages_tables_notes_and_hidden_words(read_bytes):
    found = read_bytes(RTF)
    assert found.properties == {"title": "Arrêté"}
    first, second = found.pages
    assert first.text == "L’arrêté étend la zone.\nПр | 4"
    assert first.flags == ("hidden_text",)
    assert second.text.split("\n") == ["Suite", "", "[note] Voir l'annexe."]


def test_a_wrong_ole_file_is_broken_and_says_so():
    with pytest.raises(DocumentIsBroken, match="abîmé"):
        list(doc.read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600), Request()))


def test_half_a_million_cells_without_a_row_are_read(read_bytes):
    assert read_bytes(rb"{\rtf1 a" + rb"\cell" * 500_000 + rb" fin\par}").text.rstrip().endswith("fin")
