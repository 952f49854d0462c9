"""PMTiles files: tiles are found, and a broken file is said in one sentence, never a crash."""

import gzip
import json
import struct

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contrechamp.draw.tile_archive import HEAD_BYTES, TileArchive, number_tile
from contrechamp.draw.tile_writing import write_archive
from contrechamp.errors import BaseMapUnreadable

TILES = {(12, x, y): f"{x} {y}".encode() for x in range(2070, 2130) for y in range(1480, 1530)}


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "ville.pmtiles"
    write_archive(
        path, {(0, 0, 0): b"world", (1, 1, 0): b"east"}, attribution='© <a href="x">Les&amp;contributeurs</a>'
    )
    return path


def test_tiles_are_found_and_those_that_are_not_there_are_none(path):
    archive = TileArchive(path)
    assert archive.find_tile(0, 0, y=0) == b"world" and archive.find_tile(1, 1, y=0) == b"east"
    assert archive.find_tile(1, 0, y=1) is None and archive.find_tile(12, 4, y=4) is None
    assert list(archive.zooms) == [0, 1]


def test_the_attribution_is_its_words_alone(path):
    assert TileArchive(path).attribution == "© Les&contributeurs"


def test_a_file_of_many_tiles_has_directories_behind_its_root(tmp_path):
    write_archive(tmp_path / "many", TILES, attribution="")
    archive = TileArchive(tmp_path / "many")
    assert all(archive.find_tile(zoom, x, y=y) == tile for (zoom, x, y), tile in TILES.items())
    assert archive.find_tile(12, 2069, y=1480) is None


def test_numbers_of_tiles_are_those_of_the_specification():
    # The specification's own table of Hilbert numbers, PMTiles v3, section 4.1.1.
    expected = {(0, 0, 0): 0, (1, 0, 0): 1, (1, 0, 1): 2, (1, 1, 1): 3, (1, 1, 0): 4, (2, 0, 0): 5}
    assert {key: number_tile(*key[:2], y=key[2]) for key in expected} == expected
    assert number_tile(12, 3423, y=1763) == 19_078_479


def test_tiles_as_they_are_and_runs_of_the_same_tile_are_read(tmp_path):
    directory = bytes([1, 0, 5, 4, 1])  # one entry: tiles 0 to 4 are the four bytes at 0
    about = json.dumps({}).encode()
    sizes = (
        HEAD_BYTES,
        len(directory),
        HEAD_BYTES + len(directory),
        len(about),
        0,
        0,
        HEAD_BYTES + len(directory + about),
        4,
    )
    head = struct.pack("<7sB11Q6B", b"PMTiles", 3, *sizes, 5, 1, 1, 1, 1, 1, 1, 0, 1)
    (tmp_path / "bare").write_bytes(head.ljust(HEAD_BYTES, b"\0") + directory + about + b"tile")
    archive = TileArchive(tmp_path / "bare")
    assert archive.find_tile(0, 0, y=0) == archive.find_tile(1, 1, y=0) == b"tile"
    assert archive.find_tile(2, 0, y=0) is None and archive.attribution == ""


def change(path, place: int, content: bytes) -> None:
    whole = bytearray(path.read_bytes())
    whole[place : place + len(content)] = content
    path.write_bytes(whole)


@pytest.mark.parametrize(
    ("place", "content", "sentence"),
    [
        (0, b"SQLite", "is no PMTiles file"),
        (7, b"\x02", "is not PMTiles version 3"),
        (97, b"\x03", "packed otherwise"),
        (98, b"\x04", "packed otherwise"),
        (99, b"\x02", "no vector tiles"),
        (100, b"\x09", "make no sense"),
        (16, struct.pack("<Q", 1 << 40), "too large"),
        (8, struct.pack("<Q", 1 << 40), "end of the base map"),
        (HEAD_BYTES, b"\x00\x00", "cannot be unpacked"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(path, place, content, sentence):
    change(path, place, content)
    with pytest.raises(BaseMapUnreadable, match=sentence) as caught:
        TileArchive(path)
    assert "ville.pmtiles" in str(caught.value) and "PMTiles" in caught.value.advice


def test_no_file_an_empty_one_and_a_folder_are_refused(tmp_path):
    (tmp_path / "empty").touch()
    for name in ("missing", "empty", "."):
        with pytest.raises(BaseMapUnreadable):
            TileArchive(tmp_path / name)


def test_directories_that_lead_in_a_circle_are_refused(path):
    circle = gzip.compress(bytes([1, 0, 0, 30, 1]), mtime=0)  # a directory that names itself
    content = path.read_bytes()[:HEAD_BYTES] + circle
    path.write_bytes(content.ljust(HEAD_BYTES + 300, b"\0"))
    change(path, 8, struct.pack("<6Q", HEAD_BYTES, len(circle), HEAD_BYTES, 0, HEAD_BYTES, 100))
    with pytest.raises(BaseMapUnreadable):
        TileArchive(path).find_tile(0, 0, y=0)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.integers(0, 400), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_gives_tiles_or_a_sentence(tmp_path, place, content):
    path = tmp_path / "damaged"
    write_archive(path, {(0, 0, 0): b"world" * 9, (1, 1, 0): b"east"}, attribution="x")
    change(path, place, content)
    try:
        archive = TileArchive(path)
        for x in range(2):
            archive.find_tile(1, x, y=0)
    except BaseMapUnreadable:
        pass
