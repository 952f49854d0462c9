"""A lexicon is data that a collective extends without code; what is wrong in it is said and the rest holds."""

import pytest

from contrechamp.spot.entries import Entry, Listing, Refusal, read_entries
from contrechamp.spot.lexicons import Lexicons, compute_lexicons_digest, open_lexicons

GOOD = """
kind = "technology"
source = "Glossary of the collective, 2026"

[entries.owl]
label = "Chouette"
names = ["chouettes nocturnes"]
plain = "Un capteur qui regarde la nuit."
category = "sensor"
"""


def write(folder, text: str, name: str = "ours.toml"):
    (folder / name).write_text(text, "utf-8")
    return folder


def find(lexicons: Lexicons, text: str, kind: str) -> list[tuple[str, str]]:
    return [(text[start:end], entry.key) for start, end, entry in lexicons.find(text, kind)]


def choose(lexicons: Lexicons, kind: str, key: str) -> Entry:
    (entry,) = (entry for entry in lexicons.list_entries(kind) if entry.key == key)
    return entry


def test_the_package_knows_its_words_and_has_none_that_it_refuses():
    lexicons = open_lexicons()
    assert find(lexicons, "La vidéosurveillance", "technology") == [("vidéosurveillance", "video_protection")]
    assert lexicons.refusals == ()


def test_a_collective_adds_its_own_words(tmp_path):
    lexicons = open_lexicons(write(tmp_path, GOOD))
    assert find(lexicons, "Les CHOUETTES", "technology") == [("CHOUETTES", "owl")]
    entry = choose(lexicons, "technology", "owl")
    assert (entry.label, entry.category, entry.source) == (
        "Chouette",
        "sensor",
        "Glossary of the collective, 2026",
    )
    assert find(lexicons, "vidéoprotection", "technology") == [("vidéoprotection", "video_protection")]


def test_a_collective_adds_names_to_what_is_known(tmp_path):
    own = 'kind = "technology"\nsource = "PV"\n[entries.video_protection]\nlabel = "Vidéo"\nnames = ["œil de la ville"]'
    lexicons = open_lexicons(write(tmp_path, own))
    entry = choose(lexicons, "technology", "video_protection")
    assert entry.label == "Vidéo" and entry.plain.startswith("Des caméras")
    assert find(lexicons, "L’œil de la ville", "technology") == [("œil de la ville", "video_protection")]


def test_a_group_is_names_without_more(tmp_path):
    own = '[[groups]]\nkind = "body"\nsource = "Liste"\ncategory = "national"\nnames = ["COVIL", "Cour des miracles"]'
    lexicons = open_lexicons(write(tmp_path, own))
    assert find(lexicons, "la Cour des miracles et la COVIL", "body") == [
        ("Cour des miracles", "Cour des miracles"),
        ("COVIL", "COVIL"),
    ]
    assert choose(lexicons, "body", "COVIL").category == "national"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("kind = ", "ours.toml: this is no TOML in UTF-8"),
        ('kind = "technology"\n[entries.x]\nlabel = "X"', "ours.toml, x: it has no “source”"),
        ('kind = "cheese"\nsource = "s"\n[entries.x]', "ours.toml, x: “kind” is none of technology"),
        (
            'kind = "body"\nsource = "s"\n[entries.x]\nnames = "X"',
            "ours.toml, x: “names” is no list of texts",
        ),
        (
            'kind = "body"\nsource = "s"\n[entries.x]\nnames = ["…"]',
            "ours.toml, x: “names” is no list of texts",
        ),
        ('kind = "body"\nsource = "s"\n[entries.x]\nlabel = 3', "ours.toml, x: “label” is no text"),
        ('kind = "body"\nsource = "s"\n[entries.x]\ndetails = 3', "ours.toml, x: this is no table"),
        ('kind = "body"\nsource = "s"\n[entries]\nx = 3', "ours.toml, x: this is no table"),
        ('kind = "body"\nsource = "s"\nentries = 3', "ours.toml, entries: this is no table"),
        ('kind = "body"\nsource = "s"\ngroups = 3', "ours.toml, groups 1: this is no table"),
        ('kind = "body"\nsource = "s"\n[[groups]]', "ours.toml, groups 1: it has neither"),
        (
            'kind = "body"\nsource = "s"\n[[groups]]\nfile = "../x"',
            "ours.toml, groups 1: there is no file ../x",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(tmp_path, text, sentence):
    lexicons = open_lexicons(write(tmp_path, text))
    assert str(lexicons.refusals[0]).startswith(sentence)
    assert find(lexicons, "vidéoprotection", "technology")


def test_a_bad_entry_leaves_its_neighbours(tmp_path):
    lexicons = open_lexicons(write(tmp_path, GOOD + '\n[entries.bad]\nnames = "no list"\n'))
    assert [one.entry for one in lexicons.refusals] == ["bad"]
    assert choose(lexicons, "technology", "owl")


def test_a_file_of_names_stands_beside_its_lexicon(tmp_path):
    (tmp_path / "noms.txt").write_text("Dupont et fils\n", "utf-8")
    own = '[[groups]]\nkind = "company"\nsource = "Registre"\nfile = "noms.txt"'
    (said,) = read_entries(write(tmp_path, own) / "ours.toml")
    assert said == Listing("company", tmp_path / "noms.txt", "Registre", "")


def test_what_a_person_said_of_columns_is_no_lexicon(tmp_path):
    assert open_lexicons(write(tmp_path, "x = 1", "columns.toml")).refusals == ()


def test_a_word_that_may_mean_something_else_needs_another_close_by():
    entry = Entry("technology", "dome", "Dôme", (), "Glossary", doubtful=("dôme",), near=("caméra",))
    lexicons = Lexicons([entry])
    assert find(lexicons, "une caméra sous un dôme", "technology") == [("dôme", "dome")]
    assert find(lexicons, "le dôme de l’église", "technology") == []
    assert find(lexicons, "caméra" + "." * 300 + "dôme", "technology") == []


def test_no_kind_is_asked_in_vain():
    assert find(Lexicons(), "la CNIL", "body") == []
    assert Lexicons().list_entries("body") == ()


def test_changed_words_have_another_digest(tmp_path):
    assert compute_lexicons_digest(tmp_path) == compute_lexicons_digest(tmp_path / "none") == ""
    first = compute_lexicons_digest(write(tmp_path, GOOD))
    (tmp_path / "noms.txt").write_text("Dupont\n", "utf-8")
    second = compute_lexicons_digest(tmp_path)
    assert len({first, second, ""}) == 3


def test_a_refusal_is_a_sentence_that_names_file_and_entry():
    assert (
        str(Refusal("a.toml", "b", "{file}, {entry}: no {what}.", {"what": "source"}))
        == "a.toml, b: no source."
    )


def test_names_of_a_file_are_found_with_those_of_entries(tmp_path):
    (tmp_path / "noms.txt").write_text("Dupont et fils\n\nDupont\n", "utf-8")
    own = (
        'kind = "company"\nsource = "Registre"\n[[groups]]\ncategory = "small"\nfile = "noms.txt"\n'
        '[[groups]]\nnames = ["Société Dupont"]'
    )
    lexicons = open_lexicons(write(tmp_path, own))
    text = "DUPONT ET FILS, la société Dupont et Dupont"
    assert find(lexicons, text, "company") == [
        ("DUPONT ET FILS", "Dupont et fils"),
        ("société Dupont", "Société Dupont"),
        ("Dupont", "Dupont"),
    ]
    (*_, first) = next(iter(lexicons.find("Dupont et fils", "company")))
    assert (first.category, first.source) == ("small", "Registre")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ('nmaes = ["Vigie"]', "“nmaes” is no field of an entry"),
        ('label = "Vigie"\nlable = "Vigie"', "“lable” is no field of an entry"),
        ('plain = "Une caméra."', "neither “label” nor “names”"),
    ],
)
def test_a_slip_in_a_field_is_told(tmp_path, fields, reason):
    own = f'kind = "technology"\nsource = "Nous"\n[entries.vigie]\n{fields}\n'
    (refusal,) = open_lexicons(write(tmp_path, own)).refusals
    assert reason in str(refusal)
