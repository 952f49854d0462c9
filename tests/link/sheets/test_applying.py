"""A sheet is applied once, mended under the same ids, and never half."""

import pytest
from tests.link.conftest import MOMENT, cite

from contrechamp.errors import FactWithoutPassage
from contrechamp.link.sheets.applying import Preparing
from contrechamp.link.sheets.reading import read_sheet
from contrechamp.vocabulary.judgement import JudgementKind as Kind

THINGS = """
feuille = "essai"
[acteurs.ville]
nom = "Ville"
noms = ["Ville de V."]
[acteurs.firme]
nom = "Noctiluque"
[acteurs.maire]
nom = "A. R."
categorie = "personne"
role = "maire"
papier = "pv"
mots = "le maire"
"""
FACT = """
[[faits]]
sujet = "ville"
relation = "achète à"
objet = "{other}"
quand = "{when}"
papier = "pv"
mots = "{words}"
"""


def apply(book, *texts, by="Ada", take_back=False, name="a.toml"):
    """Judge a sheet as the pipeline does; (outcomes as line -> verdict, problems)."""

    def find(quote):
        if "faux" in quote.words:
            raise FactWithoutPassage("Page {page} does not say “{words}”.", page=1, words=quote.words)
        return cite(words=quote.words)

    sheets = [read_sheet(name, text.encode()) for text in texts]
    done = Preparing(book.team, find, by=by, at=MOMENT).prepare(sheets, take_back=take_back)
    if not done.problems:
        book.registry.judge(done.statements)
        book.registry.judge(done.decisions)
    return [one.verdict for one in done.outcomes], done.problems


def fact(other="firme", when="2019", words="attribue"):
    return FACT.format(other=other, when=when, words=words)


def test_a_sheet_enters_entities_names_and_facts_and_a_second_time_nothing(book):
    assert apply(book, THINGS + fact()) == (["new"] * 4, [])
    (found,), total = book.team.list_facts()
    assert total == 1 and found.established_by == "Ada" and found.when == "2019"
    count = book.team.list_judgements()[1]
    assert apply(book, THINGS + fact(), by="Zoé") == (["same"] * 4, [])
    assert book.team.list_judgements()[1] == count
    with book.team.reading() as connection:
        assert connection.execute("SELECT kind, value, verdict FROM names").fetchall() == [
            ("actor", "Ville de V.", "is")
        ]


def test_a_line_that_is_mended_is_the_same_fact_with_other_words(book):
    apply(book, THINGS + fact())
    before = book.team.list_facts()[0][0].id
    assert apply(book, THINGS + fact(when="2020"))[0][-1] == "changed"
    (found,), total = book.team.list_facts()
    assert (found.id, found.when, total) == (before, "2020", 1)
    assert apply(book, THINGS + fact())[0][-1] == "changed"  # and back again
    assert book.team.list_facts()[0][0].when == "2019"


def test_an_entity_that_is_mended_keeps_what_others_corrected(book):
    apply(book, THINGS)
    town = book.team.list_entities(text="Ville")[0][0].entity
    book.decide(Kind.CORRECT, entity=town.id, changes={"name": "Ville de Vaucreuse"})
    assert (
        apply(book, THINGS.replace('nom = "Ville"\n', 'nom = "Ville"\ninsee = "96214"\n'))[0][0] == "changed"
    )
    found = book.team.find_entity(town.id)
    assert (found.name, found.identifiers) == ("Ville de Vaucreuse", {"insee": "96214"})


def test_what_a_person_undid_stays_undone(book):
    apply(book, THINGS + fact())
    book.undo(book.last())
    assert apply(book, THINGS + fact())[0][-1] == "same"
    assert book.team.list_facts()[1] == 0


def test_what_a_sheet_no_longer_says_is_told_and_taken_back_when_asked_and_may_return(book):
    apply(book, THINGS + fact())
    assert apply(book, THINGS)[0][-1] == "gone" and book.team.list_facts()[1] == 1
    apply(book, THINGS, take_back=True)
    assert book.team.list_facts()[1] == 0 and "gone" not in apply(book, THINGS)[0]
    assert apply(book, THINGS + fact())[0][-1] == "changed" and book.team.list_facts()[1] == 1
    assert apply(book, THINGS + fact())[0][-1] == "same"
    apply(book, THINGS, take_back=True)
    assert book.team.list_facts()[1] == 0


def test_every_wrong_line_is_said_and_nothing_is_kept(book):
    wrong = fact(other="personne d’ici") + fact(words="des mots faux") + fact(when="2021-02-30")
    _verdicts, problems = apply(book, THINGS + wrong)
    assert [problem.line for problem in problems] == [15, 23, 31]
    assert book.team.count_kinds() == {} and book.team.list_judgements()[1] == 0


def test_a_fact_about_a_wrong_line_is_wrong_too(book):
    _verdicts, problems = apply(book, THINGS.replace('role = "maire"', "") + fact(other="maire"))
    assert [problem.line for problem in problems] == [8, 15]
    assert "A. R." in str(problems[0].values) and problems[1].values == {"name": "maire"}


def test_names_that_two_have_are_not_guessed(book):
    for _ in range(2):
        book.add("actor", "Sagittel")
    _verdicts, problems = apply(book, THINGS + fact(other="SAGITTEL"))
    assert "Several" in problems[0].message
    key = book.team.list_entities(text="Sagittel")[0][0].entity.id
    assert apply(book, THINGS + fact(other=key))[1] == []


def test_keys_hold_across_the_sheets_of_one_run_and_names_across_runs(book):
    assert apply(book, fact().replace("firme", "firme"), THINGS)[1] == []
    assert (
        apply(book, fact().replace('"ville"', '"VILLE"').replace("firme", "noctiluque"), name="b.toml")[1]
        == []
    )
    _verdicts, problems = apply(book, THINGS, THINGS.replace("essai", "autre"))
    assert {problem.values.get("key") for problem in problems} == {"ville", "firme", "maire"}


def test_a_second_member_confirms_by_a_sheet_and_the_first_cannot(book):
    apply(book, THINGS)
    second = "[[confirmations]]\npersonne = 'a. r.'\n"
    assert apply(book, second, name="s.toml")[1][0].values == {"member": "Ada"}
    assert apply(book, second, by="Zoé", name="s.toml") == (["new"], [])
    assert book.everybody.list_entities(text="A. R.")[1] == 1
    assert apply(book, second, by="Zoé", name="s.toml") == (["same"], [])
    apply(book, THINGS.replace('role = "maire"', 'role = "ancien maire"'))
    assert book.everybody.list_entities(text="A. R.")[1] == 0  # other words wait for another look
    assert apply(book, second, by="Zoé", name="s.toml") == (["new"], [])
    assert apply(book, second.replace("a. r.", "Ville"), by="Zoé", name="t.toml")[1]


def test_merges_refusals_pairs_apart_and_contests(book):
    decisions = """
[[fusions]]
entite = "firme"
dans = "ville"
[[distincts]]
sujet = "ville"
objet = "maire"
[[refus]]
noms = ["Fait"]
raison = "un mot"
[[contestations]]
fait = "un"
raison = "nié"
"""
    said = THINGS + fact().replace('sujet = "ville"', 'cle = "un"\nsujet = "ville"') + decisions
    assert apply(book, said)[1] == []
    assert apply(book, said)[0] == ["same"] * 8
    assert book.team.list_facts()[0][0].contest == "nié"
    assert book.team.list_entities(text="Noctiluque")[1] == 0
    _verdicts, problems = apply(book, "[[contestations]]\nfait = 'deux'\nraison = 'x'\n", name="c.toml")
    assert problems[0].values == {"key": "deux"}


@pytest.mark.parametrize(
    "wrong", ["[[fusions]]\nentite = 'firme'\ndans = 'lieu'\n", "[[contestations]]\nentite = 'ville'\n"]
)
def test_a_decision_that_cannot_be_is_said(book, wrong):
    _verdicts, problems = apply(book, THINGS + "[lieux.lieu]\nnom = 'Place'\n" + wrong)
    assert [problem.line for problem in problems] == [16]


def test_what_is_written_twice_is_decided_once_and_a_key_of_a_fact_is_one_facts(book):
    twice = "[[refus]]\nnoms = ['Fait']\n" * 2
    assert apply(book, twice, name="r.toml") == (["new", "same"], [])
    same = fact().replace('sujet = "ville"', 'cle = "un"\nsujet = "ville"')
    assert [problem.line for problem in apply(book, THINGS + same + same)[1]] == [24]
    assert apply(book, THINGS + fact() + fact())[1] == []
    assert (
        book.team.list_facts()[1] == 2
    )  # the same words twice are two facts of the person who wrote them twice
