"""What was spotted on a page narrows a search, is counted, and is asked for as people write it."""

import pytest

from contrechamp.search.index import Index, prepare_page
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

A, B, C = (Digest(letter * 64) for letter in "abc")
PAGES = (
    IndexedPage(
        A, 1, "Des engins volants.", ("public",), title="Un", technology=("body_camera",), place=("Hyères",)
    ),
    IndexedPage(A, 2, "Rien.", ("public",), title="Un", supplier=("Vigie Urbaine",), place=("L'Île-d'Yeu",)),
    IndexedPage(
        B, 1, "Des engins volants.", ("team",), title="Deux", technology=("drone",), place=("Secrètville",)
    ),
)


@pytest.fixture
def index(tmp_path):
    index = Index.open(tmp_path / "index")
    with index.writer() as writer:
        for page in PAGES:
            writer.add([prepare_page(page)], is_continued=page.page > 1)
        writer.commit()
    return index


def list_pages(index, text, **asked):
    return [(hit.digest, hit.page) for hit in index.ask(Question(text, **asked)).hits]


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("lieu:hyeres", [(A, 1)]),
        ("lieu:HYÈRES", [(A, 1)]),
        ('lieu:"ile d yeu"', []),
        ('lieu:"l’île d’yeu"', [(A, 2)]),
        ('titulaire:"vigie urbaine"', [(A, 2)]),
        ("dispositif:body_camera", [(A, 1)]),
        ("dispositif:body-cameras", [(A, 1)]),
        ("engins lieu:Hyères", [(A, 1)]),
        ("SAUF lieu:Hyères", [(A, 2), (B, 1)]),
        ("lieu:", []),
        ('lieu:"…"', []),
    ],
)
def test_a_value_is_found_as_people_write_it(index, text, pages):
    assert sorted(list_pages(index, text)) == pages


def test_a_technology_is_asked_for_by_a_name_that_the_lexicon_knows(index):
    names = (("Caméra-piéton", "body_camera"), ("Caméra portée", "body_camera"), ("Drone", "drone"))
    for text in ('dispositif:"caméras-piétons"', 'dispositif:"camera portee"'):
        assert list_pages(index, text, spellings=names) == [(A, 1)]
    assert list_pages(index, "dispositif:drone", spellings=names, collections=("public",)) == []
    assert index.ask(Question("dispositif:drone")).understood == "dispositif : drone"


def test_a_place_of_a_paper_of_the_team_is_as_unknown_as_one_that_is_nowhere(index):
    hidden, nowhere = (
        index.ask(Question(f"lieu:{name}", collections=("public",), with_facets=True))
        for name in ("Secrètville", "Nulleville")
    )
    assert (
        (hidden.hits, hidden.total, hidden.notes)
        == (nowhere.hits, nowhere.total, nowhere.notes)
        == ((), 0, ())
    )
    shown = index.ask(Question("", collections=("public",), with_facets=True)).facets
    assert {count.value for count in shown["place"]} == {"Hyères", "L'Île-d'Yeu"}
    assert [count.value for count in shown["technology"]] == ["body_camera"]
