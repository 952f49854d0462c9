"""Who chose a firm, a device or a place is shown where the page names it, not where it says something else."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.errors import DocumentUnknown
from contrechamp.pipeline.named_hits import choose_near, choose_row, list_wanted, show_where_named
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.search.scanning import Found
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.search import Answer, Hit, Question, Span
from contrechamp.vocabulary.table import Cell, Row, Table

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ROWS = (
    "Titulaire;Objet;Montant HT\n"
    + "ALPHA SARL 34000 VILLE;Maintenance de la vidéosurveillance;12 000,00 €\n" * 4
    + "NOCTILUQUE SAS 34000 VILLE;Fourniture de mâts;8 000,00 €\n"
    + "NOCTILUQUE SAS 34000 VILLE;Maintenance des barrières;9 000,00 €\n"
    + "ALPHA SARL 34000 VILLE;Maintenance des portes;7 000,00 €\n" * 4
)


@pytest.fixture(scope="module")
def observatory(tmp_path_factory):
    folder = tmp_path_factory.mktemp("named")
    (folder / "marches.csv").write_text(ROWS, encoding="utf-8")
    Archive.create(folder / "archive", created_at=NOW).close()
    with open_observatory(Config(folder / "archive", workers=1), clock=lambda: NOW) as observatory:
        observatory.ensure_collection("ville")
        captures = make_captures([folder / "marches.csv"], collection="ville", received_at=NOW)
        list(observatory.receive(captures))
        observatory.process()
        yield observatory


def find_snippet(observatory, text="", **filters) -> Hit:
    chosen = {name: (value,) for name, value in filters.items()}
    (hit,) = observatory.ask(Question(text, filters=chosen)).hits
    return hit


def name_supplier(observatory) -> str:
    question = Question("", with_facets=True)
    counts = observatory.ask(question).facets["supplier"]
    return next(count.value for count in counts if "noctiluque" in count.value.lower())


def test_a_facet_beside_a_word_shows_the_row_that_has_both(observatory):
    hit = find_snippet(observatory, "maintenance", supplier=name_supplier(observatory))
    assert hit.snippet.startswith("NOCTILUQUE SAS") and "barrières" in hit.snippet
    assert "ALPHA" not in hit.snippet
    marked = [hit.snippet[start:end] for start, end in hit.spans]
    assert "Maintenance" in marked and any("NOCTILUQUE" in words for words in marked)


def test_a_word_of_another_row_does_not_bring_that_row(observatory):
    hit = find_snippet(observatory, "vidéosurveillance", supplier=name_supplier(observatory))
    assert hit.snippet.startswith("NOCTILUQUE SAS") and "ALPHA" not in hit.snippet


def test_a_facet_without_a_word_shows_its_row(observatory):
    hit = find_snippet(observatory, supplier=name_supplier(observatory))
    assert hit.snippet.startswith("NOCTILUQUE SAS")
    assert ROWS[: hit.at].count("\n") == 5


@pytest.mark.parametrize("words", ["", "barrières "])
@pytest.mark.parametrize("write", [str.lower, str.upper])
def test_a_field_of_the_question_shows_its_row_however_it_is_typed(observatory, words, write):
    typed = f'{words}titulaire:"{write(name_supplier(observatory))}"'
    assert find_snippet(observatory, typed).snippet.startswith("NOCTILUQUE SAS")


def test_a_technology_is_shown_where_it_is_named_by_any_of_its_names(observatory):
    hit = find_snippet(observatory, 'dispositif:"vidéosurveillance"')
    assert "vidéosurveillance" in hit.snippet and "mâts" not in hit.snippet


def test_what_is_left_out_chooses_no_place():
    assert list_wanted(Question("caméra SAUF titulaire:alpha")) == []
    assert list_wanted(Question("caméra")) == []
    assert [one.facet for one in list_wanted(Question("(a OU lieu:ville) ET titulaire:x"))] == [
        "place",
        "supplier",
    ]


def test_values_of_a_facet_are_taken_as_they_are_and_typed_ones_as_people_write():
    (facet,) = list_wanted(Question("", filters={"place": ("Île",)}))
    (typed,) = list_wanted(Question("lieu:ile"))
    assert facet.is_chosen("Île") and not facet.is_chosen("Ile")
    assert typed.is_chosen("Île") and not typed.is_chosen("Îlot")


class Kept:
    """Findings of one page, kept in memory: the two questions that snippets ask of a store."""

    def __init__(self, mentions, tables=()):
        self._mentions, self._tables = mentions, tables

    def mentions(self, digest, page):
        return self._mentions

    def tables(self, digest, page):
        return self._tables


def show(text: str, named: str, question: str, *, read=None) -> Hit:
    start = text.index(named)
    mention = Mention(MentionKind.PLACE, 1, start, start + len(named), named, named, "x", "1")
    hit = Hit("a" * 64, 1, "Titre", 1.0, "avant", ())
    asked = Question(question, filters={"place": (named,)})
    read = read or (lambda digest, page: SimpleNamespace(text=text))
    return show_where_named(Answer((hit,), 1, ""), asked, findings=Kept((mention,)), read_page=read).hits[0]


def test_in_running_text_the_place_is_shown_with_the_words_beside_it():
    text = "caméra visuel vidéo " + "mot " * 200 + "une caméra à Hyères et rien. " + "mot " * 200
    hit = show(text, "Hyères", "caméra visuel vidéo")
    assert "caméra à Hyères" in hit.snippet
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["caméra", "Hyères"]


def test_without_a_word_near_the_place_alone_is_shown():
    hit = show("caméra " + "mot " * 300 + "Hyères.", "Hyères", "caméra")
    assert [hit.snippet[start:end] for start, end in hit.spans] == ["Hyères"]


def test_a_page_that_waits_to_be_read_again_keeps_what_the_index_says():
    def fail(digest, page):
        raise DocumentUnknown("The document {digest} has not been read yet.", digest=digest)

    assert show("à Hyères", "Hyères", "caméra", read=fail).snippet == "avant"


def test_of_two_places_the_one_with_a_word_wins_then_the_nearest():
    far, near, word = Found(0, 5, "place", 0), Found(900, 905, "place", 1), Found(950, 955, "cam", 2)
    assert choose_near([far, near], [word]) == [near, word]
    assert choose_near([far, near], [Found(1500, 1505, "cam", 2)]) == [near]


def test_a_row_over_several_lines_is_no_row_of_a_snippet():
    text, named = "Hyères\nmots", [Found(0, 6, "place", 0)]
    table = Table(1, 1, ("a", "b"), (Row((Cell(0, 0, 6), Cell(1, 7, 11))),), "x")
    assert choose_row(text, [table], named, words=[]) is None
    flat = Table(1, 1, ("a",), (Row((Cell(0, 0, 6),)),), "x")
    assert choose_row(text, [table, flat], named, words=[]) == Span(0, 6)


def test_a_page_with_thousands_of_names_and_words_is_cut_without_delay():
    named = [Found(10 * n, 10 * n + 5, "place", n) for n in range(2000)]
    words = [Found(10 * n + 6, 10 * n + 9, "cam", n) for n in range(2000)]
    assert choose_near(named, words)[0] == named[0]
