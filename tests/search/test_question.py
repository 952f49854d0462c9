"""The query language: any text is understood, and nothing is a syntax error."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contrechamp.search.question import MOST_WORDS, parse_question
from contrechamp.search.tree import Understood
from contrechamp.vocabulary.search import Question

_WORDS = [
    "caméra",
    "l'école",
    "vidéo-surveillance",
    "titre:",
    "type:délibération",
    "date:2021-13",
    "depuis:2020",
    "de",
]
_SIGNS = [
    *"()\"«»-+~*:'\\/[{^œ\x00\u00ad\ud800",
    "ET",
    "OU",
    "SAUF",
    "NON",
    "AND",
    "~2",
    "vi*",
    "a*",
    "PRES/5",
    "PRÈS/0",
]
PIECES = st.sampled_from([*_WORDS, *_SIGNS, "1 250 000", "n°", "a" * 300, "mot~"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("autorisation ET caméra", "autorisation ET caméra"),
        ("autorisation AND caméra", "autorisation ET caméra"),
        ("gare OR parking", "gare OU parking"),
        ("caméra ET (gare OU parking) SAUF police", "caméra ET (gare OU parking) SAUF police"),
        ("caméra -police", "caméra SAUF police"),
        ("NON police", "SAUF police"),
        ('"police municipale"', "« police municipale »"),
        ("« police municipale »", "« police municipale »"),
        ('"police municipale"~5', "« police municipale » à 5 mots près"),
        ("police PRES/5 gare", "« police gare » à 5 mots près"),
        ("vidéo*", "vidéo…"),
        ("autorisatoin~", "≈ autorisatoin"),
        ("titre:budget", "titre : budget"),
        ("date:2021-03", "date : 2021-03"),
        ("le maire et la police", "maire police"),
        ("quel est le montant de la subvention", "montant subvention"),
        ("et ou sauf", "sauf"),
        ("OU caméra ET", "caméra"),
        ("", ""),
    ],
)
def test_a_question_is_said_again_in_french(text, words):
    understood = parse_question(text).words
    assert understood == words


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ('caméra "police', "unclosed_quote"),
        ("(caméra", "unclosed_parenthesis"),
        ("caméra date:2021-13", "unknown_date:2021-13"),
        ("caméra foo:bar", "unknown_field:foo"),
        ("caméra *bar", "star_only_at_end:*bar"),
        ("caméra a*", "prefix_too_short:a"),
        ("bus~ caméra", "fuzzy_too_short:bus"),
        ("caméra PRES/5", "operator_alone:PRES/5"),
        ("de la", "nothing_to_search"),
        ("((((", "nothing_to_search"),
        ("la", "common_word:la"),
        ("mot " * (MOST_WORDS + 5), f"too_many_words:{MOST_WORDS}"),
        ("é" * 3000, "question_cut:1000"),
        ("(" * 12 + "caméra" + ")" * 12, "too_deep:8"),
    ],
)
def test_what_could_not_be_taken_as_it_was_is_noted(text, note):
    assert note in parse_question(text).notes


def test_small_words_among_others_are_left_out_without_a_word():
    assert parse_question("les caméras de la ville").notes == ()


@given(st.text())
@example('"')
@example("a PRES/99999999999999999999 b")
@example('"a b"~99999999999999999999')
def test_any_text_is_understood(text):
    assert isinstance(parse_question(text), Understood)


@given(st.lists(PIECES, max_size=14).map(" ".join))
def test_any_mixture_of_operators_is_understood(text):
    assert isinstance(parse_question(text), Understood)


@given(st.lists(PIECES, max_size=10).map(" ".join))
def test_any_question_has_an_answer(index, text):
    answer = index.ask(Question(text, with_facets=True))
    assert answer.total >= len(answer.hits)
    for hit in answer.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.spans)


HOSTILE = [
    ("co*", "prefix"),
    (" OU ".join(f"{letter}a*" for letter in "bcdfglmnprstv"), "many prefixes"),
    (" ".join(f"vidéosurveillance{n}~2" for n in range(60)), "many rough words"),
    (" OU ".join(["commune"] * 200), "many alternatives"),
    ("(" * 500 + "commune" + ")" * 500, "deep nesting"),
    ('"' + "conseil municipal " * 80 + '"~50', "long loose phrase"),
    ("-" * 900, "signs"),
    ("NON " * 200 + "commune", "chain of refusals"),
    ("*" * 900, "stars"),
    ("a-" * 450 + "a", "one endless compound"),
    ("'" * 900, "apostrophes"),
    ("\\" * 900, "slashes"),
    (".*" * 400, "an expression"),
    ("titre:" * 150, "names of fields"),
    ("depuis:0001 avant:9999 " * 40, "dates"),
    ("é" * 100_000, "a very long word"),
    ("a " * 50_000, "very many words"),
    ("\u00ad" * 900, "soft hyphens"),
    ("1 000 " * 200, "numbers"),
    ("« " * 400, "open quotes"),
]


@pytest.mark.parametrize("text", [text for text, _ in HOSTILE], ids=[name for _, name in HOSTILE])
def test_a_hostile_question_stays_small(index, text):
    understood = parse_question(text)
    assert count_leaves(understood.tree) <= MOST_WORDS
    assert index.ask(Question(text)).total <= index.page_count


def count_leaves(node):
    if node is None:
        return 0
    inner = [*getattr(node, "children", ()), *getattr(node, "required", ()), *getattr(node, "wished", ())]
    inner += [node.child] if hasattr(node, "child") else []
    return (
        sum(map(count_leaves, inner))
        if inner
        else max(1, len([w for w in getattr(node, "words", ()) if w.stem]))
    )
