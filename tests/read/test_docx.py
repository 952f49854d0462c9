"""A Word document says what a person would read in it, page by page."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.list_numbers import render_count


def save(document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def wrap_run(paragraph, tag: str, text: str) -> None:
    change = OxmlElement(tag)
    change.set(qn("w:author"), "X")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "w:del" else "w:t")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def test_title_author_and_date_come_with_the_pages(read_bytes):
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Délibération n° 12", "Mairie"
    document.add_paragraph("Le conseil municipal délibère.")
    found = read_bytes(save(document))
    assert found.properties["title"] == "Délibération n° 12"
    assert found.properties["author"] == "Mairie"
    assert found.properties["date"].startswith("20")
    assert found.text == "Le conseil municipal délibère."


def test_page_breaks_make_pages(read_bytes):
    document = docx.Document()
    document.add_paragraph("Première").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Deuxième")
    rendered = document.add_paragraph().add_run()
    rendered._r.append(OxmlElement("w:lastRenderedPageBreak"))
    document.add_paragraph("Troisième")
    assert [page.text for page in read_bytes(save(document)).pages] == ["Première", "Deuxième", "Troisième"]


def test_a_break_that_word_counted_twice_is_one(read_bytes):
    document = docx.Document()
    document.add_paragraph("Première").add_run().add_break(WD_BREAK.PAGE)
    run = document.add_paragraph().add_run()
    run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    document.add_paragraph("Deuxième")
    assert len(read_bytes(save(document)).pages) == 2


def test_without_any_break_a_long_text_is_cut_at_paragraphs(read_bytes):
    document = docx.Document()
    for number in range(100):
        document.add_paragraph(f"Article {number}. " + "La caméra filme la voie publique. " * 5)
    pages = read_bytes(save(document)).pages
    assert 5 <= len(pages) <= 8
    assert all(page.text.startswith("Article") for page in pages)


def test_deleted_words_are_no_text_and_added_ones_are(read_bytes):
    document = docx.Document()
    paragraph = document.add_paragraph("Il est installé ")
    wrap_run(paragraph, "w:del", "vingt")
    wrap_run(paragraph, "w:ins", "douze")
    assert read_bytes(save(document)).text == "Il est installé douze"


def test_hidden_words_are_flagged_and_not_told(read_bytes):
    document = docx.Document()
    document.add_paragraph("Visible").add_run(" caché").font.hidden = True
    (page,) = read_bytes(save(document)).pages
    assert (page.text, page.flags) == ("Visible", ("hidden_text",))


def test_tables_are_read_row_by_row(read_bytes):
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Rue", "Nombre", "place du Marché", "4"), strict=True):
        cell.text = text
    assert read_bytes(save(document)).text == "Rue | Nombre\nplace du Marché | 4"


def test_headers_and_comments_are_told_once(read_bytes):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Ville de Valbrune"
    run = document.add_paragraph("Le marché est attribué.").runs[0]
    document.add_comment(run, text="à qui ?", author="M")
    text = read_bytes(save(document)).text
    assert text.count("Ville de Valbrune") == 1
    assert "[commentaire] à qui ?" in text


def test_text_boxes_stand_after_their_paragraph(read_bytes):
    document = docx.Document()
    run = document.add_paragraph("Avant").add_run()
    box = OxmlElement("w:txbxContent")
    inner, inner_run, words = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    words.text = "Dans la boîte"
    inner_run.append(words)
    inner.append(inner_run)
    box.append(inner)
    run._r.append(box)
    assert read_bytes(save(document)).text == "Avant\nDans la boîte"


def test_a_scan_inside_is_a_child_and_a_logo_is_none(read_bytes):
    document = docx.Document()
    for size in ((1200, 1700), (200, 80)):
        picture = io.BytesIO()
        Image.new("L", size, 255).save(picture, "PNG")
        picture.seek(0)
        document.add_picture(picture)
    (child,) = read_bytes(save(document)).children
    assert child.untrusted_content.startswith(b"\x89PNG")


def test_strict_files_are_read_as_well(read_bytes):
    document = docx.Document()
    document.add_paragraph("Strict").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("Suite")
    usual = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(save(document))) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            strict = source.read(name).replace(usual, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            target.writestr(name, strict)
    assert [page.text for page in read_bytes(buffer.getvalue()).pages] == ["Strict", "Suite"]


def test_a_cut_file_says_that_its_end_is_missing(read_bytes):
    document = docx.Document()
    document.add_paragraph("Bonjour")
    with pytest.raises(DocumentIsBroken, match="la fin manque"):
        read_bytes(save(document)[:-2000])


def test_a_wrong_checksum_loses_no_word_and_is_said(read_bytes):
    document = docx.Document()
    document.add_paragraph("Le conseil délibère.")
    content = bytearray(save(document))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        crc = archive.getinfo("word/document.xml").CRC.to_bytes(4, "little")
    found = read_bytes(bytes(content).replace(crc, bytes(4)))
    assert found.text == "Le conseil délibère."
    assert found.notices == [reasons.PART_BROKEN]


def test_numbers_that_word_gives_by_itself_are_told(read_bytes):
    document = docx.Document()
    for text in ("Objet", "Durée"):
        document.add_paragraph(text, style="List Number")
    document.add_paragraph("sans numéro")
    document.add_paragraph("Prix", style="List Number")
    document.add_paragraph("point", style="List Bullet")
    assert read_bytes(save(document)).text.split("\n") == [
        "1. Objet",
        "2. Durée",
        "sans numéro",
        "3. Prix",
        "point",
    ]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (3, "decimal", "3"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (7, "decimalZero", "07"),
        (1, "ordinal", "1er"),
    ],
)
def test_numbers_are_written_in_the_form_asked_for(count, form, shown):
    assert render_count(count, form) == shown
