"""A short fixed set of damaged papers, those of the sample city; `./run drill mutations` damages the shared data."""

from random import Random

import pytest
from tests.drills import mutations
from tests.drills.damage import WAYS, damage
from tests.drills.ground import ROOT

FOLDERS = [ROOT / "tests" / "city" / "papers", ROOT / "tests" / "samples"]


def test_damaged_papers_of_every_format_end_with_a_state_and_none_is_lost():
    told, wrong = mutations.run(FOLDERS, 70, seed=7)
    assert wrong == []
    assert told.startswith("70 damaged papers: ")


@pytest.mark.parametrize("way", WAYS)
def test_the_same_seed_does_the_same_damage_and_never_none(way):
    sound = (ROOT / "tests" / "samples" / "office" / "lettre.doc").read_bytes()
    damaged = [damage(sound, way, Random("a seed"), other=sound[::-1]) for _ in range(2)]
    assert damaged[0] == damaged[1] != sound
