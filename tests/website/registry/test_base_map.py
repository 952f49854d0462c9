"""The keeper's base map under the site's maps; one that cannot be drawn is told in the log, and maps stay plain."""

import logging

import pytest
from tests.draw.test_base_map import make_tile
from tests.website.registry.test_public_rooms import read, tell

from contrechamp.draw.tile_writing import write_archive

ZOOM, X, Y = 14, 8368, 5982  # the tile of the small observatory's device


@pytest.fixture
def use_base_map(site):
    """Makes a file the keeper's, for this test."""
    from django.test import override_settings

    from contrechamp.website.registry.pictures.ground import open_base_map

    changed = []

    def use(path) -> None:
        changed.append(override_settings(BASE_MAP=path))
        changed[-1].enable()
        open_base_map.cache_clear()

    yield use
    for one in changed:
        one.disable()
    open_base_map.cache_clear()


def test_the_map_stands_on_the_keepers_file_and_says_whose_data_it_is(reader, use_base_map, tmp_path):
    path = tmp_path / "ville.pmtiles"
    around = {(ZOOM, X + right, Y + low): make_tile() for right in (-1, 0, 1) for low in (-1, 0, 1)}
    write_archive(path, around, attribution="© contributeurs")
    use_base_map(path)
    assert "© contributeurs" in tell(reader, "/carte") and "Sans fond de carte" not in tell(reader, "/carte")
    assert "Rue Droite" in read(reader, "/carte?centre=43.61,3.87&zoom=16") or "Faubourg" in read(
        reader, "/carte"
    )


def test_a_file_that_cannot_be_drawn_leaves_the_map_plain(reader, use_base_map, tmp_path, caplog):
    path = tmp_path / "casse.pmtiles"
    path.write_bytes(b"no map at all")
    use_base_map(path)
    logger = logging.getLogger("django")
    logger.addHandler(caplog.handler)
    try:
        assert "Sans fond de carte" in tell(reader, "/carte")
    finally:
        logger.removeHandler(caplog.handler)
    assert "casse.pmtiles" in caplog.text
