"""A dropped file comes in once it is whole; one that is still being copied waits."""

import os
from datetime import timedelta

import pytest

from contrechamp.collect.watch import Watch, watch_folder


class Remembered:
    """A memory like the archive's, in a set."""

    def __init__(self):
        self.marks = set()

    def was_taken(self, path, size_bytes, modified_ns):
        return (path, size_bytes, modified_ns) in self.marks


@pytest.fixture
def memory():
    return Remembered()


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "dépôt").mkdir()
    return tmp_path / "dépôt"


def look(watch, now, seconds):
    found = watch.look(now + timedelta(seconds=seconds))
    return [sight.path.name for sight in found.ready], found.moving_count


def test_a_file_is_whole_when_it_has_been_still_for_a_while(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=5)
    (folder / "a.pdf").write_bytes(b"whole")
    assert look(watch, now, 0) == ([], 1)
    assert look(watch, now, 3) == ([], 1)
    assert look(watch, now, 5) == (["a.pdf"], 0)


def test_a_half_copied_file_waits_as_long_as_it_grows(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=5)
    for second in range(0, 40, 4):
        with (folder / "big.iso").open("ab") as file:
            file.write(b"block")
        assert look(watch, now, second) == ([], 1)
    assert look(watch, now, 40) == ([], 1)
    assert look(watch, now, 41.5) == (["big.iso"], 0)


def test_what_was_taken_is_not_taken_again_unless_it_changes(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=0)
    (folder / "a.pdf").write_bytes(b"first")
    look(watch, now, 0)
    (sight,) = watch.look(now + timedelta(seconds=1)).ready
    memory.marks.add(sight.mark)
    assert look(watch, now, 2) == ([], 0)
    assert look(Watch(folder, memory, quiet_seconds=0), now, 3) == ([], 0)
    (folder / "a.pdf").write_bytes(b"second version")
    assert look(watch, now, 4) == ([], 1)
    assert look(watch, now, 5) == (["a.pdf"], 0)


def test_what_could_not_be_taken_is_ready_again_at_the_next_look(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=0)
    (folder / "a.pdf").write_bytes(b"whole")
    look(watch, now, 0)
    assert look(watch, now, 1) == look(watch, now, 2) == (["a.pdf"], 0)


def test_temporary_names_and_system_files_are_left_until_they_have_their_name(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=0)
    for name in ("film.mp4.part", "x.crdownload", ".hidden", "Thumbs.db"):
        (folder / name).write_bytes(b"x")
    look(watch, now, 0)
    assert look(watch, now, 1) == ([], 2)
    (folder / "film.mp4.part").rename(folder / "film.mp4")
    look(watch, now, 2)
    assert look(watch, now, 3) == (["film.mp4"], 1)


def test_the_tree_of_the_watched_folder_is_kept(folder, memory, now):
    (folder / "2021").mkdir()
    (folder / "2021" / "a.pdf").write_bytes(b"x")
    watch = Watch(folder, memory, quiet_seconds=0)
    watch.look(now)
    (sight,) = watch.look(now + timedelta(seconds=1)).ready
    capture = watch.make_capture(sight, collection="team", received_at=now)
    assert capture.provenance.untrusted_path == "dépôt/2021/a.pdf"
    assert (capture.provenance.way_in, capture.provenance.origin) == ("watch", str(folder))


def test_a_folder_that_disappears_is_said_once_and_found_again(folder, memory, now):
    watch = Watch(folder, memory, quiet_seconds=0)
    os.rename(folder, folder.with_name("elsewhere"))
    assert [refusal.reason for refusal in watch.look(now).refusals] == ["It is not there."]
    assert watch.look(now).refusals == ()
    os.rename(folder.with_name("elsewhere"), folder)
    (folder / "a.pdf").write_bytes(b"x")
    look(watch, now, 1)
    assert look(watch, now, 2) == (["a.pdf"], 0)


def test_looks_follow_one_another_at_the_interval_that_was_asked(folder, memory, now):
    slept = []
    times = iter(now + timedelta(seconds=second) for second in (0, 10, 20))
    (folder / "a.pdf").write_bytes(b"x")
    watch = Watch(folder, memory, quiet_seconds=5)
    looks = watch_folder(watch, clock=lambda: next(times), sleep=slept.append, interval_seconds=10)
    assert [len(next(looks).ready) for _ in range(3)] == [0, 1, 1]
    assert slept == [10, 10]
