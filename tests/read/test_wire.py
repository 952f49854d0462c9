"""Nothing but sound findings crosses the wall, whatever bytes come from the other side."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contrechamp.read import reasons, wire
from contrechamp.read.sandbox.gate import Gate
from contrechamp.read.sandbox.limits import Limits
from contrechamp.read.wire import FrameIsBroken, Opened, Pixels
from contrechamp.vocabulary.document import Box, Child, HowRead, Line, Page, Reading, ReadingState, Word

TEXT = "Vidéoprotection\nà l’école"
BOX = Box(0.1, 0.2, 0.5, 0.25)
PAGE = Page(
    1,
    TEXT,
    HowRead.OCR,
    label="iv",
    width=595,
    height=842,
    lines=(Line(0, 15, BOX), Line(16, 25, BOX)),
    words=(Word(0, 15, BOX, 0.9), Word(16, 25, BOX)),
    confidence=0.5,
    flags=("doubtful", "rotated"),
)
DECODERS = (
    wire.decode_page,
    wire.decode_child,
    wire.decode_opened,
    wire.decode_extent,
    wire.decode_reading,
    wire.decode_pixels,
    wire.decode_names,
    lambda payload: wire.decode_words(payload, text_length=10),
)


def test_a_page_comes_out_as_it_went_in():
    came = wire.decode_page(wire.encode_page(PAGE))
    assert (came.text, came.label, came.flags, came.how_read) == (
        TEXT,
        "iv",
        ("doubtful", "rotated"),
        HowRead.OCR,
    )
    assert [(line.start, line.end) for line in came.lines] == [(0, 15), (16, 25)]
    assert came.lines[0].box == pytest.approx(BOX, abs=1e-4)
    assert came.words[0].confidence == pytest.approx(0.9, abs=1e-4)
    assert came.words[1].confidence is None


@given(some.text(), some.sampled_from(HowRead))
def test_any_text_crosses_without_surrogates_or_null(text, how):
    came = wire.decode_page(wire.encode_page(Page(3, text, how)))
    assert "\0" not in came.text
    came.text.encode("utf-8")


@pytest.mark.parametrize("decode", DECODERS)
@given(payload=some.binary(max_size=300))
def test_arbitrary_bytes_are_refused_and_nothing_else_is_raised(decode, payload):
    with contextlib.suppress(FrameIsBroken):
        decode(payload)


@given(some.integers(0, 400), some.integers(0, 255))
def test_a_page_with_one_byte_changed_is_sound_or_refused(place, value):
    payload = bytearray(wire.encode_page(PAGE))
    payload[place % len(payload)] = value
    try:
        page = wire.decode_page(bytes(payload))
    except FrameIsBroken:
        return
    for part in (*page.lines, *page.words):
        assert 0 <= part.start <= part.end <= len(page.text)
        assert 0 <= part.box.left <= part.box.right <= 1 and 0 <= part.box.top <= part.box.bottom <= 1


def test_pixels_that_are_not_as_many_as_announced_are_refused():
    payload = wire.encode_pixels(Pixels(10, 10, "L", bytes(99)))
    with pytest.raises(FrameIsBroken):
        wire.decode_pixels(payload)


def test_a_picture_larger_than_any_page_is_refused():
    with pytest.raises(FrameIsBroken):
        wire.decode_pixels(wire.encode_pixels(Pixels(60_000, 60_000, "1", b"")))


def _admit(gate, kind, payload):
    return list(gate.admit(kind, payload))


def _open_gate(**limits) -> Gate:
    gate = Gate(Limits(**limits))
    _admit(gate, wire.OPENED, wire.encode_said(Opened("application/pdf", "pdf", "1")))
    _admit(gate, wire.EXTENT, wire.encode_said([3]))
    return gate


def test_pages_that_come_out_of_order_are_refused():
    gate = _open_gate()
    with pytest.raises(FrameIsBroken):
        _admit(gate, wire.PAGE, wire.encode_page(Page(2, "", HowRead.EMPTY)))


def test_children_are_counted_before_they_are_passed_on():
    gate = _open_gate(children_bytes=10)
    _admit(gate, wire.CHILD, wire.encode_child(Child("a", bytes(6))))
    with pytest.raises(FrameIsBroken):
        _admit(gate, wire.CHILD, wire.encode_child(Child("b", bytes(6))))


def test_nothing_is_admitted_behind_the_closing_reading():
    gate = _open_gate()
    _admit(gate, wire.READING, wire.encode_said(Reading("application/pdf", ReadingState.READ)))
    with pytest.raises(FrameIsBroken):
        _admit(gate, wire.PAGE, wire.encode_page(Page(1, "", HowRead.EMPTY)))


def test_a_reader_that_cannot_skip_pages_is_not_asked_again_for_those_that_came():
    gate = Gate(Limits())
    assert gate.can_go_on
    _admit(gate, wire.PAGE, wire.encode_page(Page(1, "Un", HowRead.NATIVE)))
    assert not gate.can_go_on
    assert list(gate.end_run(reasons.CRASHED)) == []
    assert (gate.make_reading().state, gate.make_reading().reason) == (
        ReadingState.PARTLY_READ,
        reasons.CRASHED,
    )


def test_the_state_is_ours_to_say():
    gate = _open_gate()
    list(gate.end_run(reasons.TOO_SLOW))
    _admit(gate, wire.READING, wire.encode_said(Reading("text/html", ReadingState.READ, page_count=9)))
    list(gate.end_run(""))
    reading = gate.make_reading()
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, reasons.TOO_SLOW)
    assert (reading.media_type, reading.page_count) == ("application/pdf", 1)
