"""The packed form of OpenStreetMap: written here by the format's description, as no real one is among the samples."""

import contextlib
import random
import struct
import zlib

import pytest
from tests.read.pbf_writer import write_blob, write_field, write_file, write_number, write_signed

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.openstreetmap import COLUMNS, NOTICE
from contrechamp.text.wire_format import MessageIsBroken, give_fields, unpack, unpack_signed

CAMERA = {"man_made": "surveillance", "surveillance:type": "caméra", "camera:direction": "90"}
DENSE = [
    (101, 43.61, 3.87, CAMERA),
    (102, 43.0, 3.0, {}),
    (90, -44.5, -4.25, {"surveillance": "public"}),
    (104, 44.0, 4.0, {"shop": "bakery"}),
]


@pytest.mark.parametrize("packed", [True, False])
def test_dense_nodes_and_ways_that_watch_are_rows(read_bytes, packed):
    content = write_file(
        dense=DENSE, ways=[(7, [102, 104], {"camera:type": "dome"})], packed=packed, seconds=1_700_000_000
    )
    found = read_bytes(content)
    assert found.pages[0].text.splitlines() == [
        " | ".join(
            (*COLUMNS, "man_made", "surveillance:type", "camera:direction", "surveillance", "camera:type")
        ),
        " |  |  |  | 43.61 | 3.87 | node/101 | 4 | 2023-11-14 | surveillance | caméra | 90",
        " |  |  |  | -44.5 | -4.25 | node/90 | 4 | 2023-11-14 |  |  |  | public",
        " |  |  |  | 43.5 | 3.5 | way/7 |  |  |  |  |  |  | dome",
    ]
    assert NOTICE in found.pages[-1].text


def test_plain_nodes_are_read_too(read_bytes):
    text = read_bytes(write_file(nodes=[(-5, 43.2, -1.5, CAMERA)])).text
    assert " |  |  |  | 43.2 | -1.5 | node/-5 |" in text


def test_a_cut_file_gives_what_it_has_and_says_so(read_bytes):
    content = write_file(dense=DENSE)
    found = read_bytes(content + content[content.index(b"OSMData") - 6 :][:-9])
    assert "node/101" in found.text
    assert found.notices == [reasons.PART_BROKEN]


def test_a_blob_that_swells_beyond_the_format_is_refused(read_bytes):
    bomb = write_field(3, zlib.compress(b"\0" * (40 << 20)))
    header = write_field(1, b"OSMData") + write_field(3, len(bomb))
    head = write_blob(b"OSMHeader", write_field(4, b"DenseNodes"))
    with pytest.raises(DocumentIsBroken):
        read_bytes(head + struct.pack(">I", len(header)) + header + bomb)


def test_damaged_bytes_never_raise_anything_else(read_bytes):
    content = write_file(dense=DENSE, ways=[(7, [102, 104], {"camera:type": "dome"})], packed=False)
    chance = random.Random(7)
    for _ in range(300):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(20, len(damaged))] = chance.randrange(256)
        with contextlib.suppress(DocumentIsBroken):
            read_bytes(bytes(damaged))


@pytest.mark.parametrize("value", [0, 1, -1, 63, -64, 2**31, -(2**40), 2**62])
def test_packed_numbers_come_back(value):
    assert unpack_signed(write_signed(value) * 3).tolist() == [value] * 3
    assert [found for _, found in give_fields(write_number(8) + write_number(value))] == [value % 2**64]


@pytest.mark.parametrize("message", [b"\x80", b"\xff" * 11 + b"\x01", b"\x80\x80"])
def test_numbers_that_do_not_end_are_refused(message):
    with pytest.raises(MessageIsBroken):
        unpack(message)
    with pytest.raises(MessageIsBroken):
        list(give_fields(message))


def test_ten_thousand_bytes_of_one_kind_end_soon():
    for byte in range(256):
        with contextlib.suppress(MessageIsBroken, struct.error):
            assert len(list(give_fields(bytes([byte]) * 10_000))) <= 10_000
