"""What is offered for a name that waits, for an entity, for two entities: with reasons, and never merged alone."""

import json

import pytest
from tests.link.conftest import PAPER

from contrechamp.link.candidates import list_candidates, list_likely_names, list_twins, write_side
from contrechamp.link.comparing import LIKELY
from contrechamp.link.name_words import index_new_names, list_keys
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name

FIRM, AGENCY, JOINT = "SOGETREL", "SOGETREL SAS AGENCE DE PEROLS", "IPERION-SOGETREL"
SIREN = "732829320"


def actor(value: str) -> Name:
    return Name("actor", value)


def let_wait(book, *values: str, kind: str = "actor", **details: str) -> None:
    """Names as the step that gathers them from the pages writes them."""
    with book.registry.book.changes() as connection:
        connection.execute("INSERT OR IGNORE INTO cited (digest) VALUES (?)", (PAPER,))
        for value in values:
            query = "INSERT INTO names (kind, value, documents) VALUES (?, ?, 1) RETURNING number"
            (number,) = connection.execute(query, (kind, value)).fetchone()
            line = (number, value, json.dumps(details))
            connection.execute("INSERT INTO sightings VALUES (?, 1, 1, 0, 1, 0, 9, ?, 'rule', '1', ?)", line)


def offer(book, value: str) -> dict[str, tuple[float, dict[str, str]]]:
    return {
        one.entity.name: (one.score, dict(one.reasons)) for one in list_candidates(book.team, actor(value))
    }


def find_likely(book, key: str) -> list[str]:
    return [one.name.value for one in list_likely_names(book.team, key)]


def find_twins(book) -> list[tuple[str, str]]:
    return [(one.left.name, one.right.name) for one in list_twins(book.team)[0]]


def test_the_agency_is_likely_its_firm_and_the_joint_name_is_bound_to_it_and_neither_is_merged(book):
    let_wait(book, AGENCY, JOINT)
    firm = book.add("actor", FIRM, names=[["actor", FIRM]])
    score, reasons = offer(book, AGENCY)[FIRM]
    assert score >= LIKELY
    assert reasons == {"name": "SOGETREL", "form": "SAS", "branch": "agence de perols"}
    score, reasons = offer(book, JOINT)[FIRM]
    assert score < LIKELY and reasons == {"joint": "SOGETREL"}
    assert find_likely(book, firm) == [AGENCY, JOINT]
    assert [one.entity.name for one in book.team.list_entities()[0]] == [FIRM]
    with book.team.reading() as connection:
        waiting = connection.execute("SELECT value FROM names WHERE verdict = '' ORDER BY number").fetchall()
    assert waiting == [(AGENCY,), (JOINT,)]


def test_an_entity_is_found_by_the_names_that_were_judged_to_be_it(book):
    firm = book.add("actor", "Le réseau", names=[["actor", "Noctiluque"]])
    assert list(offer(book, "NOCTILUQUE SAS")) == ["Le réseau"]
    naming = book.decide(Kind.NAME, names=[["actor", "Alphée Bêtalux"]], entity=firm)
    assert list(offer(book, "Alphée Betalux SARL")) == ["Le réseau"]
    book.undo(naming)
    assert offer(book, "Alphée Betalux SARL") == {}


def test_the_best_comes_first_and_no_more_than_were_asked_for(book):
    for name in ("Noctiluque Ingénierie", "Noctiluque", "Noctiluque Habitat"):
        book.add("actor", name)
    assert next(iter(offer(book, "NOCTILUQUE SA"))) == "Noctiluque"
    assert len(list_candidates(book.team, actor("NOCTILUQUE SA"), limit=2)) == 2


def test_a_number_finds_an_entity_under_another_name_and_its_reason_says_so(book):
    book.add("actor", "Noctiluque", identifiers={"siren": SIREN})
    let_wait(book, "Réseaux de la Lorme", siren=SIREN)
    score, reasons = offer(book, "Réseaux de la Lorme")["Noctiluque"]
    assert score < LIKELY and reasons["siren"] == SIREN


def test_a_technology_is_found_by_its_key(book):
    book.add("technology", "Caméras", identifiers={"technology": "video.cameras"})
    (found,) = list_candidates(book.team, Name("technology", "video.cameras"))
    assert found.reasons[0] == ("technology", "video.cameras") and found.score >= LIKELY


def test_an_entity_of_another_kind_is_not_offered(book):
    book.add("project", "Noctiluque")
    assert offer(book, "Noctiluque") == {}


def test_what_was_held_apart_is_no_longer_offered_until_that_is_undone(book):
    firm = book.add("actor", FIRM)
    let_wait(book, AGENCY)
    book.decide(Kind.APART, pairs=[[write_side(actor(AGENCY)), firm]])
    assert offer(book, AGENCY) == {} and find_likely(book, firm) == []
    book.undo(book.last())
    assert list(offer(book, AGENCY)) == [FIRM] and find_likely(book, firm) == [AGENCY]


def test_held_apart_from_an_entity_means_from_the_one_that_it_was_merged_into(book):
    branch, firm = book.add("actor", "Sogetrel branche"), book.add("actor", FIRM)
    book.decide(Kind.APART, pairs=[[write_side(actor(AGENCY)), branch]])
    assert list(offer(book, AGENCY)) == [FIRM]
    book.decide(Kind.MERGE, entity=branch, into=firm)
    assert offer(book, AGENCY) == {}


def test_a_refused_name_is_offered_nothing_and_to_nobody(book):
    firm = book.add("actor", FIRM)
    let_wait(book, AGENCY)
    assert find_likely(book, firm) == [AGENCY]
    book.decide(Kind.REFUSE, names=[["actor", AGENCY]], reason="un mot de procédure")
    assert offer(book, AGENCY) == {} and find_likely(book, firm) == []
    book.undo(book.last())
    assert find_likely(book, firm) == [AGENCY]


def test_a_name_is_not_offered_the_entity_that_it_is(book):
    firm = book.add("actor", FIRM, names=[["actor", AGENCY]])
    book.add("actor", "Sogetrel SAS")
    assert list(offer(book, AGENCY)) == ["Sogetrel SAS"]
    assert find_likely(book, firm) == []


def test_a_renamed_entity_is_found_by_its_new_name_alone_and_an_undone_one_not_at_all(book):
    firm = book.add("actor", "Noctilique")
    making = book.last()
    book.decide(Kind.CORRECT, entity=firm, changes={"name": "Gammor"})
    assert list(offer(book, "GAMMOR SA")) == ["Gammor"] and offer(book, "NOCTILIQUE SA") == {}
    undoing = book.undo(making)
    assert offer(book, "GAMMOR SA") == {}
    book.undo(undoing)
    assert list(offer(book, "GAMMOR SA")) == ["Gammor"]


def test_twins_are_offered_until_they_are_merged_or_held_apart(book):
    firm, branch = book.add("actor", FIRM), book.add("actor", AGENCY)
    book.add("actor", JOINT)
    book.add("actor", "Ville de Vaucreuse")
    assert find_twins(book) == [(FIRM, AGENCY)]
    book.decide(Kind.APART, pairs=[[branch, firm]])
    assert list_twins(book.team) == ([], 0)
    book.undo(book.last())
    assert find_twins(book) == [(FIRM, AGENCY)]
    book.decide(Kind.MERGE, entity=branch, into=firm)
    assert list_twins(book.team) == ([], 0)


def test_twins_come_by_pages_and_by_their_numbers(book):
    book.add("actor", "Noctiluque", identifiers={"siren": SIREN})
    book.add("actor", "Réseaux de la Lorme", identifiers={"siren": SIREN})
    book.add("actor", "Noctiluque SAS")
    assert list_twins(book.team)[1] == 2
    assert find_twins(book)[0] == ("Noctiluque", "Noctiluque SAS")
    page, total = list_twins(book.team, offset=1, limit=5)
    assert total == 2 and page[0].reasons[0] == ("siren", SIREN)


def test_nobody_but_the_team_is_offered_anything(book):
    firm = book.add("actor", FIRM)
    book.add("actor", "Sogetrel SA")
    let_wait(book, AGENCY)
    assert list_candidates(book.everybody, actor(AGENCY)) == []
    assert list_likely_names(book.everybody, firm) == [] and list_twins(book.everybody) == ([], 0)


def test_names_that_came_since_are_found_too_once_each(book):
    firm = book.add("actor", FIRM)
    let_wait(book, AGENCY)
    with book.registry.book.changes() as connection:
        assert index_new_names(connection) == 1 and index_new_names(connection) == 0
    let_wait(book, JOINT)
    assert find_likely(book, firm) == [AGENCY, JOINT]


def test_the_town_beside_a_name_speaks_for_or_against_it(book):
    book.add("actor", "Barral", details={"town": "Vaucreuse"})
    let_wait(book, "BARRAL CARRELAGES", town="VAUCREUSE CEDEX")
    let_wait(book, "BARRAL TOITURES", town="Lormeval")
    near, far = (offer(book, f"BARRAL {trade}")["Barral"] for trade in ("CARRELAGES", "TOITURES"))
    assert near[0] >= LIKELY > far[0]
    assert "town" in near[1] and far[1]["differs"] == "Lormeval / Vaucreuse"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SOMEDEP", "SOMODEP"),
        ("Mallet", "MALET"),
        ("ALPHEE 7", "ALPHEE7"),
        ("LRS", "Languedoc Roussillon Signalisation"),
        ("Mairie de Vaucreuse", "Ville de Vaucreuse"),
    ],
)
def test_other_writings_share_a_key(one, other):
    assert set(list_keys(one)) & set(list_keys(other))


def test_a_registry_made_anew_finds_the_same(book):
    book.add("actor", FIRM, names=[["actor", AGENCY]])
    said = "SELECT word, owner, number FROM name_words ORDER BY 1, 2, 3"
    with book.registry.book.changes() as connection:
        before = connection.execute(said).fetchall()
        for table in ("applied", "judgements", "touches", "entities", "names", "name_words"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("INSERT INTO applied VALUES (0, '')")
    book.registry.catch_up()
    with book.team.reading() as connection:
        assert connection.execute(said).fetchall() == before and before
