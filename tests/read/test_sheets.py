"""Tables: a hundred rows a page, the header again on each, what is cut is said."""

import datetime
import io
import zipfile

import msoffcrypto
import openpyxl
import pytest
from openpyxl.comments import Comment

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons


def save(workbook) -> bytes:
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def make_cameras(rows: int = 2) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    sheet.title = "Caméras"
    sheet.append(["Rue", "Nombre", "Installée le"])
    for number in range(rows):
        sheet.append([f"rue {number}", 4.5, datetime.date(2021, 3, 9)])
    return save(workbook)


def test_rows_are_lines_and_values_are_written_as_in_french(read_bytes):
    (page,) = read_bytes(make_cameras(1)).pages
    assert page.text == "Rue | Nombre | Installée le\nrue 0 | 4,5 | 09/03/2021"
    assert page.label == "Caméras, lignes 1–2"


def test_a_hundred_rows_make_a_page_that_begins_with_the_header(read_bytes):
    pages = read_bytes(make_cameras(250)).pages
    assert [page.label for page in pages] == [
        f"Caméras, lignes {rows}" for rows in ("1–100", "101–200", "201–251")
    ]
    assert all(page.text.startswith("Rue | Nombre | Installée le\n") for page in pages)


def test_hidden_sheets_are_flagged_and_comments_told(read_bytes):
    workbook = openpyxl.load_workbook(io.BytesIO(make_cameras()))
    workbook["Caméras"]["A2"].comment = Comment("à vérifier", "M")
    workbook.create_sheet("Secret")["A1"] = "feuille cachée"
    workbook["Secret"].sheet_state = "hidden"
    pages = read_bytes(save(workbook)).pages
    assert (pages[1].text, pages[1].flags) == ("feuille cachée", ("hidden_text",))
    assert (pages[2].text, pages[2].label) == ("à vérifier", "hors des cellules")


def test_a_button_of_a_form_is_told(read_bytes):
    shape = (
        '<v:shape><v:textbox><div><font>{}</font></div></v:textbox><x:ClientData ObjectType="{}"/></v:shape>'
    )
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        + shape.format("Envoyer à la mairie", "Button")
        + shape.format("cadre", "Note")
        + "</xml>"
    )
    buffer = io.BytesIO(make_cameras())
    with zipfile.ZipFile(buffer, "a") as package:
        package.writestr("xl/drawings/vmlDrawing1.vml", drawing)
    assert read_bytes(buffer.getvalue()).pages[-1].text == "Envoyer à la mairie"


def test_old_excel_reads_the_same(read_bytes, office_samples):
    pages = read_bytes((office_samples / "cameras.xls").read_bytes()).pages
    assert "rue de la Gare | 2 | " in pages[0].text
    assert pages[0].text.endswith("30/11/2022")
    assert pages[1].flags == ("hidden_text",)
    assert "à vérifier avec la police municipale" in pages[2].text


def test_a_password_is_asked_for_and_opens(read_bytes):
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(make_cameras())).encrypt("mot de passe", locked)
    with pytest.raises(DocumentIsEncrypted, match="protégé"):
        read_bytes(locked.getvalue())
    with pytest.raises(DocumentIsEncrypted, match="n’ouvre pas"):
        read_bytes(locked.getvalue(), password="autre")
    assert "rue 1" in read_bytes(locked.getvalue(), password="mot de passe").text


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_the_separator_of_a_csv_is_found(read_bytes, separator):
    rows = [["nom", "rue", "an"], ["A", "place du Marché", "2019"], ["B", "rue de l'École", "2020"]]
    content = "\r\n".join(separator.join(row) for row in rows).encode("cp1252")
    assert read_bytes(content, "liste.csv").text == "\n".join(" | ".join(row) for row in rows)


def test_a_quote_never_closed_loses_no_line(read_bytes):
    lines = [f'{number};"ouvert;x' if number == 5 else f"{number};rue {number};x" for number in range(20_000)]
    text = read_bytes("\n".join(lines).encode(), "liste.csv").text
    assert all(f"rue {number} |" in text for number in (4, 6, 7, 19_999))


def test_a_row_of_ten_million_columns_is_cut_and_says_so(read_bytes):
    found = read_bytes(b"a;" * 5_000_000 + b"\nfin;1\n", "large.csv")
    assert all("truncated" in page.flags for page in found.pages[:-1])
    assert found.notices == [reasons.TABLE_CUT]
    assert "fin | 1" in found.text


def test_an_empty_table_has_one_empty_page(read_bytes):
    assert [page.text for page in read_bytes(b"\n\n", "vide.csv").pages] == [""]


def test_one_cell_at_the_far_end_of_a_sheet_costs_nothing(read_bytes):
    workbook = openpyxl.Workbook()
    workbook.active["A1"], workbook.active["XFD1048576"] = "début", "fin"
    (first,) = read_bytes(save(workbook)).pages
    assert first.text.startswith("début")
    assert first.text.endswith("fin")


def test_an_old_sheet_whose_sectors_go_round_in_a_ring_is_broken(read_bytes, office_samples):
    content = bytearray((office_samples / "cameras.xls").read_bytes())
    table = 512 * (int.from_bytes(content[76:80], "little") + 1)
    content[table : table + 4] = (0).to_bytes(4, "little")
    with pytest.raises(DocumentIsBroken):
        read_bytes(bytes(content), "x.xls")


def test_an_old_sheet_with_cells_too_far_apart_is_refused_before_it_takes_the_memory(
    read_bytes, office_samples
):
    content = (office_samples / "cameras.xls").read_bytes()
    cell = content.index(b"\xfd\x00\x0a\x00")
    far = content[: cell + 4] + b"\xff\xff\xff\xff" + content[cell + 8 :]
    with pytest.raises(DocumentIsBroken, match="volumineux"):
        read_bytes(far, "x.xls")


def test_quotes_that_open_again_on_every_line_lose_no_line(read_bytes):
    content = "\n".join(f'x"y{number};"z' for number in range(30_000))
    text = read_bytes(content.encode(), "liste.csv").text
    assert all(f"y{number}" in text for number in (*range(100), *range(100, 30_000, 97)))


def test_no_row_of_a_list_is_lost(read_bytes):
    rows = "\n".join(f"rue {number};{number}" for number in range(1_000))
    lines = read_bytes(rows.encode(), "liste.csv").text.split("\n")
    assert lines == [f"rue {number} | {number}" for number in range(1_000)]
