"""One conductor at a time, and others can see how far it is."""

import pytest

from contrechamp.errors import IndexBusy
from contrechamp.pipeline.baton import Tally, hold_baton, read_tally


def test_a_second_conductor_is_refused_until_the_first_lets_go(tmp_path):
    with hold_baton(tmp_path), pytest.raises(IndexBusy), hold_baton(tmp_path):
        pass
    with hold_baton(tmp_path):
        pass


def test_others_see_what_the_conductor_has_done(tmp_path):
    assert read_tally(tmp_path) is None
    with hold_baton(tmp_path) as baton:
        baton.tell(Tally(documents=3, pages=40, seconds=2.0))
        assert read_tally(tmp_path) == Tally(documents=3, pages=40, seconds=2.0)
    assert read_tally(tmp_path) is None


def test_others_see_the_last_thing_that_was_told(tmp_path):
    with hold_baton(tmp_path) as baton:
        for count in (1, 20, 3000):
            baton.tell(Tally(documents=count, seconds=count / 7))
            assert read_tally(tmp_path).documents == count


def test_a_conductor_that_has_said_nothing_yet_is_seen_all_the_same(tmp_path):
    with hold_baton(tmp_path):
        assert read_tally(tmp_path) == Tally()
