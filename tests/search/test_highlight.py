"""The words that answer, on a page and in a snippet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.search.highlight import find_spans, make_snippet

PAGE = """Le conseil municipal autorise la vidéo-
surveillance. La police est munici-
pale ; la police municipale exploite
les CAMERAS de l'École et l'œuvre. Montant : 1 250 000 €.
Autorisations de la vidéosurveillance."""


def marked(text, question):
    return [text[start:end] for start, end in find_spans(text, question)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("autorisation", ["autorise", "Autorisations"]),
        ("vidéosurveillance", ["vidéo-\nsurveillance", "vidéosurveillance"]),
        ("surveillance", ["vidéo-\nsurveillance", "vidéosurveillance"]),
        ("caméra", ["CAMERAS"]),
        ("l'école", ["École"]),
        ("oeuvre", ["œuvre"]),
        ("1250000", ["1 250 000"]),
        ('"police municipale"', ["police", "municipale"]),
        ('"police municipale"~2', ["police", "munici-\npale", "police", "municipale"]),
        ("vidéo*", ["vidéo-\nsurveillance", "vidéosurveillance"]),
        ("exploiet~", ["exploite"]),
        ("caméra SAUF école", ["CAMERAS"]),
        ("titre:police", []),
        ("conseil ET gare", ["conseil"]),
        ("", []),
        ("de la", []),
    ],
)
def test_these_words_are_marked(question, words):
    assert marked(PAGE, question) == words


def test_a_phrase_is_marked_only_where_it_stands():
    text = "La police est ici. Le budget municipal. La police municipale."
    assert find_spans(text, '"police municipale"')[0].start == text.index("police municipale.")


def test_a_snippet_shows_most_of_the_words_on_one_line():
    text = (
        "rien " * 200 + "la caméra seule " + "rien " * 200 + "la caméra de la gare routière\n" + "rien " * 200
    )
    snippet, spans = make_snippet(text, "caméra gare")
    assert [snippet[start:end] for start, end in spans] == ["caméra", "gare"]
    assert snippet.startswith("… ") and snippet.endswith(" …")
    assert len(snippet) < 300


def test_a_snippet_joins_a_broken_word():
    snippet, spans = make_snippet("une autori-\nsation\u00ad de caméra", "autorisation")
    assert [snippet[start:end] for start, end in spans] == ["autorisation"]


def test_a_page_without_the_words_shows_its_beginning():
    assert make_snippet("Le début de la page", "absent") == ("Le début de la page", ())


def test_a_word_with_wrong_letters_is_marked_where_it_stands_right():
    assert marked("la reconnaissance faciale", "reconaissance") == ["reconnaissance"]


QUESTIONS = st.sampled_from(
    [
        "caméra",
        '"police municipale"',
        "vidéo*",
        "l'école",
        "autorisation~",
        "a-b-c",
        "police PRES/3 école",
        "1 250",
    ]
)


@given(st.text(max_size=400), QUESTIONS)
def test_spans_lie_in_any_text_in_order_and_apart(text, question):
    last = 0
    for start, end in find_spans(text, question):
        assert last <= start < end <= len(text)
        last = end


@given(
    st.lists(st.sampled_from([*PAGE.split(), "\n", "-\n", "\xad", "\x02\n", "  "]), max_size=200), QUESTIONS
)
def test_snippets_keep_their_spans_on_words(pieces, question):
    text = " ".join(pieces)
    snippet, spans = make_snippet(text, question)
    assert "\n" not in snippet
    for start, end in spans:
        assert 0 <= start < end <= len(snippet)
        assert not snippet[start].isspace() and not snippet[end - 1].isspace()
