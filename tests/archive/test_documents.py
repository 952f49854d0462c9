"""Documents are found, listed and counted; who may not see one cannot tell that it is there."""

from datetime import UTC, datetime

import pytest

from contrechamp.errors import ArchiveDamaged, DocumentUnknown
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, Reading, ReadingState, Said

NOWHERE = Digest("0" * 64)


def describe(title="", date="", body="", kind="", source="rule"):
    said = {"title": title, "date": date, "body": body, "kind": kind}
    return Description(**{name: Said(value, source) if value else Said() for name, value in said.items()})


@pytest.fixture
def record(archive, keep, now):
    def record_document(content, state=ReadingState.READ, *, collection="team", pages=2, **said):
        digest = keep(content, collection=collection)
        reading = Reading("application/pdf", state, pages, reader="pdf", reader_version="1")
        archive.record_reading(digest, reading, describe(**said), at=now)
        return digest

    return record_document


def test_an_unknown_document_is_none_and_its_original_an_error(archive):
    assert archive.find_document(NOWHERE) is None
    for ask in (archive.original, archive.receipts, archive.children):
        with pytest.raises(DocumentUnknown):
            ask(NOWHERE)


def test_a_known_document_whose_original_is_gone_is_damage(archive, keep):
    digest = keep(b"act")
    archive.original(digest).unlink()
    with pytest.raises(ArchiveDamaged):
        archive.original(digest)


def test_a_document_waits_until_it_is_read(archive, keep, now):
    digest = keep(b"act")
    assert archive.find_document(digest).state is ReadingState.WAITING
    reading = Reading(
        "text/html",
        ReadingState.PARTLY_READ,
        3,
        "a page was cut",
        "html",
        "2",
        properties={"author": "Mairie"},
    )
    archive.record_reading(digest, reading, describe("Vœux", "2021-06"), at=now)
    entry = archive.find_document(digest)
    assert (entry.state, entry.reason, entry.media_type) == ("partly_read", "a page was cut", "text/html")
    assert (entry.reader, entry.reader_version, entry.page_count) == ("html", "2", 3)
    assert entry.description == describe("Vœux", "2021-06")
    assert entry.properties == {"author": "Mairie"}
    assert entry.read_at == entry.received_at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_properties_in_broken_characters_do_not_stop_a_reading(archive, keep, now):
    digest = keep(b"act")
    reading = Reading("text/plain", ReadingState.READ, 1, properties={"title": "\ud800\0"})
    archive.record_reading(digest, reading, describe(), at=now)
    assert archive.find_document(digest).properties["title"]


def test_what_a_manifest_says_holds_over_what_a_reading_found(archive, keep, now):
    manifest = describe("Le vrai titre", date="2019", source="manifest")
    digest = keep(b"act", description=manifest)
    assert archive.find_document(digest).description.title == Said("Le vrai titre", "manifest")
    found = describe("untitled", "2020-01-01", body="Ville")
    archive.record_reading(digest, Reading("application/pdf", ReadingState.READ, 1), found, at=now)
    said = archive.find_document(digest).description
    assert (said.title.value, said.date.value, said.body) == ("Le vrai titre", "2019", Said("Ville", "rule"))


def test_a_manifest_that_comes_later_holds_too(archive, keep, now):
    digest = keep(b"act")
    archive.record_reading(digest, Reading("", ReadingState.READ), describe("untitled", body="Ville"), at=now)
    keep(b"act", description=describe("Le vrai titre", source="manifest"))
    said = archive.find_document(digest).description
    assert (said.title.value, said.body.value) == ("Le vrai titre", "Ville")


@pytest.mark.parametrize(("first", "second"), [("manifest", "import"), ("import", "manifest")])
def test_a_manifest_holds_over_an_import_before_or_behind_it(archive, keep, now, first, second):
    kinds = {"manifest": "budget", "import": "contract"}
    digest = keep(b"act", description=Description(kind=Said(kinds[first], first)))
    keep(b"act", description=Description(kind=Said(kinds[second], second)))
    archive.record_reading(digest, Reading("", ReadingState.READ), describe(), at=now)
    assert archive.find_document(digest).description.kind == Said("budget", "manifest")


def test_the_last_import_says_the_kind(archive, keep):
    digest = keep(b"act", description=Description(kind=Said("contract", "import")))
    keep(b"act", description=Description(kind=Said("budget", "import")))
    assert archive.find_document(digest).description.kind == Said("budget", "import")


def test_documents_are_listed_by_date_title_and_arrival(archive, record):
    spring = record(b"1", title="Zones", date="2021-03")
    unknown = record(b"2", title="Avis")
    winter = record(b"3", title="Marché", date="2021-12-24")
    listed = {
        order: [entry.digest for entry in archive.list_documents(order=order)[0]]
        for order in ("date", "oldest", "title", "received", "first")
    }
    assert listed["date"] == [winter, spring, unknown]
    assert listed["oldest"] == [spring, winter, unknown]
    assert listed["title"] == [unknown, winter, spring]
    assert listed["received"] == [winter, unknown, spring]
    assert listed["first"] == [spring, unknown, winter]


def test_a_list_is_cut_into_views_and_says_how_many_there_are(archive, record):
    digests = [record(b"%d" % number, date=f"20{number:02}") for number in range(10, 17)]
    entries, total = archive.list_documents(offset=5, limit=5)
    assert total == 7
    assert [entry.digest for entry in entries] == [digests[1], digests[0]]


def test_documents_are_filtered_and_counted_by_body_kind_year_and_state(archive, record):
    record(b"1", body="Ville", kind="minutes", date="2020-01-31")
    record(b"2", body="Ville", kind="contract", date="2020")
    record(b"3", ReadingState.UNREADABLE, body="Préfecture", kind="gazette", date="2021-05")
    assert archive.list_documents(body="Ville", year="2020")[1] == 2
    assert archive.list_documents(kind="contract")[1] == 1
    assert archive.list_documents(state=ReadingState.UNREADABLE)[1] == 1
    assert archive.list_documents(body="")[1] == 0
    assert archive.count_by("year") == [("2020", 2), ("2021", 1)]
    assert archive.count_by("kind", body="Ville") == [("contract", 1), ("minutes", 1)]
    assert archive.count_states()[ReadingState.READ] == 2
    assert archive.count_pages() == 6
    with pytest.raises(ValueError, match="password"):
        archive.count_by("password")


def test_who_sees_one_collection_cannot_tell_what_stands_in_another(archive, record, keep, now):
    shown = record(b"shown", collection="open", kind="minutes", date="2020")
    hidden = record(b"hidden", collection="team", kind="letter", date="2021")
    keep(b"shown", "informant.pdf", collection="team")
    seen = ("open",)
    assert archive.find_document(hidden, collections=seen) is None
    entry = archive.find_document(shown, collections=seen)
    assert entry.collections == ("open",)
    assert archive.find_document(shown).collections == ("open", "team")
    assert [one.provenance.collection for one in archive.receipts(shown, collections=seen)] == ["open"]
    assert archive.list_documents(seen)[1] == 1
    assert archive.count_by("kind", collections=seen) == [("minutes", 1)]
    assert archive.count_by("year", collections=()) == []


def test_a_password_is_kept_out_of_the_ledger(archive, keep):
    digest = keep(b"locked")
    archive.record_password(digest, "canary-password")
    entry = archive.find_document(digest)
    assert entry.password == "canary-password"
    assert "canary" not in repr(entry)
    archive.close()
    assert b"canary-password" in archive.layout.state.read_bytes()
    assert b"canary-password" not in archive.layout.ledger.read_bytes()


def test_what_is_inside_a_document_keeps_its_inner_paths(archive, keep):
    parent = keep(b"mail")
    child = keep(b"annex", "one/annex.pdf", collection="", parent=parent)
    keep(b"annex", "two/annex.pdf", collection="", parent=parent)
    other = keep(b"picture", "picture.png", collection="", parent=parent)
    children = [(entry.digest, entry.untrusted_path) for entry in archive.children(parent)]
    assert children == [(child, "one/annex.pdf"), (child, "two/annex.pdf"), (other, "picture.png")]
    assert archive.find_document(child).parent == parent
    assert archive.list_inner_paths(parent) == set(children)
    assert archive.count_children(parent) == 3
    assert [entry.digest for entry in archive.children(parent, offset=1, limit=1)] == [child]
    assert archive.list_inner_paths(child) == set()


def test_documents_are_listed_under_every_name_they_came_with(archive, keep, record):
    digest = record(b"act", title="Délibération 12")
    keep(b"act")
    names = archive.list_names()
    assert {title for _digest, title, _path in names} == {"Délibération 12"} and len(names) == 2
    assert {one for one, _title, _path in names} == {digest} and all(path for *_rest, path in names)
