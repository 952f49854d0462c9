"""What is spotted in a document is remembered with it, and narrows the library and the search."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive.archive import Archive
from contrechamp.config import Config
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.vocabulary.provenance import Capture, Provenance
from contrechamp.vocabulary.search import Question

NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
OWN = """kind = "technology"
[entries.zorglube]
label = "Zorglube"
names = ["zorglube urbain"]
plain = "Une machine inventée."
source = "ce test"
"""


@pytest.fixture
def observatory(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    lexicons = tmp_path / "archive" / "lexicons"
    lexicons.mkdir()
    (lexicons / "own.toml").write_text(OWN)
    with open_observatory(Config(archive=tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        receive(observatory, "Le conseil achète un zorglube urbain.", "Ville")
        receive(observatory, "Rien que du papier.", "Ville")
        receive(observatory, "Une note sur les zorglubes urbains.", "Équipe")
        observatory.process()
        observatory.publish_collection("Ville")
        yield observatory


def receive(observatory, text, collection):
    provenance = Provenance("file", "1", "note.txt", NOW, collection)
    list(observatory.receive([Capture(text.encode(), provenance)]))


def test_a_document_is_listed_and_counted_by_what_was_spotted_in_it(observatory):
    listed = observatory.list_documents(filters={"technology": "zorglube"}, counted=("year", "technology"))
    assert listed.total == 2
    assert ("zorglube", 2) in listed.facets["technology"]
    assert observatory.list_documents(filters={"technology": "zorglube"}, collections=("Ville",)).total == 1
    public = observatory.count_named("technology", collections=("Ville",))
    assert ("zorglube", 1) in public


def test_a_technology_is_found_by_the_name_that_a_collective_gave_it(observatory):
    for text in ("dispositif:zorglube", 'dispositif:"zorglubes urbains"'):
        assert observatory.ask(Question(text)).total == 2, text
        assert observatory.ask(Question(text, collections=("Ville",))).total == 1, text


def test_what_a_collective_says_of_a_technology_is_shown_and_an_unknown_key_is_its_own_label(observatory):
    known = observatory.find_technology("zorglube")
    assert (known.label, known.explanation, known.source) == ("Zorglube", "Une machine inventée.", "ce test")
    assert known.synonyms == ("zorglube urbain",)
    assert observatory.find_technology("nothing").label == "nothing"
    labels = [one.label for one in observatory.list_technologies()]
    assert "Zorglube" in labels and len(labels) > 1


def test_words_that_a_collective_takes_back_are_forgotten_with_what_they_found(observatory, tmp_path):
    (tmp_path / "archive" / "lexicons" / "own.toml").unlink()
    observatory.process()
    assert observatory.count_named("technology") == () or "zorglube" not in dict(
        observatory.count_named("technology")
    )
    assert observatory.find_technology("zorglube").explanation == ""


def test_a_list_of_names_tells_nothing_of_what_was_withdrawn(observatory):
    names = ["zorglube urbain", "papier"]
    assert [one.pages for one in observatory.find_names(names)] == [2, 1]
    paper = observatory.find_names(["papier"])[0].first[0].digest
    observatory.withdraw(paper, reason="essai")
    assert [one.pages for one in observatory.find_names(names, collections=("Ville",))] == [1, 0]
