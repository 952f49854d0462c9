"""A CSV made by hand, in any of the ways that people make one, says what the files are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.collect.manifest import read_date, read_manifest
from contrechamp.errors import SourceUnreadable
from contrechamp.vocabulary.document import Description, Said

FRENCH = (
    "Chemin;Titre;Date;Organisme;Type\nconseil/été.pdf;Séance d’été;25/06/2013;Ville de Lys;délibération\n"
)


def write(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "manifest.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_encoding_of_french_offices_is_read(tmp_path, encoding):
    manifest = read_manifest(write(tmp_path, FRENCH, encoding))
    assert manifest.bad_rows == ()
    assert manifest.descriptions == {
        "conseil/été.pdf": Description(
            title=Said("Séance d’été", "manifest"),
            date=Said("2013-06-25", "manifest"),
            body=Said("Ville de Lys", "manifest"),
            kind=Said("délibération", "manifest"),
        )
    }


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_may_come_in_any_order_and_some_may_lack(tmp_path, delimiter):
    text = f'title{delimiter}path\n"Un, deux; trois"{delimiter}a.pdf\n'
    (said,) = read_manifest(write(tmp_path, text)).descriptions.values()
    assert said == Description(title=Said("Un, deux; trois", "manifest"))


def test_words_for_kinds_are_translated_by_the_caller(tmp_path):
    manifest = read_manifest(write(tmp_path, FRENCH), find_kind={"délibération": "deliberation"}.__getitem__)
    assert manifest.descriptions["conseil/été.pdf"].kind.value == "deliberation"


def test_rows_that_say_something_wrong_are_named_by_their_line(tmp_path):
    text = "path,date\na.pdf,hier\n,2020\n\nb.pdf,2020\nb.pdf,2021\n"
    manifest = read_manifest(write(tmp_path, text))
    assert [(bad.line, bad.path) for bad in manifest.bad_rows] == [(2, "a.pdf"), (3, ""), (6, "b.pdf")]
    assert manifest.descriptions["a.pdf"].date == Said()
    assert manifest.descriptions["b.pdf"].date.value == "2021"


def test_rows_that_speak_of_no_file_are_named(tmp_path):
    manifest = read_manifest(write(tmp_path, "path\na.pdf\ndossier/b.pdf\nc.pdf\n"))
    unmatched = manifest.list_unmatched(["papiers/a.pdf", "dossier/b.pdf"])
    assert [(bad.line, bad.path) for bad in unmatched] == [(4, "c.pdf")]


def test_an_accent_written_in_two_pieces_is_the_same_accent(tmp_path):
    manifest = read_manifest(write(tmp_path, "path\ne\u0301te\u0301.pdf\n"))
    assert manifest.list_unmatched(["été.pdf"]) == []


@pytest.mark.parametrize("text", ["", "\n", "nom,objet\nx,y\n", "path\n\0" + '"' * 9])
def test_what_is_no_manifest_is_refused_or_empty(tmp_path, text):
    try:
        assert len(read_manifest(write(tmp_path, text)).descriptions) <= 1
    except SourceUnreadable as error:
        assert "manifest.csv" in str(error)


def test_a_manifest_that_is_not_there_says_so(tmp_path):
    with pytest.raises(SourceUnreadable, match="not there"):
        read_manifest(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("25/06/2013", "2013-06-25"),
        ("5/6/2013", "2013-06-05"),
        ("06/2013", "2013-06"),
        ("2013", "2013"),
        ("2013-06", "2013-06"),
        (" 2013-06-25 ", "2013-06-25"),
        ("", ""),
        ("31/02/2013", None),
        ("13/2013", None),
        ("vers 2013", None),
        ("0000", None),
    ],
)
def test_dates_keep_their_own_precision(text, iso):
    assert read_date(text) == iso


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_back_the_same(day):
    assert read_date(day.isoformat()) == day.isoformat()
    assert read_date(day.strftime("%d/%m/") + f"{day.year}") == day.isoformat()


@given(st.text())
def test_no_text_breaks_the_reading_of_dates(text):
    found = read_date(text)
    assert found is None or found == "" or 4 <= len(found) <= 10
