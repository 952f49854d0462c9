"""A stopped run goes on where it stopped; a step can be done again."""

import pytest

from contrechamp.archive import Archive
from contrechamp.vocabulary.archive import StepOutcome


@pytest.fixture
def three(keep):
    return [keep(b"%d" % number) for number in range(3)]


def finish(archive, digest, now, *, step="read", version="1", outcome="done"):
    archive.finish_step(digest, step, version, outcome=outcome, at=now)


def test_documents_wait_oldest_first_until_the_step_has_ended(archive, three, now):
    assert archive.waiting("read", "1") == three
    assert archive.waiting("read", "1", limit=2) == three[:2]
    finish(archive, three[0], now)
    finish(archive, three[1], now, outcome="failed")
    assert archive.waiting("read", "1") == three[2:]


def test_a_new_version_of_a_step_redoes_that_step_alone(archive, three, now):
    for digest in three:
        finish(archive, digest, now)
        finish(archive, digest, now, step="index")
    assert archive.waiting("read", "2") == three
    assert archive.waiting("index", "1") == []


def test_a_step_may_wait_for_another(archive, three, now):
    assert archive.waiting("index", "1", after="read") == []
    finish(archive, three[1], now)
    assert archive.waiting("index", "1", after="read") == [three[1]]
    finish(archive, three[0], now)
    assert archive.waiting("index", "1", after="read") == three[:2]


def test_a_step_that_is_reset_waits_again_for_every_process(archive, three, now):
    with Archive.open(archive.folder) as other:
        for digest in three:
            finish(archive, digest, now)
        assert archive.waiting("read", "1") == other.waiting("read", "1") == []
        late = three[0]
        other.reset_step([late], "read")
        assert archive.waiting("read", "1") == other.waiting("read", "1") == [late]
        archive.reset_all("read")
        assert other.waiting("read", "1") == three


def test_a_withdrawn_document_waits_for_nothing_until_it_comes_back(archive, three, now):
    archive.withdraw(three[0], reason="asked", at=now)
    assert archive.waiting("read", "1") == three[1:]
    archive.bring_back(three[0], at=now)
    assert archive.waiting("read", "1") == three


def test_how_a_step_ended_can_be_asked(archive, three, now):
    archive.finish_step(three[0], "read", "1", outcome="failed", reason="a broken table", at=now)
    ended = StepOutcome("read", "1", "failed", "a broken table", now)
    assert archive.find_outcomes(three[0]) == {"read": ended}
    assert archive.find_outcomes(three[1]) == {}


def test_a_step_is_due_where_it_failed_and_where_it_is_outdated(archive, three, now):
    finish(archive, three[0], now, outcome="failed")
    finish(archive, three[1], now)
    finish(archive, three[2], now, version="0")
    assert archive.list_due("read", "1", failures=("failed",)) == [three[0], three[2]]
    archive.withdraw(three[0], reason="asked", at=now)
    assert archive.list_due("read", "1", failures=("failed",)) == [three[2]]


def test_changes_are_written_together_or_not_at_all(archive, three, now):
    with pytest.raises(RuntimeError), archive.changes():
        for digest in three:
            finish(archive, digest, now)
        raise RuntimeError
    assert archive.waiting("read", "1") == three
    with archive.changes():
        for digest in three:
            finish(archive, digest, now)
    assert archive.waiting("read", "1") == []


def test_near_duplicates_are_found_by_any_band_they_share(archive, three, now):
    archive.record_likeness(three[0], b"first", [1, 2**64 - 1])
    archive.record_likeness(three[1], b"second", [2, 2**63])
    assert archive.find_alike([2**64 - 1, 7]) == [(three[0], b"first")]
    assert archive.find_alike([1, 2]) == [(three[0], b"first"), (three[1], b"second")]
    archive.record_likeness(three[0], b"changed", [5])
    assert archive.find_alike([1]) == []
    assert archive.find_signature(three[0]) == b"changed"
    archive.withdraw(three[1], reason="asked", at=now)
    assert archive.find_alike([2]) == []


def test_what_a_watched_folder_gave_is_remembered(archive):
    archive.remember_taken([("/in/a.pdf", 10, 111)])
    assert archive.was_taken("/in/a.pdf", 10, 111)
    assert not archive.was_taken("/in/a.pdf", 11, 111)
    archive.remember_taken([("/in/a.pdf", 11, 222)])
    with Archive.open(archive.folder) as same:
        assert same.was_taken("/in/a.pdf", 11, 222)
