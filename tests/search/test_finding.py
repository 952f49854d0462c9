"""French readers find what they look for."""

from datetime import UTC, datetime

import pytest

from contrechamp.search.index import Index
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

from .conftest import DELIBERATION, PAGES, make_index


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("autorisé", {("a", 1), ("d", 0), ("c", 1)} - {("d", 0)}),
        ("autorisation", {("a", 1), ("c", 1)}),
        ("camera", {("a", 1), ("b", 1), ("d", 1)}),
        ("caméra", {("a", 1), ("b", 1), ("d", 1)}),
        ("CAMÉRAS", {("a", 1), ("b", 1), ("d", 1)}),
        ("l'école", {("a", 2), ("c", 1)}),
        ("École", {("a", 2), ("c", 1)}),
        ("vidéo-surveillance", {("a", 2), ("c", 1)}),
        ("vidéosurveillance", {("a", 2), ("c", 1)}),
        ("surveillance", {("a", 2), ("c", 1)}),
        ("oeuvre", {("c", 1)}),
        ("œuvre", {("c", 1)}),
        ("1250000", {("b", 1)}),
        ("1 250 000", {("b", 1)}),
        ("vidéo*", {("a", 2), ("c", 1)}),
        ("algorithmqiue~", {("d", 1)}),
        ("algorithmqiues", {("d", 1)}),
        ('"police municipale"', {("a", 2)}),
        ("« police municipale »", {("a", 2)}),
        ('"police municipale"~2', {("a", 2), ("b", 1)}),
        ("police PRES/2 municipale", {("a", 2), ("b", 1)}),
        ("municipale PRÈS/2 police", {("a", 2), ("b", 1)}),
        ("caméra ET préfet", {("a", 1), ("d", 1)}),
        ("caméra AND préfet", {("a", 1), ("d", 1)}),
        ("école OU police", {("a", 2), ("b", 1), ("c", 1)}),
        ("caméra SAUF préfet", {("b", 1)}),
        ("caméra -préfet", {("b", 1)}),
        ("caméra NOT (préfet OU maire)", set()),
        ("-caméra", {("a", 2), ("c", 1)}),
        ("titre:recueil", {("c", 1)}),
        ("title:recueil", {("c", 1)}),
        ("organisme:préfecture", {("c", 1)}),
        ("type:délibération police", {("a", 2)}),
        ("kind:minutes", {("b", 1)}),
        ("lu:ocr", {("b", 1)}),
        ("collection:press", {("c", 1)}),
        ("date:2019-02", {("a", 1), ("a", 2), ("b", 1)}),
        ("année:2021", {("c", 1)}),
        ("depuis:2020-06", {("c", 1)}),
        ("caméra avant:2019-06", {("a", 1), ("b", 1)}),
        ("date:28/02/2019 caméra", {("a", 1), ("b", 1)}),
        ("aucunmotdecegenre", set()),
    ],
)
def test_a_question_finds_these_pages(find, text, pages):
    assert set(find(text)) == pages


def test_an_empty_question_lists_everything(find):
    assert len(find("")) == len(PAGES)


def test_pages_with_all_the_words_come_first_then_the_rest(index, find):
    found = find("police municipale exploite caméras école")
    assert found[0] == ("a", 2)
    assert set(found) == {("a", 1), ("a", 2), ("b", 1), ("c", 1), ("d", 1)}
    answer = index.ask(Question("police municipale"))
    assert (answer.complete, answer.total) == (2, 3)
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)


def test_words_side_by_side_rank_above_words_apart(tmp_path):
    apart = "la police de la ville et de toute la région a un budget municipal"
    beside = "la ville a une police municipale et toute la région a un budget"
    pages = [
        IndexedPage(Digest(f"{n:064x}"), 1, text, ("x",))
        for n, text in enumerate([apart, beside, "rien", "rien"])
    ]
    hits = make_index(tmp_path, pages).ask(Question("police municipale")).hits
    assert [int(hit.digest, 16) for hit in hits] == [1, 0]


def test_a_word_typed_exactly_ranks_above_its_relatives(tmp_path):
    words = ["autorisation", "autorisé", "autorise", "autoriser", "autorisations", "autorisée"]
    pages = [
        IndexedPage(Digest(f"{n:064x}"), 1, f"Le présent texte {word} encore ici", ("x",))
        for n, word in enumerate(words)
    ]
    index = make_index(tmp_path, pages)
    for n, word in enumerate(words):
        hits = index.ask(Question(word)).hits
        assert len(hits) == len(words)
        assert int(hits[0].digest, 16) == n, word


def test_what_is_not_visible_betrays_nothing(index):
    for text in ("caméra", "secrète", "secrète OU caméra", "caméras préfet", "", "algorithmi*", "-police"):
        answer = index.ask(Question(text, collections=("public",), with_facets=True))
        assert all("public" in hit.collection for hit in answer.hits)
        assert answer.total == len(answer.hits)
        for counts in answer.facets.values():
            assert not {count.value for count in counts} & {"team", "letter", "Cabinet noir"}


def test_who_may_see_no_collection_sees_nothing(index):
    answer = index.ask(Question("caméra", collections=(), with_facets=True))
    assert (answer.hits, answer.total) == ((), 0)
    assert not any(answer.facets.values())


def test_facets_count_and_filter(index):
    answer = index.ask(Question("caméra", with_facets=True))
    kinds = dict(answer.facets["kind"])
    assert kinds == {"deliberation": 1, "minutes": 1, "letter": 1}
    assert dict(answer.facets["year"]) == {"2019": 2}
    for kind, count in kinds.items():
        assert index.ask(Question("caméra", filters={"kind": (kind,)})).total == count
    both = index.ask(Question("caméra", filters={"kind": ("minutes", "letter")}))
    assert both.total == 2


def test_newest_first_and_undated_last(find):
    assert find("caméra OU école", order="date") == [("c", 1), ("a", 1), ("a", 2), ("b", 1), ("d", 1)]


def test_what_came_in_last_comes_first_whatever_its_own_date(tmp_path):
    arrived = [datetime(2026, 3, day, 9, 30, 15, tzinfo=UTC) for day in (4, 6, 5)]
    pages = [
        IndexedPage(Digest(f"{n:064x}"), 1, "une caméra", ("x",), date=f"{2020 - n}", received_at=moment)
        for n, moment in enumerate(arrived)
    ]
    index = make_index(tmp_path, pages)
    hits = index.ask(Question("caméra", order="received")).hits
    assert [int(hit.digest, 16) for hit in hits] == [1, 2, 0]


def test_a_hit_says_the_number_printed_on_its_page_where_it_is_another(tmp_path):
    labels = ("xii", "2", "", "— 4 —", "\u202e[v]")
    pages = [
        IndexedPage(DELIBERATION, n, "une caméra", ("x",), label=label) for n, label in enumerate(labels, 1)
    ]
    hits = make_index(tmp_path, pages).ask(Question("caméra", digest=DELIBERATION)).hits
    assert [hit.label for hit in hits] == list(labels)
    assert [hit.printed for hit in hits] == ["xii", "", "", "", "v"]


def test_hits_of_one_document_come_in_page_order(index):
    answer = index.ask(Question("école OU caméra", digest=DELIBERATION))
    assert [(hit.digest, hit.page) for hit in answer.hits] == [(DELIBERATION, 1), (DELIBERATION, 2)]


def test_a_compound_is_found_whole_or_not_at_all(tmp_path):
    texts = ("le porte-parole du préfet", "la porte est close", "il prend la parole", "le budget")
    pages = [IndexedPage(DELIBERATION, n, text, ("x",)) for n, text in enumerate(texts, 1)]
    index = make_index(tmp_path, pages)

    def list_pages(text):
        return [hit.page for hit in index.ask(Question(text, digest=DELIBERATION)).hits]

    assert list_pages("porte-parole OU budget") == [1, 4]
    assert list_pages("budget OU (préfet ET porte-parole)") == [1, 4]
    assert list_pages("SAUF porte-parole") == [2, 3, 4]


def test_leafing_through_shows_each_page_once(tmp_path):
    pages = [
        IndexedPage(Digest(f"{n:064x}"), 1, "caméra " * (n % 7 + 1) + "gare " * (n % 3), ("x",))
        for n in range(60)
    ]
    index = make_index(tmp_path, pages)
    for text in ("caméra", "caméra gare"):
        seen = [
            hit.digest
            for start in range(0, 60, 7)
            for hit in index.ask(Question(text, offset=start, limit=7)).hits
        ]
        assert len(seen) == len(set(seen)) == 60


def test_a_hit_says_where_its_words_are(index):
    hit = index.ask(Question("vidéosurveillance")).hits[0]
    assert {hit.snippet[start:end].lower() for start, end in hit.spans} == {"vidéosurveillance"}
    assert "\n" not in hit.snippet


def test_another_process_sees_what_was_committed(tmp_path):
    reader = Index.open(tmp_path)
    assert reader.ask(Question("caméra")).total == 0
    make_index(tmp_path, PAGES)
    assert reader.ask(Question("caméra")).total == 3
