"""Every change that the team makes to what is kept, each with its line in the audit log."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from contrechamp.collect.upload import make_captures
from contrechamp.pipeline.column_memory import remember_columns
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.provenance import Receipt
from contrechamp.website.accounts.changes import note_act
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.interface.uploads import SpooledFile


def receive_upload(
    files: Iterable[SpooledFile], *, collection: str, receiver: str, received_at: datetime
) -> list[Receipt | Refusal]:
    """Keep uploaded files; a receipt means that the bytes are on disk. What a collection shows is not changed."""
    spools = (file.spool for file in files)
    captures = make_captures(spools, collection=collection, received_at=received_at, receiver=receiver)
    answers = list(find_observatory().receive(captures))
    kept = sum(isinstance(answer, Receipt) for answer in answers)
    note_act(receiver, "documents received", subject=f"{kept} → {collection}", at=received_at)
    return answers


def publish_collection(name: str, *, member_name: str, at: datetime) -> None:
    """Let everybody read a collection."""
    find_observatory().publish_collection(name)
    note_act(member_name, "collection published", subject=name, at=at)


def unpublish_collection(name: str, *, member_name: str, at: datetime) -> None:
    """Take a collection back from the public, at once; the team keeps it."""
    find_observatory().unpublish_collection(name)
    note_act(member_name, "collection taken back", subject=name, at=at)


def retry_document(digest: Digest, *, password: str, member_name: str, at: datetime) -> None:
    """Let what failed be done again, with a password if one is given; the audit log never holds it.

    Where nothing is to be done again, nothing was done: the log has no line.
    """
    if not any(find_observatory().retry([digest], password=password).values()):
        return
    verb = "password given" if password else "document tried again"
    note_act(member_name, verb, subject=str(digest), at=at)


def withdraw_document(digest: Digest, *, reason: str, member_name: str, at: datetime) -> None:
    """Hide a document from readers, at once; the original is kept."""
    find_observatory().withdraw(digest, reason=reason)
    note_act(member_name, "document withdrawn", subject=f"{digest}: {reason}", at=at)


def bring_back_document(digest: Digest, *, member_name: str, at: datetime) -> None:
    """Undo a withdrawal: whoever could see the document sees it again."""
    find_observatory().bring_back(digest)
    note_act(member_name, "document brought back", subject=str(digest), at=at)


def say_columns(
    digest: Digest,
    kind: str,
    headings: Sequence[str],
    *,
    said: Mapping[str, str],
    member_name: str,
    at: datetime,
) -> None:
    """Remember what the columns of files with these headings hold; the log has a line when that is new."""
    if remember_columns(find_observatory().archive, kind, headings, said):
        note_act(member_name, "columns said", subject=f"{digest}: {', '.join(said) or kind}", at=at)
