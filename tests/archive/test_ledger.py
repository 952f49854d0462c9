"""The ledger only grows, tells of every change to it, and can forget."""

import random
import shutil
import sqlite3

import pytest

from contrechamp.archive.ledger import Draft, Ledger, commit_to, ensure_ledger


@pytest.fixture
def ledger(tmp_path):
    ensure_ledger(tmp_path / "ledger")
    ledger = Ledger(tmp_path / "ledger")
    drafts = [Draft("accession", {"path": f"canary-name-{number}.pdf"}) for number in range(50)]
    ledger.append(drafts, make_salt=random.Random(1).randbytes)
    yield ledger
    ledger.close()


def tamper(path, *statements):
    """What somebody with the disk can do: no trigger stops them."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA synchronous = OFF")
    for name in ("chain_is_kept", "chain_is_fixed", "contents_are_fixed"):
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    for statement, values in statements:
        assert connection.execute(statement, values).rowcount > 0
    connection.commit()
    connection.close()


def test_an_untouched_ledger_holds(ledger):
    assert list(ledger.prove()) == []
    assert [entry.sequence for entry in ledger.read(after=47)] == [48, 49, 50]


def make_forgery(rng):
    """One random change that leaves something behind it in the ledger."""
    target, other = rng.sample(range(1, 50), 2)
    digit = rng.choice("0123456789abcdef") * 64
    return rng.choice(
        [
            ("UPDATE chain SET commitment = ? WHERE sequence = ?", (digit, target)),
            ("UPDATE chain SET chain_digest = ? WHERE sequence = ?", (digit, target)),
            ("UPDATE chain SET kind = ? WHERE sequence = ?", ("withdraw", target)),
            ("DELETE FROM chain WHERE sequence = ?", (target,)),
            ("UPDATE contents SET content = ? WHERE sequence = ?", ('{"path": "forged"}', target)),
            ("UPDATE contents SET salt = ? WHERE sequence = ?", (rng.randbytes(32), target)),
            (
                "UPDATE contents SET content = (SELECT content FROM contents WHERE sequence = ?) WHERE sequence = ?",
                (other, target),
            ),
        ]
    )


def test_every_one_of_200_random_forgeries_is_seen(ledger, tmp_path):
    ledger.close()
    rng = random.Random(2026)
    for _ in range(200):
        shutil.copy(tmp_path / "ledger", tmp_path / "forged")
        forgery = make_forgery(rng)
        tamper(tmp_path / "forged", forgery)
        forged = Ledger(tmp_path / "forged")
        assert list(forged.prove()), forgery
        forged.close()


def test_a_content_can_be_destroyed_and_the_chain_still_holds(ledger, tmp_path):
    connection = sqlite3.connect(tmp_path / "ledger")
    connection.execute("PRAGMA secure_delete = ON")
    commitment, salt = connection.execute(
        "SELECT commitment, salt FROM chain JOIN contents USING (sequence) WHERE sequence = 7"
    ).fetchone()
    assert commitment == commit_to(salt, '{"path": "canary-name-6.pdf"}')
    connection.execute("DELETE FROM contents WHERE sequence = 7")
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    assert list(ledger.prove()) == []
    assert next(ledger.read(after=6)).content is None
    left = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"canary-name-5.pdf" in left  # the control: names that were not destroyed are found
    assert b"canary-name-6.pdf" not in left
    assert salt not in left  # and no dictionary turns the commitment back without it


def test_entries_can_be_neither_changed_nor_removed(ledger, tmp_path):
    connection = sqlite3.connect(tmp_path / "ledger")
    for statement in (
        "DELETE FROM chain WHERE sequence = 3",
        "UPDATE chain SET kind = 'other'",
        "UPDATE contents SET content = '{}'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(statement)
    connection.close()
