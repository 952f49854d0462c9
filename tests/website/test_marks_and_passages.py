"""Where words are marked, where sentences end, and how broken words are quoted."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import cut_lines, cut_pieces, order_spans, show_plain
from contrechamp.website.library.passages import (
    cut_quotable,
    find_lines,
    find_sentence,
    is_sound,
    join_ticked,
    list_moves,
    quote,
)

ACT = (
    "Vu la demande présentée le 8 février ;\n"
    "Considérant que l’autorisation ne saurait s’étendre à la captation du\n"
    "son ni à la reconnaissance faciale, qui n’ont pas été demandées ;\n"
    "ARRÊTE\n"
    "Article 1er — Le système est composé de 57 caméras. M. Vauzelle le\n"
    "signe, cf. l’art. 3 du no-\n"
    "vembre précédent.\n"
)
texts = some.text(alphabet="abc é\n.;-", max_size=80)
spans = some.lists(some.tuples(some.integers(-2, 90), some.integers(-2, 90)).map(lambda pair: Span(*pair)))


@given(texts, spans)
def test_what_can_be_ticked_is_the_whole_text_and_stands_where_it_says(text, marks):
    text = text * 5  # long lines too
    lines = cut_quotable(text, order_spans(marks, len(text)))
    shown = ["".join(piece.text for unit in line.units for piece in unit.pieces) for line in lines]
    assert shown == show_plain(text).split("\n")
    for line in lines:
        for unit in line.units:
            words = text[unit.span.start : unit.span.end]
            assert words == words.strip()
            assert not words or join_ticked(text, [unit.value]) == unit.span


def test_characters_that_are_not_shown_are_counted_all_the_same():
    """A browser counts what it shows: the gaps say what it has to add."""
    (line,) = cut_quotable("ca\u00admé\u200era")
    assert line.gaps == "2 5"


def find(words: str) -> Span:
    start = ACT.index(words)
    return Span(start, start + len(words))


def quote_around(words: str) -> str:
    return quote(ACT, find_sentence(ACT, find(words)))


@given(texts, spans)
def test_marking_changes_no_word(text, spans):
    ordered = order_spans(spans, len(text))
    assert "".join(piece.text for piece in cut_pieces(text, ordered)) == text
    lines = cut_lines(text, ordered)
    assert "\n".join("".join(piece.text for piece in line.pieces) for line in lines) == text
    assert [text[line.start : line.end] for line in lines] == text.split("\n")


@given(texts, spans)
def test_every_mark_has_one_beginning(text, spans):
    ordered = order_spans(spans, len(text))
    visible = [number for number, span in enumerate(ordered, 1) if text[span.start] != "\n"]
    first = [piece.mark for line in cut_lines(text, ordered) for piece in line.pieces if piece.is_first]
    assert first == visible


@given(texts, some.integers(0, 80), some.integers(1, 10))
def test_a_sentence_holds_its_word(text, start, length):
    span = Span(min(start, len(text)), min(start + length, len(text)))
    if text[span.start : span.end].strip() == text[span.start : span.end] != "":
        sentence = find_sentence(text, span)
        assert sentence.start <= span.start and span.end <= sentence.end


def test_a_clause_of_an_act_is_quoted_whole_and_alone():
    assert quote_around("reconnaissance faciale") == (
        "Considérant que l’autorisation ne saurait s’étendre à la captation du son"
        " ni à la reconnaissance faciale, qui n’ont pas été demandées ;"
    )


def test_an_abbreviation_ends_no_sentence():
    assert quote_around("signe") == "M. Vauzelle le signe, cf. l’art. 3 du novembre précédent."


def test_a_word_broken_by_the_printer_is_whole_again_and_a_compound_keeps_its_hyphen():
    text = "le procès-\nverbal du no-\nvembre, la vidéo-\nprotection, non la vidéo-\ncaméra ; vidéo-caméra"
    said = quote(text, Span(0, len(text)))
    assert said == "le procès-verbal du novembre, la vidéoprotection, non la vidéo-caméra ; vidéo-caméra"


def test_lines_are_counted_from_one():
    assert ACT[slice(*find_lines(ACT, 4, 4))] == "ARRÊTE"
    assert find_lines(ACT, 0, 1) is None
    assert find_lines(ACT, 3, 2) is None
    assert find_lines(ACT, 1, 99) is None
    assert find_lines("x\n" * 9000, 1, 9000) is None


def test_a_passage_can_grow_and_shrink_by_a_line():
    moves = list_moves(ACT, find("ARRÊTE"))
    assert ACT[slice(*moves["line_before"])].startswith("son ni à la")
    assert ACT[slice(*moves["line_after"])].endswith("M. Vauzelle le")
    two = list_moves(ACT, Span(find("son").start, find("ARRÊTE").end))
    assert ACT[slice(*two["without_first"])] == "ARRÊTE"
    assert ACT[slice(*two["without_last"])].startswith("son ni")


@given(texts, some.integers(0, 80), some.integers(1, 40))
def test_every_move_is_a_sound_passage(text, start, length):
    span = Span(start, start + length)
    if is_sound(text, span):
        assert all(is_sound(text, moved) for moved in list_moves(text, span).values())


@pytest.mark.parametrize("sign", ["\x00", "\u202e", "\u2066", "\x1b", "\ufeff"])
def test_signs_that_hide_or_turn_round_are_not_shown(sign):
    assert sign not in show_plain(f"fdp{sign}.exe")
