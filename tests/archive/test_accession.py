"""What is received is kept as it came, once, and said to be kept only then."""

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from contrechamp.archive import Archive, verify
from contrechamp.errors import ArchiveMissing, ArchiveNotEmpty
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Description, Said
from contrechamp.vocabulary.provenance import Receipt


def list_incoming(archive):
    return sorted(path.name for path in archive.layout.incoming.iterdir() if path.name != ".lock")


def test_the_same_bytes_twice_are_two_receipts_and_one_object(archive, make_capture):
    first, second = archive.accession([make_capture(b"vote", "a.pdf"), make_capture(b"vote", "b.pdf")])
    assert (first.is_new, second.is_new) == (True, False)
    assert first.digest == second.digest == compute_digest(b"vote")
    assert [receipt.provenance.untrusted_path for receipt in archive.receipts(first.digest)] == [
        "a.pdf",
        "b.pdf",
    ]
    assert sum(path.is_file() for path in archive.layout.originals.rglob("*")) == 1


def test_a_receipt_says_the_same_when_it_is_read_again(archive, make_capture):
    (receipt,) = archive.accession([make_capture(b"minutes")])
    assert archive.receipts(receipt.digest) == [receipt]


def test_a_receipt_says_whether_it_changed_what_was_known(archive, make_capture):
    said = Description(title=Said("Titre", "manifest"))
    captures = [
        make_capture(b"act"),
        make_capture(b"act", "again.pdf"),
        make_capture(b"act", collection="other"),
        make_capture(b"act", collection="other"),
        make_capture(b"act", description=said),
    ]
    receipts = [next(archive.accession([capture])) for capture in captures]
    assert [receipt.is_new for receipt in receipts] == [True, False, False, False, False]
    assert [receipt.has_changed_entry for receipt in receipts] == [False, False, True, False, True]


def test_an_original_is_what_came_and_cannot_be_written(archive, keep):
    digest = keep(b"%PDF-1.7 as it came")
    path = archive.original(digest)
    assert path.read_bytes() == b"%PDF-1.7 as it came"
    assert not stat.S_IMODE(path.stat().st_mode) & 0o222


def test_files_of_any_size_are_streamed(archive, make_capture, tmp_path):
    contents = [b"", b"x", os.urandom(3_000_000)]
    paths = [tmp_path / f"{number}.bin" for number in range(3)]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    receipts = list(archive.accession(make_capture(path, path.name) for path in paths))
    assert [receipt.size_bytes for receipt in receipts] == [0, 1, 3_000_000]
    assert [archive.original(receipt.digest).read_bytes() for receipt in receipts] == contents


def test_receipts_come_in_the_order_of_the_captures_over_many_batches(archive, make_capture):
    receipts = list(archive.accession(make_capture(b"%d" % number, f"{number}") for number in range(150)))
    assert [receipt.sequence for receipt in receipts] == list(range(1, 151))
    assert [receipt.provenance.untrusted_path for receipt in receipts] == [str(n) for n in range(150)]
    assert list(verify(archive)) == []


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(archive, make_capture, tmp_path):
    (tmp_path / "sound.txt").write_text("sound")
    (tmp_path / "link.txt").symlink_to(tmp_path / "sound.txt")
    os.mkfifo(tmp_path / "pipe")
    names = ["gone.txt", "link.txt", "pipe", "sound.txt"]
    answers = list(archive.accession(make_capture(tmp_path / name, name) for name in names))
    assert [answer.provenance.untrusted_path for answer in answers if isinstance(answer, Receipt)] == [
        "sound.txt"
    ]
    assert [answer for answer in answers if isinstance(answer, Refusal)] == [
        Refusal("gone.txt", "It is not there."),
        Refusal("link.txt", "It is a link."),
        Refusal("pipe", "This is neither a file nor a folder."),
    ]
    assert list_incoming(archive) == []


def test_a_file_that_moves_while_it_is_read_is_refused(archive, make_capture, tmp_path):
    path = tmp_path / "growing.bin"
    path.write_bytes(bytes(30_000_000))
    is_over = threading.Event()

    def grow():
        while not is_over.wait(0.001):
            with path.open("ab") as file:
                file.write(b"x")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        refusals = list(archive.accession([make_capture(path)]))
    finally:
        is_over.set()
        writer.join()
    assert [one.reason for one in refusals] == ["The file was being written while it was read."]


def test_names_in_broken_characters_are_kept(archive, make_capture):
    (receipt,) = archive.accession([make_capture(b"old disk", "arr\udceat\udce9.doc")])
    assert archive.find_document(receipt.digest).untrusted_path == "arr?t?.doc"


def test_a_batch_given_up_half_way_leaves_nothing_behind(archive, make_capture):
    captures = iter([make_capture(b"one"), make_capture(b"two")])

    def fail_after_two():
        yield from captures
        raise RuntimeError("the caller had enough")

    with pytest.raises(RuntimeError):
        list(archive.accession(fail_after_two()))
    assert list_incoming(archive) == []
    assert list(verify(archive)) == []


def test_what_a_dead_process_left_is_swept_when_the_archive_opens(archive):
    (archive.layout.incoming / "999999-1.part").write_bytes(b"half a file")
    Archive.open(archive.folder).close()
    assert list_incoming(archive) == []


def test_what_a_living_process_is_taking_in_is_not_swept(archive, make_capture):
    def look_on():
        yield make_capture(b"one")
        Archive.open(archive.folder).close()
        assert len(list_incoming(archive)) == 1
        yield make_capture(b"two")

    assert len(list(archive.accession(look_on()))) == 2


def test_an_original_lost_from_the_folder_comes_back_when_it_is_given_again(archive, keep):
    digest = keep(b"lost and found")
    archive.original(digest).unlink()
    assert [finding.kind for finding in verify(archive)] == ["missing"]
    keep(b"lost and found")
    assert list(verify(archive)) == []


def test_a_damaged_original_is_healed_when_it_is_given_again(archive, keep):
    digest = keep(b"damaged and healed")
    archive.original(digest).chmod(0o640)
    archive.original(digest).write_bytes(b"Damaged and healed")
    assert [finding.kind for finding in verify(archive)] == ["changed"]
    keep(b"damaged and healed")
    assert list(verify(archive)) == []


_WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from contrechamp.archive import Archive
from contrechamp.vocabulary.provenance import Capture, Provenance

folder, name = Path(sys.argv[1]), sys.argv[2]
now = datetime(2026, 3, 2, tzinfo=UTC)
with Archive.open(folder) as archive:
    for start in range(0, 90, 3):
        captures = [
            Capture(content.encode(), Provenance("file", "1", content, now, "team"))
            for content in (f"{name}-{start}", f"{name}-{start + 1}", f"shared-{start}")
        ]
        list(archive.accession(captures))
"""


def test_several_processes_take_in_at_once(archive):
    command = [sys.executable, "-c", _WRITER, str(archive.folder)]
    writers = [subprocess.Popen([*command, name]) for name in ("red", "blue", "green")]
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    assert archive.list_documents()[1] == 3 * 60 + 30
    assert archive.ledger.head()[0] == 3 * 90
    assert list(verify(archive)) == []


def test_threads_and_forked_children_share_an_archive(archive, keep):
    digest = keep(b"shared")
    found = []
    thread = threading.Thread(target=lambda: found.append(archive.find_document(digest)))
    thread.start()
    thread.join()
    assert found[0].digest == digest
    child = os.fork()
    if not child:  # pragma: no cover
        os._exit(0 if archive.find_document(digest) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert archive.find_document(digest)


def test_a_state_that_is_behind_catches_up_when_the_archive_opens(archive, make_capture, tmp_path):
    copy = tmp_path / "state-before"
    archive.close()
    copy.write_bytes(archive.layout.state.read_bytes())
    with Archive.open(archive.folder) as same:
        (receipt,) = same.accession([make_capture(b"after the copy")])
    archive.layout.state.write_bytes(copy.read_bytes())
    with Archive.open(archive.folder) as same:
        assert same.find_document(receipt.digest).collections == ("team",)


def test_a_state_that_is_gone_is_made_again_from_the_ledger(archive, keep, now):
    digest = keep(b"act", description=None)
    archive.publish_collection("team", at=now)
    withdrawn = keep(b"withdrawn")
    archive.withdraw(withdrawn, reason="asked by a person", at=now)
    archive.close()
    archive.layout.state.unlink()
    with Archive.open(archive.folder) as same:
        assert same.public_collections() == ("team",)
        assert same.find_document(digest, collections=("team",)) is not None
        assert same.list_withdrawn() == [withdrawn]


def test_an_archive_is_made_only_in_an_empty_folder(tmp_path, now):
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "a.pdf").write_bytes(b"mine")
    with pytest.raises(ArchiveNotEmpty):
        Archive.create(tmp_path / "papers", created_at=now)
    with pytest.raises(ArchiveMissing):
        Archive.open(tmp_path / "papers")
    with pytest.raises(ArchiveMissing):
        Archive.open(Path(tmp_path / "nowhere"))
