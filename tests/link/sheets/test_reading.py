"""A sheet says what it says whether it is written in TOML or kept in a spreadsheet, in French or in English."""

import pytest

from contrechamp.errors import JudgementRefused, RelationUnknown
from contrechamp.link.sheets.form import Quote
from contrechamp.link.sheets.reading import read_sheet
from contrechamp.link.sheets.words import find_relation_key, tidy_time, tidy_value
from contrechamp.vocabulary.judgement import JudgementKind as Kind

TOML = """
feuille = "ville/essai"

[papiers]
pv = "PV 2019.pdf"

[acteurs.ville]
nom = "Ville de Vaucreuse"
categorie = "organisme"
insee = "96214"
noms = ["Ville de Vaucreuse", { sorte = "lieu", nom = "Vaucreuse" }]

[actes.arrete]
nom = "Arrêté"
date = 2019-11-28
fin = "28/11/2024"

[[faits]]
sujet = "ville"
relation = "achète à"
objet = "Noctiluque"
quand = "11/2019"
papier = "pv"
page = 2
mots = "attribue le marché"
sources = [{ papier = "autre.pdf", mots = "notifié" }]

[[contestations]]
fait = "un"
raison = "la mairie le nie"

[[refus]]
noms = ["Fait"]
"""
CSV = """sujet;relation;objet;valeur;quand;papier;page;mots;en vertu de
conseil;vote pour;d014;24;28/02/2019;pv;2;24 voix pour;
;;;;;del;;24 voix;

arrete;coûte;;1 184 500,00 €;2019;pv;3;"un montant; HT";marche
"""


def test_toml_names_its_sheet_its_papers_and_each_thing():
    sheet = read_sheet("a.toml", TOML.encode())
    assert (sheet.name, sheet.documents, sheet.problems) == ("ville/essai", {"pv": "PV 2019.pdf"}, ())
    town, order = sheet.entities
    assert (town.key, town.kind, town.category, town.identifiers) == (
        "ville",
        "actor",
        "body",
        {"insee": "96214"},
    )
    assert town.names == (("actor", "Ville de Vaucreuse"), ("place", "Vaucreuse")) and town.line == 7
    assert order.details == {"date": "2019-11-28", "ends_on": "2024-11-28"}
    (fact,) = sheet.facts
    assert (fact.line, fact.relation, fact.when) == (18, "buys_from", "2019-11")
    assert fact.quotes == (Quote("pv", 2, "attribue le marché"), Quote("autre.pdf", 1, "notifié"))
    contest, refusal = sheet.decisions
    assert (contest.kind, contest.ends, contest.is_of_fact) == (Kind.CONTEST, ("un",), True)
    assert refusal.names == (("actor", "Fait"),)


@pytest.mark.parametrize(("sign", "code"), [(";", "utf-8-sig"), ("\t", "utf-16"), (";", "cp1252")])
def test_a_spreadsheet_gives_a_fact_a_row_and_a_row_of_passage_adds_to_the_one_above(sign, code):
    sheet = read_sheet("votes.csv", CSV.replace(";", sign).replace(f"montant{sign}", "montant;").encode(code))
    vote, price = sheet.facts
    assert sheet.name == "votes" and not sheet.problems
    assert (vote.relation, vote.value, vote.when) == ("votes_for", "24", "2019-02-28")
    assert vote.quotes == (Quote("pv", 2, "24 voix pour"), Quote("del", 1, "24 voix"))
    assert (price.value, price.under, price.line) == ("1184500.00", "marche", 5)
    assert price.quotes[0].words == "un montant; HT"


def test_a_spreadsheet_of_things_needs_their_kind():
    heading = "sorte;clé;nom;latitude;longitude\n"
    sheet = read_sheet("a.csv", f"{heading}appareil;c1;Caméra 1;45.9;3.4\npersonne;;X;;\n".encode())
    assert [(one.key, one.kind, one.details["latitude"]) for one in sheet.entities] == [
        ("c1", "device", "45.9")
    ]
    assert [problem.line for problem in sheet.problems] == [3]


def test_english_words_say_the_same():
    english = "[[facts]]\nsubject = 'a'\nrelation = 'costs'\nvalue = 12.5\ndocument = 'd'\nquote = 'w'\n"
    assert read_sheet("a.toml", english.encode()).facts[0].value == "12.50"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("[[faits]]\n\n[[faits]]\nsujet = 'a'\nrelation = 'mange'\n", 3),
        ("[[faits]]\nsujet = 'a'\nrelation = 'coûte'\ncouleur = 'bleu'\n", 1),
        ("[acteurs.a]\nnom = 'A'\n\n[acteurs.b]\nname = 'B'\nsujet = 'x'\n", 4),
        ("[[faits]]\nsujet = 'a'\nrelation = 'coûte'\npage = 'deux'\nmots = 'x'\npapier = 'y'\n", 1),
        ("[[faits]]\nsujet = 'a'\nrelation = 'coûte'\nmots = 'x'\n", 1),
        ("[[confirmations]]\nraison = 'x'\n", 1),
        ("\n\n[[oiseaux]]\nx = 1\n", 3),
        ("faits = 3\n", 1),
        ("acteurs = ['a']\n", 1),
        ("[acteurs]\nville = 3\n", 2),
        ("[[faits]]\nsujet = \n", 2),
        ("[[fusions]]\nentite = 'a'\n", 1),
    ],
)
def test_what_is_not_understood_is_said_with_its_line(written, line):
    sheet = read_sheet("a.toml", written.encode())
    assert line in [problem.line for problem in sheet.problems]


def test_a_spreadsheet_that_says_nothing_of_ours_is_refused_at_its_first_line():
    for written in ("", "a;b\n1;2\n", "sujet;objet\nx;y\n"):
        (problem,) = read_sheet("a.csv", written.encode()).problems
        assert problem.line == 1


@pytest.mark.parametrize(
    ("said", "kind", "value"),
    [
        ("900 000,00 € HT", "sum", "900000.00"),
        ("1\u202f642\u202f000", "sum", "1642000.00"),
        ("12,345", "sum", "12,345"),  # a thousandth of a euro is nothing that a paper says
        ("cher", "sum", "cher"),
        ("1 312", "count", "1312"),
        ("28/11/2024", "date", "2024-11-28"),
        (" oui ", "text", "oui"),
    ],
)
def test_values_get_their_one_form_and_what_is_none_stays(said, kind, value):
    assert tidy_value(said, kind) == value


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("2013", "2013"),
        ("06/2013", "2013-06"),
        ("25/06/2013", "2013-06-25"),
        ("2019-11/2024", "2019-11/2024"),
        ("28/11/2019 au 28/11/2024", "2019-11-28/2024-11-28"),
        ("2021/", "2021/"),
        ("un jour", "un jour"),
    ],
)
def test_dates_keep_the_precision_that_was_written(said, when):
    assert tidy_time(said) == when


def test_a_relation_is_named_by_its_key_or_its_label():
    assert find_relation_key("achete a") == find_relation_key("Achète à") == find_relation_key("buys_from")
    with pytest.raises(RelationUnknown, match="achète à"):
        find_relation_key("mange")
    with pytest.raises(JudgementRefused):
        tidy_value("x", "sum") and read_sheet("x.toml", b"") and find_relation_key("")
