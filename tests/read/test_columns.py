"""Columns are read one after the other, however they were drawn; tables keep their rows; nothing is lost."""

import collections
import io
import re
import zipfile

import pypdfium2
import pytest

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Page

from .papers import draw_pdf

PROSE = (
    "Le conseil municipal réuni en séance publique décide d’étendre le réseau de caméras à l’ensemble des abords des "
    "écoles de la commune. Cette extension représente une dépense de quarante mille euros, que la commission des "
    "finances a examinée lors de sa réunion du mois de mars. Le rapporteur précise que les images seront conservées "
    "pendant quinze jours et qu’un registre des consultations sera tenu par le service. Plusieurs élus demandent "
    "qu’une évaluation indépendante soit menée avant toute nouvelle installation, et que ses résultats soient rendus "
    "publics. Le maire répond qu’une telle étude n’est pas prévue au budget de cette année, mais qu’elle pourra être "
    "proposée à l’occasion du prochain débat d’orientation budgétaire."
)
OTHER = (
    "La société titulaire du marché assure la maintenance des équipements et la formation des agents. Elle remet "
    "chaque trimestre un rapport sur le fonctionnement du dispositif, dans lequel figurent le nombre d’incidents et "
    "la durée moyenne des interruptions. En cas de défaillance prolongée, des pénalités sont appliquées selon les "
    "conditions fixées par le cahier des clauses administratives particulières. Le contrat est conclu pour une durée "
    "de trois ans, renouvelable une fois par décision expresse de la commune. Les prix sont révisés chaque année en "
    "fonction de l’indice des services, sans que la hausse puisse dépasser deux points."
)


def _wrap(text: str, width: int) -> list[str]:
    lines, current = [], ""
    for word in text.split():
        if len(current) + len(word) >= width:
            lines.append(current)
            current = ""
        current = f"{current} {word}".strip()
    return [*lines, current]


def _find_phrases(text: str, length: int = 8) -> list[str]:
    words = text.split()
    return [" ".join(words[place : place + length]) for place in range(len(words) - length + 1)]


def _share_found(page_text: str, *texts: str) -> float:
    found = " ".join(page_text.split())
    phrases = [phrase for text in texts for phrase in _find_phrases(text)]
    return sum(phrase in found for phrase in phrases) / len(phrases)


def _read_text(content: bytes) -> str:
    return "\n".join(f.text for f in read_document(io.BytesIO(content), Request()) if isinstance(f, Page))


def _draw_rows(canvas, *columns: list[str], left: float = 50, step: float = 250, size: float = 10) -> None:
    """Row by row, as some programs print: first line of each column, then the second…"""
    canvas.setFont("Helvetica", size)
    for row in range(max(map(len, columns))):
        for place, column in enumerate(columns):
            if row < len(column):
                canvas.drawString(left + place * step, 780 - row * 13, column[row])


@pytest.mark.parametrize("width", [44, 50])
def test_two_columns_drawn_row_by_row_are_read_in_order(width):
    content = draw_pdf(lambda c: _draw_rows(c, _wrap(PROSE, width), _wrap(OTHER, width)))
    bare = pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range()
    assert _share_found(bare, PROSE, OTHER) < 0.5
    assert _share_found(_read_text(content), PROSE, OTHER) >= 0.98


def test_three_columns_drawn_row_by_row_are_read_in_order():
    columns = [_wrap(PROSE, 30), _wrap(OTHER, 30), _wrap(PROSE[::1].replace("Le ", "Ce "), 30)]
    content = draw_pdf(lambda c: _draw_rows(c, *columns, left=36, step=178, size=9))
    assert _share_found(_read_text(content), PROSE, OTHER) >= 0.98


def test_a_title_across_both_columns_stays_where_it_is():
    def draw(canvas):
        canvas.drawString(120, 800, "Recueil des actes administratifs de la préfecture, numéro douze")
        _draw_rows(canvas, _wrap(PROSE, 46), _wrap(OTHER, 46))
        canvas.drawString(
            120, 60, "Ce bulletin est consultable à l’accueil de la préfecture et dans les mairies"
        )

    lines = _read_text(draw_pdf(draw)).split("\n")
    assert lines[0].startswith("Recueil") and lines[-1].startswith("Ce bulletin")


def test_a_table_keeps_its_rows():
    rows = [
        (f"Caméra {n:02}", "place du Marché, angle de la rue Haute", f"{n * 3} jours") for n in range(1, 15)
    ]
    names, places, days = (list(column) for column in zip(*rows, strict=True))
    content = draw_pdf(lambda c: _draw_rows(c, names, places, days, step=190))
    text = _read_text(content)
    assert all(" ".join(row) in text for row in rows)


def test_words_of_cut_lines_are_located_on_their_own_side():
    from contrechamp.read.dispatch import locate_words

    content = draw_pdf(lambda c: _draw_rows(c, _wrap(PROSE, 46), _wrap(OTHER, 46)))
    text = _read_text(content)
    words = locate_words(io.BytesIO(content), Request(), page=1)
    assert [text[word.start : word.end] for word in words] == text.split()
    border = text.index("La société titulaire")
    assert all(word.box.right < 0.5 for word in words if word.end < border)
    assert all(word.box.left > 0.45 for word in words if word.start >= border)


def test_every_camera_of_the_gazette_stands_beside_its_address(shared_data):
    folder = shared_data / "paris-bovp"
    text = _flatten(_read_text((folder / "2019_02_01_BOVP_009.pdf").read_bytes()))
    rows = [
        line.split(";")[1:3]
        for line in (folder / "annexe1_sample_75001-75004.csv").read_text().splitlines()[1:]
    ]
    missing = [
        number for number, address in rows if not _stands_beside(number.lower(), _flatten(address), text)
    ]
    assert len(missing) <= 1 < len(rows)


def _flatten(text: str) -> str:
    return " ".join(text.replace("-\n", "-").replace("’", "'").lower().split())


def _stands_beside(number: str, address: str, text: str) -> bool:
    beginnings = re.finditer(rf"(?<!\d)0*{re.escape(number)} ", text)
    return any(text.startswith(address, match.end()) for match in beginnings)


@pytest.mark.slow
def test_no_word_of_the_council_papers_is_lost(shared_data):
    lost: collections.Counter[str] = collections.Counter()
    for archive in sorted((shared_data / "montpellier" / "VilleMTP_MTP_Delibs").glob("*.zip")):
        with zipfile.ZipFile(archive) as papers:
            for name in [name for name in papers.namelist() if name.lower().endswith(".pdf")][::4]:
                content = papers.read(name)
                document = pypdfium2.PdfDocument(content)
                bare = " ".join(page.get_textpage().get_text_range() for page in document)
                lost += _count_words(re.sub("[\ufffe\x02]", "- ", bare)) - _count_words(_read_text(content))
    assert not lost


def _count_words(text: str) -> collections.Counter[str]:
    return collections.Counter(re.findall(r"\w+", text))
