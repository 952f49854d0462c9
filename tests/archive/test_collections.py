"""Nothing is public until a collection is published; what is inside a document goes where it goes."""

import pytest

from contrechamp.errors import CollectionUnknown


def test_a_collection_is_for_the_team_until_it_is_published(archive, keep, now):
    keep(b"act", collection="papers")
    (entry,) = archive.collections()
    assert (entry.name, entry.is_public, entry.languages, entry.document_count) == ("papers", False, "fra", 1)
    assert archive.public_collections() == ()
    archive.publish_collection("papers", at=now)
    assert archive.public_collections() == ("papers",)
    archive.unpublish_collection("papers", at=now)
    assert archive.public_collections() == ()


def test_publishing_twice_is_entered_once(archive, keep, now):
    keep(b"act", collection="papers")
    archive.publish_collection("papers", at=now)
    before = archive.ledger.head()
    archive.publish_collection("papers", at=now)
    assert archive.ledger.head() == before


def test_a_collection_that_is_not_there_cannot_be_published(archive, now):
    with pytest.raises(CollectionUnknown, match="nothing"):
        archive.publish_collection("nothing", at=now)


def test_a_collection_has_its_languages(archive, keep, now):
    archive.ensure_collection("alsace", languages="fra+deu", at=now)
    archive.ensure_collection("alsace", at=now)
    keep(b"act", collection="alsace")
    archive.ensure_collection("papers", at=now)
    assert {one.name: one.languages for one in archive.collections()} == {
        "alsace": "fra+deu",
        "papers": "fra",
    }


def test_children_and_their_children_are_where_the_document_is(archive, keep):
    parent = keep(b"zip", collection="first")
    child = keep(b"mail", collection="", parent=parent)
    grandchild = keep(b"annex", collection="", parent=child)
    assert archive.find_document(grandchild).collections == ("first",)
    keep(b"zip", collection="second")
    assert archive.find_document(grandchild).collections == ("first", "second")


def test_documents_inside_one_another_in_a_circle_do_not_hang(archive, keep, now):
    one = keep(b"one", collection="first")
    two = keep(b"two", collection="", parent=one)
    keep(b"one", collection="", parent=two)
    keep(b"one", collection="second")
    assert archive.find_document(two).collections == ("first", "second")
    assert archive.withdraw(one, reason="asked", at=now) == sorted([one, two])
