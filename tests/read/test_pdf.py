"""What a PDF says is read as a person would see it: turned, annotated, blacked out, scanned, broken."""

import io

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.utils import ImageReader

from contrechamp.read import reasons
from contrechamp.read.dispatch import locate_words, read_document, render_page
from contrechamp.read.pdf.quality import is_broken
from contrechamp.read.pdf.text import clean_line, map_to_raw
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Child, HowRead, Page, ReadingState

from .papers import SENTENCE, draw_pdf, draw_scan, make_pages_pdf, make_stream


def _read(content: bytes, **asked):
    *findings, reading = read_document(io.BytesIO(content), Request(**asked))
    return findings, reading


def _read_page(content: bytes) -> Page:
    findings, _ = _read(content)
    return next(finding for finding in findings if isinstance(finding, Page))


def _edit(content: bytes, change) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        target = io.BytesIO()
        document.save(target)
        return target.getvalue()


def test_lines_keep_their_order_and_their_places():
    page = _read_page(draw_pdf(lambda c: (c.drawString(72, 742, "En haut"), c.drawString(72, 100, "En bas"))))
    assert page.text == "En haut\nEn bas"
    top, bottom = page.lines
    assert page.text[bottom.start : bottom.end] == "En bas"
    assert top.box.left == pytest.approx(72 / 595, abs=0.01)
    assert top.box.bottom == pytest.approx(100 / 842, abs=0.02)
    assert bottom.box.bottom == pytest.approx(742 / 842, abs=0.02)


def test_text_under_a_black_box_is_flagged_and_not_given():
    def draw(canvas):
        canvas.drawString(72, 700, "Le titulaire est")
        canvas.drawString(200, 700, "Monsieur Secret")
        canvas.rect(195, 695, 120, 18, fill=1)
        canvas.drawString(72, 650, "Suite lisible")

    page = _read_page(draw_pdf(draw))
    assert "Secret" not in page.text
    assert "Le titulaire est" in page.text and "Suite lisible" in page.text
    assert "hidden_text" in page.flags


def test_one_blackened_cell_of_a_coloured_table_is_found_among_the_others():
    def draw(canvas):
        for row in range(20):
            for column in range(5):
                x, y = 60 + 90 * column, 780 - 30 * row
                canvas.setFillColor(colors.lightgrey)
                canvas.rect(x, y - 8, 88, 26, fill=1, stroke=0)
                canvas.setFillColor(colors.black)
                canvas.drawString(x + 4, y, f"case {row}-{column}")
        canvas.rect(60 + 90 * 2, 780 - 30 * 7 - 8, 88, 26, fill=1, stroke=0)

    page = _read_page(draw_pdf(draw))
    assert "case 7-2" not in page.text and page.flags == ("hidden_text",)
    assert page.text.count("case ") == 99


def test_text_inside_a_form_under_a_black_box_is_flagged_too():
    def draw(canvas):
        canvas.beginForm("tampon")
        canvas.drawString(200, 700, "Madame Secret")
        canvas.drawString(200, 600, "Suite lisible")
        canvas.endForm()
        canvas.doForm("tampon")
        canvas.rect(195, 695, 120, 18, fill=1)

    page = _read_page(draw_pdf(draw))
    assert (page.text, page.flags) == ("Suite lisible", ("hidden_text",))


def test_a_box_inside_a_form_hides_the_text_of_the_page_and_of_the_form():
    def draw(canvas):
        canvas.drawString(72, 700, "Monsieur Secret")
        canvas.beginForm("cache")
        canvas.drawString(100, 1100, "Madame Secret")
        canvas.rect(90, 1090, 240, 36, fill=1)
        canvas.rect(90, 1390, 240, 36, fill=1)
        canvas.endForm()
        canvas.saveState()
        canvas.scale(0.5, 0.5)
        canvas.doForm("cache")
        canvas.restoreState()
        canvas.drawString(72, 600, "Suite lisible")

    page = _read_page(draw_pdf(draw))
    assert (page.text, page.flags) == ("Suite lisible", ("hidden_text",))


def test_a_thick_line_hides_what_it_strikes_out_and_a_frame_does_not():
    def draw(canvas):
        canvas.drawString(72, 700, "Monsieur Secret")
        canvas.drawString(72, 600, "Encadré")
        canvas.setLineWidth(18)
        canvas.line(70, 704, 200, 704)
        canvas.setLineWidth(6)
        canvas.rect(50, 570, 200, 60, fill=0)

    page = _read_page(draw_pdf(draw))
    assert (page.text, page.flags) == ("Encadré", ("hidden_text",))


@pytest.mark.parametrize("height", [30_000, -30_000])
def test_a_box_hides_text_on_a_page_that_lies_far_from_the_origin(height):
    drawn = b"BT /F 12 Tf 72 %d Td (Monsieur Secret) Tj 0 -100 Td (Suite lisible) Tj ET 70 %d 150 20 re f"
    content = make_stream(drawn % (height + 700, height + 695))
    pdf = make_pages_pdf(content).replace(
        b"/MediaBox[0 0 595 842]", b"/MediaBox[0 %d 595 %d]" % (height, height + 842)
    )
    page = _read_page(pdf)
    assert (page.text, page.flags) == ("Suite lisible", ("hidden_text",))


def test_text_on_a_coloured_ground_is_not_hidden():
    def draw(canvas):
        for y, ground, ink in ((700, colors.yellow, colors.black), (600, colors.black, colors.white)):
            canvas.setFillColor(ground)
            canvas.rect(60, y - 10, 300, 30, fill=1, stroke=0)
            canvas.setFillColor(ink)
            canvas.drawString(72, y, f"Encart à {y}")

    page = _read_page(draw_pdf(draw))
    assert page.text == "Encart à 700\nEncart à 600"
    assert page.flags == ()


@pytest.mark.parametrize("how", ["white", "invisible"])
def test_what_nobody_can_see_is_not_made_searchable(how):
    def draw(canvas):
        canvas.drawString(72, 700, "Ce que chacun lit sur cette page")
        text = canvas.beginText(72, 600)
        if how == "white":
            text.setFillColor(colors.white)
        else:
            text.setTextRenderMode(3)
        text.textLine("mots cachés")
        canvas.drawText(text)

    page = _read_page(draw_pdf(draw))
    assert page.text == "Ce que chacun lit sur cette page"
    assert page.flags == ("hidden_text",)


def test_the_invisible_text_of_a_scan_is_its_text():
    def draw(canvas):
        canvas.drawImage(ImageReader(draw_scan()), 0, 0, 595, 842)
        text = canvas.beginText(72, 700)
        text.setTextRenderMode(3)
        text.textLines("\n".join([SENTENCE] * 4))
        canvas.drawText(text)

    page = _read_page(draw_pdf(draw))
    assert (page.how_read, page.flags) == (HowRead.NATIVE, ())
    assert page.text.count("vidéoprotection") == 4


@pytest.mark.slow
def test_a_page_that_is_only_an_image_is_recognised():
    page = _read_page(draw_pdf(lambda c: c.drawImage(ImageReader(draw_scan()), 0, 0, 595, 842)))
    assert page.how_read is HowRead.OCR
    assert page.text.count("caméras de vidéoprotection") == 6
    assert page.confidence > 0.8
    word = next(word for word in page.words if page.text[word.start : word.end] == "caméras")
    assert 0.1 < word.box.top < 0.16 and word.confidence > 0.7


def test_a_blank_page_is_empty_and_costs_no_recognition():
    page = _read_page(draw_pdf(lambda c: None))
    assert (page.how_read, page.text, page.reason) == (HowRead.EMPTY, "", "")


def test_form_fields_and_notes_are_part_of_the_page():
    def draw(canvas):
        canvas.drawString(72, 700, "Nom du demandeur")
        canvas.acroForm.textfield(value="Association des riverains", x=200, y=690, width=200, height=20)
        canvas.textAnnotation("À vérifier avant le vote", Rect=[100, 500, 120, 520])

    content = draw_pdf(draw)
    page = _read_page(content)
    assert page.text.split("\n") == [
        "Nom du demandeur",
        "Association des riverains",
        "À vérifier avant le vote",
    ]
    words = locate_words(io.BytesIO(content), Request(), page=1)
    field = next(word for word in words if page.text[word.start : word.end] == "riverains")
    assert field.box.left == pytest.approx(200 / 595, abs=0.01)


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_boxes_follow_a_turned_page(turns):
    content = _edit(
        draw_pdf(lambda c: c.drawString(72, 700, "REPÈRE")),
        lambda document: document.pages[0].rotate(turns, relative=False),
    )
    page = _read_page(content)
    pixels = render_page(io.BytesIO(content), Request(), page=1, width_px=600)
    image = Image.frombytes(pixels.mode, (pixels.width, pixels.height), pixels.content).convert("L")
    ink = image.point(lambda value: 255 * (value < 128)).getbbox()
    box = page.lines[0].box
    seen = (ink[0] / image.width, ink[1] / image.height, ink[2] / image.width, ink[3] / image.height)
    assert tuple(box) == pytest.approx(seen, abs=0.012)
    assert ("rotated" in page.flags) == bool(turns)
    assert page.width / page.height == pytest.approx(image.width / image.height, abs=0.01)


def test_boxes_follow_a_cropped_page():
    def crop(document):
        document.pages[0].cropbox = [50, 400, 350, 800]

    page = _read_page(_edit(draw_pdf(lambda c: c.drawString(72, 700, "REPÈRE")), crop))
    assert (page.width, page.height) == (300, 400)
    assert page.lines[0].box.left == pytest.approx(22 / 300, abs=0.01)
    assert page.lines[0].box.bottom == pytest.approx(100 / 400, abs=0.02)


def test_text_turned_on_an_upright_page_is_read_in_lines():
    def draw(canvas):
        canvas.translate(300, 100)
        canvas.rotate(90)
        canvas.drawString(0, 0, "Première ligne du plan")
        canvas.drawString(0, -14, "Deuxième ligne du plan")

    assert _read_page(draw_pdf(draw)).text == "Première ligne du plan\nDeuxième ligne du plan"


def test_a_word_broken_at_the_end_of_a_line_keeps_its_hyphen():
    page = _read_page(
        draw_pdf(lambda c: (c.drawString(72, 700, "la vidéopro-"), c.drawString(72, 686, "tection urbaine")))
    )
    assert page.text == "la vidéopro-\ntection urbaine"
    assert [page.text[line.start : line.end] for line in page.lines] == ["la vidéopro-", "tection urbaine"]


def test_attachments_are_children():
    def attach(document):
        document.attachments["annexe é.csv"] = b"rue;nombre\nGare;3\n"

    findings, reading = _read(_edit(draw_pdf(lambda c: c.drawString(72, 700, "Voir l’annexe")), attach))
    assert [finding for finding in findings if isinstance(finding, Child)] == [
        Child("annexe é.csv", b"rue;nombre\nGare;3\n")
    ]
    assert reading.state is ReadingState.READ


def test_printed_page_numbers_are_kept_beside_the_physical_ones():
    def label(document):
        document.Root.PageLabels = pikepdf.Dictionary(
            Nums=[0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D, P="A-")]
        )

    draw = [lambda c: c.drawString(72, 700, "Texte de la page")] * 3
    findings, _ = _read(_edit(draw_pdf(*draw), label))
    assert [(page.number, page.label) for page in findings] == [(1, "i"), (2, "ii"), (3, "A-1")]


def test_what_the_file_says_of_itself_is_kept():
    def describe(document):
        document.docinfo["/Title"] = "Délibération  n° 12"
        document.docinfo["/CreationDate"] = "D:20140513101500+02'00'"

    _, reading = _read(_edit(draw_pdf(lambda c: c.drawString(72, 700, "Texte de la page")), describe))
    assert reading.properties["title"] == "Délibération n° 12"
    assert reading.properties["date"] == "2014-05-13"


def test_a_password_is_asked_for_and_opens():
    lock = pdfencrypt.StandardEncryption("sésame", ownerPassword="autre")
    content = draw_pdf(lambda c: c.drawString(72, 700, "Contenu protégé"), encrypt=lock)
    assert _read(content)[1].reason == reasons.ENCRYPTED
    assert _read(content, password="faux")[1].reason == reasons.WRONG_PASSWORD
    findings, reading = _read(content, password="sésame")
    assert findings[0].text == "Contenu protégé" and reading.state is ReadingState.READ


def test_a_cut_file_says_that_it_is_damaged_or_gives_what_it_has():
    content = draw_pdf(*[lambda c: c.drawString(72, 700, SENTENCE)] * 3)
    for size in (9, 200, len(content) // 2, len(content) - 40):
        _, reading = _read(content[:size])
        assert reading.state is not ReadingState.READ or reading.page_count
        assert (reading.state is ReadingState.READ) == (not reading.reason)


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        (SENTENCE * 5, False),
        ("\ue012\ue034\ue045 \ue013\ue013" * 20, True),
        ("Of frpp xqh lqvwdoohud ghv fdpìudv gh ylgìrsurwhfwlrq " * 12, True),
        (
            "9LOOHGH9DXFUHXVH\n3URWHFWLRQGHVGRQQÌHV\nGHO¼DUWLFOH UËJOHPHQW\nTX¼XQWHOGLVSRVLWLIQ¼ÌWDLW\n" * 4,
            True,
        ),
        ("2 150,00 2 150,00 4 300,00\n" * 20, False),
        ("الكاميرات في المدينة " * 20, False),
        ("Die Gemeinde installiert Kameras zur Überwachung vor den Schulen. " * 10, False),
    ],
)
def test_a_text_layer_that_stands_for_nothing_is_recognised_as_such(text, broken):
    assert is_broken(text) == broken


@given(some.text(alphabet=some.sampled_from("aé \u00a0\u202f\t-\u00ad\ufffe\x02\x0c’x"), max_size=40))
def test_each_cleaned_character_leads_back_to_the_raw_one(raw):
    cleaned = clean_line(raw)
    places = map_to_raw(raw, cleaned)
    assert places == sorted(places)
    for character, place in zip(cleaned, places, strict=True):
        assert raw[place] == character or character in " -"
