"""A list of names: searched at once, told to nobody, kept nowhere."""

import csv
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.website.site import CANARY


def post(person, names="", **fields):
    return person.post("/listes", {"noms": names, **fields})


def read_rows(html):
    rows = re.findall(
        r'<tr><th scope="row">(.*?)</th><td class="num">(.*?)</td><td class="num">(.*?)</td>', html
    )
    return [(re.sub("<[^>]+>", "", name), pages, documents) for name, pages, documents in rows]


def test_names_are_told_with_their_pages_most_found_first(site, reader):
    answer = post(reader, "rien de tel\ndouze caméras\nplace du marché\nle")
    shown = answer.content.decode()
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert read_rows(shown)[1:] == [("douze caméras", "1", "1"), ("rien de tel", "0", "0"), ("le", "0", "0")]
    assert read_rows(shown)[0][0] == "place du marché"
    assert "2 noms trouvés sur 4" in shown
    assert f'href="/d/{site.digests["deliberation"]}/1/?q=%22douze+cam%C3%A9ras%22"' in shown
    assert "rien dans ce nom ne peut être cherché" in shown


def test_a_reader_finds_nothing_of_what_is_not_public(reader, member):
    assert read_rows(post(reader, CANARY).content.decode()) == [(CANARY, "0", "0")]
    assert read_rows(post(member, CANARY).content.decode())[0][1] != "0"


def test_the_same_as_a_file_without_formulas(reader):
    answer = post(reader, "=cmd()\ndouze caméras", csv="1")
    assert (
        answer["Content-Type"] == "text/csv; charset=utf-8" and "attachment" in answer["Content-Disposition"]
    )
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["nom", "pages", "documents", "premieres_pages"]
    assert rows[1][:3] == ["douze caméras", "1", "1"] and rows[1][3].startswith("http://localhost/d/")
    assert rows[2][0] == "'=cmd()"


@pytest.mark.parametrize("fields", [{}, {"csv": "1"}])
@pytest.mark.parametrize("names", ["douze caméras", ""])
def test_no_browser_keeps_a_list_in_whatever_form(reader, names, fields):
    assert post(reader, names, **fields)["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("noms.txt", "douze caméras\n"),
        ("noms.csv", "douze caméras;Toulon\n"),
        ("noms.CSV", "douze caméras,x\n"),
    ],
)
def test_a_file_of_names_is_read_and_forgotten(site, reader, name, content):
    before = sorted(
        path for path in site.archive.rglob("*") if "sqlite3" not in path.name and "state" not in path.name
    )
    file = SimpleUploadedFile(name, content.encode("cp1252"))
    shown = post(reader, fichier=file).content.decode()
    assert read_rows(shown) == [("douze caméras", "1", "1")]
    after = sorted(
        path for path in site.archive.rglob("*") if "sqlite3" not in path.name and "state" not in path.name
    )
    assert before == after


def test_too_many_names_and_too_large_a_file_are_told(reader):
    shown = post(reader, "\n".join(f"nom {number}" for number in range(1200))).content.decode()
    assert "Seuls les 1\u202f000 premiers noms ont été cherchés" in shown
    assert len(read_rows(shown)) == 1000
    answer = post(reader, fichier=SimpleUploadedFile("noms.txt", b"x" * 600_000))
    assert answer.status_code == 422 and "Ce fichier est trop gros" in answer.content.decode()


def test_nothing_written_is_told_what_to_do(reader):
    answer = post(reader, "  \n ")
    assert answer.status_code == 422 and "Écrivez au moins un nom" in answer.content.decode()


def test_a_form_of_another_site_is_refused_and_ours_needs_no_cookie(reader):
    answer = reader.post("/listes", {"noms": "caméra"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403 and "venait d’un autre site" in answer.content.decode()
    ours = reader.post("/listes", {"noms": "caméra"}, headers={"Sec-Fetch-Site": "same-origin"})
    assert ours.status_code == 200 and not ours.cookies


def test_names_cannot_become_html(reader):
    shown = post(reader, "<script>alert(1)</script>\n</textarea><img src=x>").content.decode()
    assert "<script>alert" not in shown and "<img" not in shown


def test_a_thousand_names_found_stay_light(reader):
    import gzip

    names = (
        "\n".join(f"caméra n° {number}" for number in range(1, 41))
        + "\n"
        + "\n".join(map(str, range(2000, 2900)))
    )
    assert len(gzip.compress(post(reader, names).content)) < 75_000
