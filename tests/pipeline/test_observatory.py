"""The observatory in one process: read, find, hide, retry, read again."""

import tomllib
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.errors import DocumentUnknown, IndexBusy
from contrechamp.pipeline.baton import hold_baton
from contrechamp.pipeline.observatory import BATON_PLACE, open_observatory
from contrechamp.pipeline.steps import INDEX, LINK, READ, SPLIT, SPOT, STEPS
from contrechamp.vocabulary.document import ReadingState
from contrechamp.vocabulary.search import Question, Span

CITY = Path(__file__).parents[1] / "city"
PAPERS, SECRET = CITY / "papers", tomllib.loads((CITY / "truth.toml").read_text(encoding="utf-8"))["secret"]
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
NOTHING = {step.name: [] for step in STEPS}
TEXT = "Le conseil municipal autorise l’installation de caméras.\n"


@pytest.fixture
def observatory(tmp_path):
    Archive.create(tmp_path / "archive", created_at=NOW).close()
    with open_observatory(Config(tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        yield observatory


def receive(observatory, path, *, collection="Ville"):
    observatory.ensure_collection(collection)
    return list(observatory.receive(make_captures([path], collection=collection, received_at=NOW)))


def write_text(folder, name="note.txt", text=TEXT):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def find(observatory, text, **more):
    return [(hit.digest, hit.page) for hit in observatory.ask(Question(text, **more)).hits]


def test_a_paper_is_received_read_and_found(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    assert observatory.has_work()
    observatory.process()
    assert not observatory.has_work()
    assert find(observatory, "autorisation") == [(receipt.digest, 1)]
    page = observatory.read_page(receipt.digest, 1)
    assert page.text.strip() == TEXT.strip()
    (boxes,) = observatory.locate(receipt.digest, 1, [Span(3, 10)])
    assert boxes


def test_what_is_inside_is_found_with_its_parent(observatory, tmp_path):
    with zipfile.ZipFile(tmp_path / "envoi.zip", "w") as bundle:
        bundle.writestr("dossier/note.txt", TEXT)
    (receipt,) = receive(observatory, tmp_path / "envoi.zip")
    observatory.process()
    ((child, _),) = find(observatory, "caméra")
    card = observatory.find_document(child)
    assert card.parent.digest == receipt.digest
    assert [neighbour.digest for neighbour in observatory.list_children(receipt.digest)] == [child]
    observatory.retry([receipt.digest], step="read")
    observatory.process()
    assert len(observatory.archive.receipts(child)) == 1


def test_a_document_withdrawn_while_another_process_reads_is_hidden_at_once(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    observatory.process()
    with observatory._find_index().writer():
        observatory.withdraw(receipt.digest, reason="essai")
        assert find(observatory, "caméra") == []
    observatory.process()
    assert find(observatory, "caméra") == []
    observatory.bring_back(receipt.digest)
    observatory.process()
    assert find(observatory, "caméra") == [(receipt.digest, 1)]


def test_one_more_collection_makes_a_known_document_findable_there(observatory, tmp_path):
    path = write_text(tmp_path)
    receive(observatory, path)
    observatory.process()
    observatory.ensure_collection("Public")
    observatory.publish_collection("Public")
    public = observatory.public_collections()
    assert find(observatory, "caméra", collections=public) == []
    receive(observatory, path, collection="Public")
    observatory.process()
    assert len(find(observatory, "caméra", collections=public)) == 1


def test_only_one_process_conducts(observatory, tmp_path):
    receive(observatory, write_text(tmp_path))
    with hold_baton(observatory.archive.folder / BATON_PLACE):
        assert observatory.progress().is_running
        with pytest.raises(IndexBusy):
            observatory.process()
    observatory.process()


def test_pages_that_were_lost_are_read_again(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    observatory.process()
    for path in observatory.archive.derived_folder(receipt.digest).iterdir():
        path.unlink()
    with pytest.raises(DocumentUnknown):
        observatory.read_page(receipt.digest, 1)
    observatory.reset_index()
    observatory.process()
    assert find(observatory, "caméra") == [(receipt.digest, 1)]


def test_what_cannot_be_read_is_kept_with_its_reason(observatory, tmp_path):
    (tmp_path / "vide.pdf").write_bytes(b"")
    (receipt,) = receive(observatory, tmp_path / "vide.pdf")
    observatory.process()
    card = observatory.find_document(receipt.digest)
    assert card.state is ReadingState.UNREADABLE
    assert card.reason
    assert observatory.retry() == {**NOTHING, "read": [receipt.digest]}
    assert [step.outcome for step in observatory.list_steps(receipt.digest)] == [
        "",
        "done",
        "done",
        "done",
        "done",
    ]


def test_a_digest_may_be_cut_short_as_long_as_it_is_the_only_one(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    assert observatory.complete_digest(receipt.digest[:8]) == receipt.digest
    with pytest.raises(DocumentUnknown):
        observatory.complete_digest("")
        receive(observatory, write_text(tmp_path, "autre.txt", "autre"))
        observatory.complete_digest("")


def test_a_document_that_waits_to_be_indexed_again_can_be_withdrawn(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    observatory.process()
    observatory.retry([receipt.digest], step="read")
    observatory.withdraw(receipt.digest, reason="essai")
    assert find(observatory, "caméra") == []
    assert not observatory.has_work()


def test_a_lost_original_does_not_keep_others_from_being_read(observatory, tmp_path):
    (lost,) = receive(observatory, write_text(tmp_path))
    (sound,) = receive(observatory, write_text(tmp_path, "autre.txt", "Une autre caméra."))
    observatory.original(lost.digest).unlink()
    observatory.process()
    assert find(observatory, "caméra") == [(sound.digest, 1)]
    assert observatory.find_document(lost.digest).state is ReadingState.UNREADABLE


def test_an_index_of_another_version_is_made_again_by_itself(observatory, tmp_path):
    receive(observatory, write_text(tmp_path))
    observatory.process()
    (observatory.archive.index_folder / "contrechamp.json").write_text('{"version": "0"}')
    receive(observatory, write_text(tmp_path, "autre.txt", "Une autre caméra."))
    observatory.process()
    assert len(find(observatory, "caméra")) == 2


def test_a_title_that_a_file_gives_itself_is_used(observatory, tmp_path):
    page = "<html><title>Vidéoprotection : vos questions</title><p>Bonjour</p></html>"
    (receipt,) = receive(observatory, write_text(tmp_path, "page.html", page))
    observatory.process()
    assert observatory.find_document(receipt.digest).description.title.source == "embedded"


def test_a_word_that_only_the_team_may_read_is_as_unknown_as_one_that_nobody_wrote(observatory, tmp_path):
    receive(
        observatory,
        write_text(tmp_path, "secret.txt", "Le dossier Xylophanes est clos."),
        collection="Interne",
    )
    receive(observatory, write_text(tmp_path), collection="Public")
    observatory.publish_collection("Public")
    observatory.process()
    public = observatory.public_collections()
    asked = [observatory.ask(Question(word, collections=public)) for word in ("xylophanes", "xylophones")]
    assert [answer.total for answer in asked] == [0, 0]
    assert [len(answer.notes) for answer in asked] == [1, 1]
    assert find(observatory, "xylophanes")
    receive(observatory, tmp_path / "note.txt", collection="Interne")
    observatory.process()
    assert find(observatory, "caméra collection:Public", collections=public)
    assert not find(observatory, "caméra ET collection:Interne", collections=public)


def test_a_document_that_was_read_and_could_not_be_indexed_is_only_indexed_again(observatory, tmp_path):
    (receipt,) = receive(observatory, write_text(tmp_path))
    observatory.process()
    digest, archive = receipt.digest, observatory.archive
    archive.finish_step(digest, "index", "1", outcome="failed", reason="essai", at=NOW)
    assert observatory.retry() == {**NOTHING, "index": [digest]}
    pages = next(archive.derived_folder(digest).glob("read-*"))
    before = pages.stat().st_mtime_ns
    observatory.process()
    assert pages.stat().st_mtime_ns == before
    assert [(step.step, step.version, step.outcome) for step in observatory.list_steps(digest)] == [
        ("read", READ.version, "read"),
        ("split", SPLIT.version, "done"),
        ("spot", SPOT.version, "done"),
        ("link", LINK.version, "done"),
        ("index", INDEX.version, "done"),
    ]


def test_a_document_that_an_older_version_read_is_read_again_and_no_other(observatory, tmp_path):
    (old,) = receive(observatory, write_text(tmp_path))
    (new,) = receive(observatory, write_text(tmp_path, "autre.txt", "Une autre caméra."))
    observatory.process()
    observatory.archive.finish_step(old.digest, "read", "0", outcome="read", at=NOW)
    assert observatory.retry() == {**NOTHING, "read": [old.digest]}
    assert observatory.process().documents == 1
    assert observatory.retry() == NOTHING
    assert observatory.retry([new.digest]) == NOTHING
    assert observatory.retry([new.digest], step="index") == {"index": [new.digest]}


def test_what_is_said_of_a_document_while_its_pages_are_on_their_way_is_not_lost(observatory, tmp_path):
    path = write_text(tmp_path)
    receive(observatory, path)
    again = []

    def receive_elsewhere(tally):
        if tally.indexed_pages and not again:
            again.extend(receive(observatory, path, collection="Ailleurs"))

    observatory.process(receive_elsewhere)
    assert again and observatory.has_work()
    observatory.process()
    assert find(observatory, "caméra", collections=("Ailleurs",))


def test_a_password_is_tried_on_locked_documents_and_kept_for_no_other(observatory, tmp_path):
    (old,) = receive(observatory, write_text(tmp_path))
    (tmp_path / "vide.pdf").write_bytes(b"")
    (broken,) = receive(observatory, tmp_path / "vide.pdf")
    (locked,) = receive(observatory, PAPERS / SECRET["path"])
    observatory.process()
    observatory.archive.finish_step(old.digest, "read", "0", outcome="read", at=NOW)
    assert observatory.retry(password=SECRET["password"]) == {"read": [locked.digest]}
    kept = [observatory.archive.find_document(one.digest).password for one in (old, broken, locked)]
    assert kept == ["", "", SECRET["password"]]
