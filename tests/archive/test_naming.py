"""What documents name: kept, counted, forgotten; nothing of it betrays a paper that may not be seen."""

import sqlite3
from threading import Thread

import pytest

from contrechamp.archive import Archive
from contrechamp.archive.state import ensure_state


@pytest.fixture
def named(archive, keep, now):
    """Three documents: one of everybody, one of the team, one withdrawn."""
    archive.ensure_collection("public", at=now)
    shown = keep(b"one", collection="public")
    hidden = keep(b"two", collection="team")
    gone = keep(b"three", collection="public")
    for digest in (shown, hidden, gone):
        archive.record_named(digest, {"technology": ("drone",), "place": ("Toulon", "Hyères")})
    archive.record_named(hidden, {"technology": ("drone", "camera"), "supplier": ("Secrète",)})
    archive.withdraw(gone, reason="", at=now)
    return shown, hidden, gone


def test_documents_are_counted_by_what_they_name(archive, named):
    counted = archive.count_named()
    assert counted["technology"] == [("drone", 2), ("camera", 1)]
    assert counted["place"] == [("Hyères", 1), ("Toulon", 1)]


def test_counts_tell_nothing_of_what_may_not_be_seen(archive, named):
    counted = archive.count_named(collections=("public",))
    assert counted == {"technology": [("drone", 1)], "supplier": [], "place": [("Hyères", 1), ("Toulon", 1)]}
    assert archive.count_named(collections=())["technology"] == []


def test_a_withdrawal_and_a_return_show_in_the_next_count(archive, named, now):
    _shown, _hidden, gone = named
    assert dict(archive.count_named(collections=("public",))["technology"]) == {"drone": 1}
    archive.bring_back(gone, at=now)
    assert dict(archive.count_named(collections=("public",))["technology"]) == {"drone": 2}


def test_another_process_changes_what_is_counted_here(archive, named, now):
    """What was counted is remembered, but never longer than it holds."""
    shown, _hidden, _gone = named
    assert len(archive.count_named()["place"]) == 2
    with Archive.open(archive.folder) as other:
        other.record_named(shown, {"place": ("Nice",)})
    assert archive.count_named()["place"] == [("Nice", 1)]


@pytest.mark.parametrize("change", ["withdraw", "record"])
def test_a_reader_who_comes_after_another_sees_what_changed_between_them(archive, named, now, change):
    """A second thread may get the number of the first, and its new connection counts changes from the start again."""
    shown, _hidden, _gone = named
    counted = []

    def look() -> None:
        reader = Thread(target=lambda: counted.append(archive.count_named(collections=("public",))["place"]))
        reader.start()
        reader.join()

    look()
    with Archive.open(archive.folder) as other:
        if change == "withdraw":
            other.withdraw(shown, reason="", at=now)
        else:
            other.record_named(shown, {})
    look()
    assert counted == [[("Hyères", 1), ("Toulon", 1)], []]


def test_what_was_counted_is_not_counted_again_until_something_changes(archive, named):
    with archive.state.reading() as connection:
        moment = archive.state.read_moment()
        archive.count_named()
        connection.set_authorizer(
            lambda action, *_: sqlite3.SQLITE_DENY if action == sqlite3.SQLITE_SELECT else 0
        )
        try:
            assert archive.count_named()["technology"] == [("drone", 2), ("camera", 1)]
        finally:
            connection.set_authorizer(None)
        assert archive.state.read_moment() == moment
    archive.record_named(named[0], {})
    assert archive.state.read_moment() != moment


def test_a_list_is_narrowed_by_what_is_named_and_counts_follow(archive, named):
    shown, hidden, _gone = named
    entries, total = archive.list_documents(named={"technology": "drone", "place": "Toulon"})
    assert ([entry.digest for entry in entries], total) == ([shown], 1)
    assert archive.list_documents(named={"supplier": "Secrète"})[0][0].digest == hidden
    assert archive.list_documents(("public",), named={"supplier": "Secrète"}) == ([], 0)
    assert archive.list_documents(named={"technology": "nothing"}) == ([], 0)
    counted = archive.count_named(filters={"technology": "camera"})
    assert counted["supplier"] == [("Secrète", 1)] and counted["place"] == []
    assert archive.count_by("year", named={"technology": "camera"}) == [("", 1)]


def test_a_list_for_people_has_an_end(archive, keep):
    archive.record_named(keep(b"many"), {"place": [f"Lieu {number}" for number in range(30)]})
    assert len(archive.count_named(limit=5)["place"]) == 5


def test_what_is_to_be_spotted_again_is_forgotten(archive, named, now):
    for digest in named:
        archive.finish_step(digest, "spot", "1", outcome="done", at=now)
    archive.reset_step(named, "spot")
    assert archive.count_named()["technology"] == []
    with archive.state.reading() as connection:  # no name stays behind either
        assert connection.execute("SELECT count(*) FROM names").fetchone() == (0,)


def test_while_everything_is_spotted_again_readers_still_find_what_was_named(archive, named, now):
    for digest in named:
        archive.finish_step(digest, "spot", "1", outcome="done", at=now)
    before = archive.count_named()
    archive.reset_all("spot")
    assert archive.count_named() == before and before["technology"]
    archive.record_named(named[0], {})
    assert archive.count_named() != before


def test_a_name_stays_as_long_as_one_document_has_it(archive, named):
    shown, hidden, _gone = named
    archive.record_named(hidden, {})
    assert archive.count_named()["technology"] == [("drone", 1)]
    archive.record_named(shown, {})
    assert archive.count_named()["technology"] == []


def test_a_state_from_before_gets_its_tables_and_everything_is_spotted_again(archive, keep, now):
    digest = keep(b"old")
    archive.finish_step(digest, "read", "1", outcome="read", at=now)
    archive.finish_step(digest, "spot", "1", outcome="done", at=now)
    archive.close()
    with sqlite3.connect(archive.layout.state) as connection:
        for table in ("named", "names"):
            connection.execute(f"DROP TABLE {table}")
    connection.close()
    with Archive.open(archive.folder) as upgraded:
        assert upgraded.waiting("spot", "1", after="read") == [digest]
        upgraded.record_named(digest, {"place": ("Toulon",)})
        upgraded.finish_step(digest, "spot", "1", outcome="done", at=now)
    ensure_state(archive.layout.state)  # a second time nothing is thrown away
    with Archive.open(archive.folder) as again:
        assert again.count_named()["place"] == [("Toulon", 1)]
        assert again.waiting("spot", "1", after="read") == []
