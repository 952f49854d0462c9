"""A list of names against the index."""

import time

import pytest

from contrechamp.search.index import Index, prepare_page
from contrechamp.search.listing import MOST_FIRST
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

ALL = Question("")
PUBLIC = Question("", collections=("public",))


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    index = Index.open(tmp_path_factory.mktemp("list") / "index")
    with index.writer() as writer:
        for number in range(40):
            digest = Digest(f"{number:064x}")
            text = f"La société Vigie Urbaine pose {number} caméras mobiles. " + "mot commun " * 50
            collection = "public" if number % 2 else "team"
            page = IndexedPage(digest, 1, text, (collection,), title=f"Papier {number}")
            writer.add([prepare_page(page)], is_continued=False)
            writer.add([prepare_page(IndexedPage(digest, 2, text, (collection,)))], is_continued=True)
        writer.commit()
    return index


def test_each_name_has_its_pages_documents_and_first_hits(index):
    (found,) = index.find_names(["Vigie Urbaine"], ALL)
    assert (found.pages, found.documents, len(found.first)) == (80, 40, MOST_FIRST)
    assert index.ask(Question('"Vigie Urbaine"')).total == 80
    assert {page.page for page in found.first} <= {1, 2}


def test_the_public_is_told_of_what_is_public_alone(index):
    (found,) = index.find_names(["vigie urbaine"], PUBLIC)
    assert (found.pages, found.documents) == (40, 20)
    hidden = Question("", collections=("public",), hidden=(Digest(f"{1:064x}"),))
    assert index.find_names(["vigie urbaine"], hidden)[0].documents == 19
    assert index.find_names(["vigie urbaine"], Question("", collections=()))[0].pages == 0


def test_a_name_is_a_phrase_and_names_stay_in_their_order(index):
    names = ["Urbaine Vigie", "camera mobile", "rien de tel", "Société “Vigie” Urbaine"]
    found = index.find_names(names, ALL)
    assert [one.name for one in found] == names
    assert [one.pages for one in found] == [0, 80, 0, 80]


def test_a_name_without_a_word_to_search_says_so(index):
    for name in ("le", "…", '"', "mot " * 60):
        (found,) = index.find_names([name], ALL)
        assert not found.is_searched and not found.pages, name


def test_what_looks_like_a_question_is_a_name(index):
    for name in ("Vigie OU Urbaine", "Vigie*", "titre:Papier", "SAUF Vigie", "(Vigie", 'Vigie" OU "mot'):
        (found,) = index.find_names([name], ALL)
        assert found.pages in (0, 80), name
    assert index.find_names(["titre:Papier"], ALL)[0].pages == 0


def test_a_thousand_names_are_found_in_seconds(index):
    names = [f"Vigie Urbaine pose {number}" for number in range(1000)]
    begun = time.perf_counter()
    found = index.find_names(names, PUBLIC)
    assert time.perf_counter() - begun < 10
    assert sum(one.pages > 0 for one in found) == 20
