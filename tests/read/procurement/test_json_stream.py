"""Long JSON files: one entry after the other, whatever the pieces; what cannot be understood ends it there."""

import io
import json
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.read.procurement.json_stream import Entries, Window, list_entries

INSIDE = frozenset(("", "marches", "marches/marche"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=12,
)


def cut(text: str, size: int) -> list[str]:
    return [text[place : place + size] for place in range(0, len(text), size)]


def list_all(text: str, inside=INSIDE, size: int = 3) -> list:
    return list(list_entries(Window(cut(text, size)), inside=inside))


@given(st.lists(VALUES, max_size=5), st.integers(1, 7), st.sampled_from((None, 1)))
def test_entries_are_those_of_the_whole_whatever_the_pieces(values, size, indent):
    text = json.dumps({"v": "1", "marches": {"marche": values}}, indent=indent)
    found = list_all(text, size=size)
    assert found[: len(values)] == [("marches/marche", value) for value in values]
    assert found[len(values) :] == [("marches", {}), ("", {"v": "1"})]


@given(st.lists(VALUES, min_size=1, max_size=5), st.integers(1, 7))
def test_values_one_behind_the_other_are_entries_too(values, size):
    text = "\n".join(json.dumps(value) for value in values)
    expected = [("", one) for value in values for one in (value if isinstance(value, list) else [value])]
    assert list_all(text, inside=(), size=size) == expected


def test_numbers_stay_as_they_are_written():
    assert list_all('[1.10, 12345678901234567890123, 1e3, {"a": -0.0}]', inside=()) == [
        ("", "1.10"),
        ("", "12345678901234567890123"),
        ("", "1e3"),
        ("", {"a": "-0.0"}),
    ]


def test_a_number_at_the_end_of_a_piece_is_not_cut():
    assert list_all("123456 7", inside=(), size=2) == [("", "123456"), ("", "7")]


@pytest.mark.parametrize(
    "text", ['{"marches": [{"a": 1},', '{"marches": [{"a": 1} {"a"', '[{"a": 1}, {"a": tru', '{"marches":']
)
def test_what_follows_a_fault_is_given_as_text(text):
    entries = Entries(io.BytesIO(text.encode()), inside=INSIDE)
    found = list(entries)
    assert all(value == {"a": "1"} for _, value in found)
    rest = "".join(entries.give_rest())
    assert text.endswith(rest)
    assert len(rest) < len(text)


def test_nothing_is_left_of_a_whole_file():
    entries = Entries(io.BytesIO(b'{"marches": []}'), inside=INSIDE)
    assert list(entries) == [("", {})]
    assert "".join(entries.give_rest()) == ""


@pytest.mark.parametrize("sign", ["[", '{"a":', '{"marches":', "[{"])
def test_a_bottomless_file_ends_without_harm(sign):
    entries = Entries(io.BytesIO(sign.encode() * 100_000), inside=INSIDE)
    assert list(entries) == []
    assert "".join(entries.give_rest())


def test_memory_stays_that_of_one_entry():
    entry = json.dumps({"objet": "caméra " * 40})
    size = 40_000

    def give_pieces():
        yield '{"marches": ['
        for number in range(size):
            yield entry + ("," if number < size - 1 else "]}")

    tracemalloc.start()
    count = sum(1 for _ in list_entries(Window(give_pieces()), inside=INSIDE))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == size + 1
    assert peak < 2_000_000
