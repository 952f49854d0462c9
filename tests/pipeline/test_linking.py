"""Papers that come in put names and proposals before the team; what is withdrawn leaves, what is lost comes back."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive.archive import Archive
from contrechamp.config import Config
from contrechamp.errors import JudgementRefused
from contrechamp.link.proposals import count_proposals, list_proposals
from contrechamp.link.registry import make_decision
from contrechamp.link.sightings import list_waiting
from contrechamp.link.view import FactFilter
from contrechamp.pipeline.link_keeping import is_book_lost
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.pipeline.steps import LINK, SPOT
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.provenance import Capture, Provenance

NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
CONTRACTS = """titulaire;objet;acheteur;montant minimum;montant maximum;date de notification
Noctiluque SAS;Maintenance du réseau de vidéosurveillance;Ville de Vaucreuse;15000;50000;25/05/2010
Voirie du Lez SARL;Réfection de la rue Haute;Ville de Vaucreuse;100000;900000;01/03/2010
"""
CAMERAS = """nom;adresse;latitude;longitude;type
C-01;rue du Port-Sec;45.918122;3.457396;dôme
C-02;place des Tilleuls;45.923993;3.459529;fixe
"""
DELIBERATION = """Ville de Vaucreuse
Extrait du registre des délibérations du conseil municipal
Séance du 28 février 2019
Objet : modernisation de la vidéoprotection
Depuis 2008, la commune compte onze caméras analogiques sur la voie publique.
Le conseil municipal, après en avoir délibéré, décide d’étendre la vidéoprotection.
La délibération est adoptée à la majorité par 24 voix pour, 8 voix contre et 3 abstentions.
"""


@pytest.fixture
def observatory(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    with open_observatory(Config(archive=tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        observatory.digests = [
            receive(observatory, text, name)
            for text, name in (
                (CONTRACTS, "marchés.csv"),
                (CAMERAS, "caméras.csv"),
                (DELIBERATION, "délibération.txt"),
            )
        ]
        observatory.process()
        yield observatory


def receive(observatory, text: str, name: str):
    provenance = Provenance("file", "1", name, NOW, "Ville")
    (receipt,) = observatory.receive([Capture(text.encode(), provenance)])
    return receipt.digest


def count(observatory) -> dict[str, int]:
    return count_proposals(observatory.desk.view(None))


def names(observatory, **wanted) -> list[str]:
    return [one.name.value for one in list_waiting(observatory.desk.view(None), **wanted)[0]]


def keys(observatory, kind: str) -> list[str]:
    return [one.key for one in list_proposals(observatory.desk.view(None), kind=kind)[0]]


def take(observatory, kind: str, **more):
    return observatory.desk.take_proposals(keys(observatory, kind), by="Ada", at=NOW, **more)


ALL = {"contract": 2, "count": 1, "device": 2, "vote": 1}


def test_rows_and_sentences_are_proposed_and_names_wait(observatory):
    assert count(observatory) == ALL and not observatory.has_work()
    (contract, road) = list_proposals(observatory.desk.view(None), kind="contract")[0]
    assert contract.fields["supplier"] == "Noctiluque SAS" and contract.weight > 1_000 > road.weight
    actors = names(observatory, kind="actor")
    assert actors.index("Noctiluque SAS") < actors.index("Voirie du Lez SARL")


def test_each_proposal_stands_on_the_words_of_its_page(observatory):
    for proposal in list_proposals(observatory.desk.view(None))[0]:
        source = observatory.desk.make_source(proposal.passage)
        assert " ".join(source.words.split()) == " ".join(proposal.text.split())


def test_everything_proposed_can_be_taken_and_each_citation_holds(observatory):
    for kind in ALL:
        take(observatory, kind)
    view = observatory.desk.view(None)
    assert count(observatory) == {} and list(observatory.desk.check_citations()) == []
    assert view.count_kinds() == {"act": 3, "actor": 3, "device": 2, "technology": 2}
    relations = view.count_relations()
    assert relations["buys_from"] == 2 and relations["costs"] == 4 and relations["counts"] == 1
    (votes,) = view.list_facts(FactFilter(relations=("votes_for",)))[0]
    assert votes.value == "24" and votes.sources[0].passage.digest == observatory.digests[2]


def test_nobody_outside_the_team_sees_what_waits(observatory):
    observatory.publish_collection("Ville")
    view = observatory.desk.view(observatory.public_collections())
    assert list_waiting(view) == ([], 0) and list_proposals(view) == ([], 0)


def test_a_refused_proposal_leaves_and_what_was_taken_cannot_be_taken_twice(observatory):
    first, second = keys(observatory, "contract")
    observatory.desk.refuse_proposals([second], reason="une rue", by="Ada", at=NOW)
    assert keys(observatory, "contract") == [first]
    take(observatory, "contract")
    with pytest.raises(JudgementRefused):
        observatory.desk.take_proposals([first], by="Ada", at=NOW)


def test_an_undone_taking_waits_again(observatory):
    judgement = take(observatory, "device")[-1]
    assert "device" not in count(observatory)
    undoing = make_decision(Kind.UNDO, by="Ada", at=NOW, judgement=judgement.id)
    observatory.desk.judge([undoing])
    assert count(observatory)["device"] == 2


def test_a_withdrawn_document_takes_its_names_and_proposals_along_and_brings_them_back(observatory):
    contracts = observatory.digests[0]
    observatory.withdraw(contracts, reason="essai")
    assert "contract" not in count(observatory) and "Noctiluque SAS" not in names(observatory)
    assert not observatory.has_work()
    observatory.bring_back(contracts)
    observatory.process()
    assert count(observatory) == ALL and "Noctiluque SAS" in names(observatory)


def test_a_book_that_was_made_anew_is_filled_again_and_keeps_what_was_decided(observatory):
    take(observatory, "contract")
    vars(observatory).pop("desk").close()
    for path in observatory.archive.derived_root.glob("registry*"):
        path.unlink()
    assert is_book_lost(observatory.archive) and observatory.has_work()
    observatory.process()
    assert not observatory.has_work() and names(observatory)
    assert count(observatory) == {kind: number for kind, number in ALL.items() if kind != "contract"}


def test_a_document_is_linked_again_alone_when_that_is_asked(observatory):
    digest = observatory.digests[1]
    assert observatory.retry([digest], step="link") == {"link": [digest]}
    assert observatory.has_work()
    observatory.process()
    assert count(observatory) == ALL and not observatory.has_work()


def test_what_is_spotted_again_is_linked_again(observatory):
    with observatory.archive.changes():
        observatory.archive.reset_step([observatory.digests[0]], SPOT.name)
    observatory.process()
    outcomes = observatory.archive.find_outcomes(observatory.digests[0])
    assert outcomes[LINK.name].outcome == "done" and count(observatory) == ALL


def test_a_second_file_that_says_the_same_is_no_second_proposal(observatory):
    receive(observatory, CONTRACTS.replace(";", ","), "marchés 2.csv")
    observatory.process()
    assert count(observatory) == ALL
    take(observatory, "contract")
    view = observatory.desk.view(None)
    facts = view.list_facts(FactFilter(relations=("buys_from",)))[0]
    assert len(facts) == 2 and {len(fact.sources) for fact in facts} == {2}
    assert "contract" not in count(observatory)


def test_a_document_whose_pages_are_lost_is_empty_here_until_it_is_read_again(observatory):
    digest = observatory.digests[2]
    for path in observatory.archive.derived_folder(digest).glob("found-*"):
        path.unlink()
    observatory.retry([digest], step="link")
    observatory.process()
    assert count(observatory) == {"contract": 2, "device": 2}
