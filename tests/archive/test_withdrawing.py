"""A document is withdrawn at once, with all that is inside it, and can come back."""

import pytest

from contrechamp.archive import verify
from contrechamp.errors import DocumentUnknown
from contrechamp.vocabulary.digest import Digest


@pytest.fixture
def family(keep):
    parent = keep(b"mail")
    child = keep(b"annex", "annex.zip", collection="", parent=parent)
    return parent, child, keep(b"letter", "letter.doc", collection="", parent=child)


def test_no_view_shows_a_withdrawn_document_nor_what_is_inside(archive, family, now):
    parent, child, _ = family
    assert archive.withdraw(parent, reason="a person asked", at=now) == sorted(family)
    for digest in family:
        assert archive.find_document(digest, collections=("team",)) is None
        entry = archive.find_document(digest)
        assert (entry.is_withdrawn, entry.withdrawal_reason) == (True, "a person asked")
    assert archive.list_documents()[1] == 0
    assert archive.list_documents(with_withdrawn=True)[1] == 3
    assert archive.count_by("state") == []
    assert archive.collections()[0].document_count == 0
    assert archive.children(parent, collections=("team",)) == []
    assert archive.original(child).exists()
    assert list(verify(archive)) == []


def test_it_comes_back_with_what_was_withdrawn_with_it(archive, family, now):
    parent, child, grandchild = family
    archive.withdraw(grandchild, reason="first", at=now)
    archive.withdraw(parent, reason="second", at=now)
    assert archive.bring_back(parent, at=now) == sorted([parent, child])
    assert archive.list_withdrawn() == [grandchild]
    assert archive.bring_back(grandchild, at=now) == [grandchild]
    assert archive.list_documents()[1] == 3


def test_what_is_found_later_in_a_withdrawn_document_is_withdrawn(archive, keep, now):
    parent = keep(b"mail")
    archive.withdraw(parent, reason="asked", at=now)
    child = keep(b"annex", collection="", parent=parent)
    assert archive.find_document(child).is_withdrawn
    assert archive.bring_back(parent, at=now) == sorted([parent, child])


def test_a_withdrawn_document_that_is_received_again_stays_withdrawn(archive, keep, now):
    digest = keep(b"act")
    archive.withdraw(digest, reason="asked", at=now)
    keep(b"act", collection="other")
    assert archive.find_document(digest).is_withdrawn


def test_withdrawing_twice_is_entered_once(archive, family, now):
    archive.withdraw(family[0], reason="asked", at=now)
    before = archive.ledger.head()
    assert archive.withdraw(family[0], reason="asked", at=now) == sorted(family)
    assert archive.bring_back(family[0], at=now) == sorted(family)
    assert archive.bring_back(family[0], at=now) == []
    assert archive.ledger.head()[0] == before[0] + 1


def test_an_unknown_document_cannot_be_withdrawn(archive, now):
    with pytest.raises(DocumentUnknown):
        archive.withdraw(Digest("0" * 64), reason="asked", at=now)
    assert archive.ledger.head()[0] == 0
