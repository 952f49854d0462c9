"""Vector tiles: what is written is read; what is broken is said."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.draw.tile_writing import Drawn, write_tile
from contrechamp.draw.vector_tile import AREA, LINE, POINT, read_layers
from contrechamp.text.wire_format import MessageIsBroken

CORNERS = st.tuples(st.integers(-128, 4224), st.integers(-128, 4224))
LINES = st.lists(st.lists(CORNERS, min_size=2, max_size=9), min_size=1, max_size=4)
VALUES = st.text(max_size=5) | st.integers(-(2**40), 2**40) | st.floats(allow_nan=False) | st.booleans()
FEATURES = st.lists(
    st.builds(
        Drawn, st.sampled_from([LINE, AREA]), st.dictionaries(st.text(max_size=4), VALUES, max_size=3), LINES
    ),
    max_size=5,
)


@given(FEATURES)
def test_what_is_written_is_read(features):
    ((name, layer),) = read_layers(write_tile({"roads": features}), frozenset(["roads"]))
    assert name == "roads" and layer.extent == 4096
    assert [(one.shape, one.tags) for one in layer.features] == [(one.shape, one.tags) for one in features]
    lines = [
        [
            [tuple(corner) for corner in layer.corners[layer.starts[part] : layer.starts[part + 1]].tolist()]
            for part in feature.parts
        ]
        for feature in layer.features
    ]
    assert lines == [one.lines for one in features]


def test_true_and_one_are_not_the_same_value():
    tile = write_tile({"a": [Drawn(POINT, {"x": True, "y": 1}, [[(0, 0)]])]})
    ((_, layer),) = read_layers(tile, frozenset("a"))
    assert layer.features[0].tags["x"] is True and layer.features[0].tags["y"] is not True


def test_layers_that_nobody_wants_are_not_read():
    tile = write_tile({"a": [Drawn(POINT, {}, [[(1, 2)]])], "b": []})
    assert [name for name, _ in read_layers(tile, frozenset("b"))] == ["b"]


@given(st.binary(max_size=200))
def test_any_bytes_are_a_tile_or_said_to_be_none(content):
    with contextlib.suppress(MessageIsBroken):
        list(read_layers(content, frozenset(["", "a"])))


@given(FEATURES, st.data())
def test_a_damaged_tile_is_read_or_refused_never_a_crash(features, data):
    tile = bytearray(write_tile({"a": features}))
    for _ in range(3):
        tile[data.draw(st.integers(0, len(tile) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(MessageIsBroken):
        list(read_layers(bytes(tile), frozenset("a")))


def wrap(feature: bytes, *, extent: bytes = b"") -> bytes:
    layer = b"\x0a\x01a" + b"\x12" + bytes([len(feature)]) + feature + extent
    return b"\x1a" + bytes([len(layer)]) + layer


@pytest.mark.parametrize(
    "tile",
    [
        wrap(b"\x22\x03\x12\x02\x02"),  # a line before its first corner
        wrap(b"\x22\x02\x09\x02"),  # half a corner
        wrap(b"\x22\x01\x0b"),  # an unknown command
        wrap(b"\x22\x01\x80"),  # a number that does not end
        wrap(b"\x12\x02\x00\x00"),  # tags that are in no table
        wrap(b"\x12\x01\x00"),  # a key without its value
        wrap(b"", extent=b"\x28\x00"),  # no width
    ],
)
def test_tiles_that_break_the_format_are_refused(tile):
    with pytest.raises(MessageIsBroken):
        list(read_layers(tile, frozenset("a")))
