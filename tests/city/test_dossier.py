"""The sample city's dossier: each line of its sheets is understood, quotes a paper that is there, names no stranger."""

import tomllib
from pathlib import Path

import pytest

from contrechamp.link.quoting import is_quoted
from contrechamp.link.sheets.reading import read_sheet
from contrechamp.vocabulary.entity import PERSON
from contrechamp.vocabulary.judgement import JudgementKind as Kind

from .conftest import list_papers, plain

HERE = Path(__file__).parent
TRUTH = tomllib.loads((HERE / "truth.toml").read_text("utf-8"))
INSIDE = {"grille_notes.csv", "facture n° 2022-118.pdf", "AIPD_v0.docx"}


def read_sheets(member: str) -> list:
    files = sorted((HERE / "dossier" / member).iterdir())
    return [read_sheet(path.name, path.read_bytes()) for path in files]


@pytest.fixture(scope="module")
def sheets():
    return read_sheets("camille")


@pytest.fixture(scope="module")
def documents(sheets):
    return {short: name for sheet in sheets for short, name in sheet.documents.items()}


def list_quotes(sheets) -> list:
    return [quote for sheet in sheets for line in (*sheet.entities, *sheet.facts) for quote in line.quotes]


def test_every_line_is_understood(sheets):
    assert not [problem for sheet in (*sheets, *read_sheets("sacha")) for problem in sheet.problems]
    assert sum(len(sheet.facts) for sheet in sheets) > 400
    assert sum(len(sheet.entities) for sheet in sheets) > 150


def test_every_fact_quotes_a_paper_of_the_city(sheets, documents):
    files = {Path(path).name for path in list_papers()} | INSIDE
    assert all(line.quotes for sheet in sheets for line in sheet.facts)
    for quote in list_quotes(sheets):
        name = documents[quote.document]
        assert name in files or name.startswith("message-"), quote


def test_what_is_said_is_said_in_the_words_of_the_paper_or_is_few(sheets):
    """What stands between quotation marks is what somebody wrote; the rest is told as its gist."""
    said = [
        line
        for sheet in sheets
        for line in sheet.facts
        if line.value and line.relation in ("states", "outcome", "gives_notice", "gives_opinion", "condemns")
    ]
    loose = [line.value for line in said if not is_quoted(line.value, line.quotes)]
    assert len(said) > 45 and len(loose) <= 12, loose
    assert not [line for line in said if line.relation == "condemns"]  # no court has judged


def test_no_short_name_of_a_paper_is_there_for_nothing(sheets, documents):
    assert not documents.keys() - {quote.document for quote in list_quotes(sheets)}


def test_nothing_is_quoted_from_what_nobody_could_read_or_was_hidden(sheets, documents):
    assert TRUTH["secret"]["path"].rpartition("/")[2] not in documents.values()
    hidden = [
        row["text"] for row in TRUTH["phrase"] for place in row["places"] if place.get("how") == "hidden"
    ]
    quoted = " ".join(
        plain(quote.words) for quote in list_quotes(sheets) if quote.document == "courrier-noctiluque"
    )
    assert not [words for words in hidden if plain(words) in quoted]


def test_persons_are_there_in_a_public_role_alone_and_the_second_member_confirms_two_of_three(sheets):
    persons = {line.name: line for sheet in sheets for line in sheet.entities if line.category == PERSON}
    assert all(line.role and line.quotes for line in persons.values())
    confirmed = [line.ends[0] for sheet in read_sheets("sacha") for line in sheet.decisions]
    assert set(confirmed) == {"Aymeric Roncevert", "Régis Montalbrun"} and len(persons) == 3
    assert set(confirmed) < persons.keys()


@pytest.mark.parametrize("contradiction", TRUTH["contradiction"], ids=lambda row: row["about"])
def test_each_side_of_a_contradiction_is_a_fact_of_its_own(sheets, documents, contradiction):
    facts = [fact for sheet in sheets for fact in sheet.facts]
    for said in contradiction["says"]:
        name, words = said["path"].rpartition("/")[2], plain(said["quote"]).lower()
        close = [
            fact
            for fact in facts
            for quote in fact.quotes
            if documents[quote.document] == name and quote.page == said.get("page", 1)
            if shares(plain(quote.words).lower(), words)
        ]
        assert close, said


def shares(quoted: str, words: str) -> bool:
    """Whether two quotes are of the same sentence: one holds the other, or four words of it in a row."""
    parts = words.replace("|", " ").split()
    runs = [" ".join(parts[place : place + 3]) for place in range(max(1, len(parts) - 2))]
    return quoted in words or any(run in " ".join(quoted.replace("|", " ").split()) for run in runs)


@pytest.mark.parametrize("vote", TRUTH["vote"], ids=lambda row: row["number"])
def test_every_vote_is_there_as_the_council_counted_it(sheets, vote):
    acts = {line.key: line.identifiers.get("number") for sheet in sheets for line in sheet.entities}
    found = {
        fact.relation: fact.value
        for sheet in sheets
        for fact in sheet.facts
        if fact.subject == "conseil"
        and acts.get(fact.object) == vote["number"]
        and fact.relation != "decides"
    }
    assert [found[name] for name in ("votes_for", "votes_against", "abstains")] == list(
        map(str, vote["result"])
    )


def test_sums_are_those_of_the_papers(sheets):
    sums = [
        (fact.subject, fact.details.get("bound"), float(fact.value))
        for sheet in sheets
        for fact in sheet.facts
        if fact.relation == "costs"
    ]
    money = TRUTH["money"]
    assert ("marche", "awarded", money["contract"]) in sums and ("marche", "final", money["final"]) in sums
    assert [amount for subject, _bound, amount in sums if subject in ("a1", "a2", "a3")] == money[
        "amendments"
    ]
    paid = sum(
        amount for subject, bound, amount in sums if bound == "paid" and subject in ("marche", "abonnement")
    )
    assert paid == money["paid_with_tax"]


def test_every_camera_of_the_citys_list_and_every_one_on_no_list_is_a_device(sheets):
    devices = {line.key: line for sheet in sheets for line in sheet.entities if line.kind == "device"}
    listed = [line for key, line in devices.items() if key.startswith("c-")]
    assert len(listed) == TRUTH["rows"]["cameras_open_data"]
    assert sum("latitude" not in line.details for line in listed) == TRUTH["rows"]["cameras_without_place"]
    assert len(devices) - 1 == TRUTH["rows"]["cameras_counted"]  # and the eleven of 2008, together


def test_the_dossier_shows_what_a_person_decides_besides_facts(sheets):
    kinds = {line.kind for sheet in sheets for line in sheet.decisions}
    assert kinds == {Kind.MERGE, Kind.APART, Kind.REFUSE, Kind.CONTEST}
