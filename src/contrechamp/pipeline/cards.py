"""Entries of the archive become the cards that readers meet."""

from collections.abc import Sequence
from dataclasses import replace

from contrechamp.archive.archive import Archive
from contrechamp.read.reasons import ENCRYPTED, PART_ENCRYPTED, WRONG_PASSWORD
from contrechamp.text.likeness import estimate_similarity, list_bands
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.catalogue import DocumentCard, Likeness, Neighbour
from contrechamp.vocabulary.digest import Digest

LOCKED = (ENCRYPTED, PART_ENCRYPTED, WRONG_PASSWORD)
ALIKE = 0.7  # of the runs of words in both documents, at least so many are shared


def find_title(entry: DocumentEntry) -> str:
    """The described title, else the name that the file came with."""
    return (
        entry.description.title.value
        or entry.untrusted_path.rstrip("/").rsplit("/", 1)[-1]
        or entry.digest[:12]
    )


def what_is_said(entry: DocumentEntry) -> tuple:
    """Everything of an entry that goes into the index with its pages."""
    said = entry.description
    values = (said.date.value, said.body.value, said.kind.value)
    return (entry.collections, find_title(entry), *values, entry.media_type, entry.received_at)


def make_card(archive: Archive, entry: DocumentEntry, *, public: Sequence[str] | None = None) -> DocumentCard:
    """The card without receipts and neighbours: what a list shows. `public`: the public collections."""
    public = archive.public_collections() if public is None else public
    return DocumentCard(
        digest=entry.digest,
        title=find_title(entry),
        description=entry.description,
        media_type=entry.media_type,
        size_bytes=entry.size_bytes,
        state=entry.state,
        page_count=entry.page_count,
        reason=entry.reason,
        collections=entry.collections,
        is_public=not entry.is_withdrawn and not set(public).isdisjoint(entry.collections),
        is_withdrawn=entry.is_withdrawn,
        is_locked=entry.reason in LOCKED,
        reader=entry.reader,
        reader_version=entry.reader_version,
        read_at=entry.read_at,
        properties=entry.properties,
    )


def make_full_card(
    archive: Archive,
    entry: DocumentEntry,
    *,
    collections: tuple[str, ...] | None = None,
    only_parent: bool = False,
) -> DocumentCard:
    """The card with receipts, parent and near duplicates, as far as `collections` show them."""
    card = make_card(archive, entry)
    parent = _find_neighbour(archive, entry.parent, collections)
    if only_parent:
        return replace(card, parent=parent)
    return replace(
        card,
        receipts=tuple(archive.receipts(card.digest, collections=collections)),
        parent=parent,
        child_count=archive.count_children(card.digest, collections=collections),
        duplicates=_find_alike(archive, card.digest, collections),
    )


def _find_neighbour(
    archive: Archive, digest: Digest | None, collections: tuple[str, ...] | None
) -> Neighbour | None:
    entry = archive.find_document(digest, collections=collections) if digest else None
    return Neighbour(entry.digest, find_title(entry)) if entry else None


def _find_alike(
    archive: Archive, digest: Digest, collections: tuple[str, ...] | None
) -> tuple[Likeness, ...]:
    signature = archive.find_signature(digest)
    if not signature:
        return ()
    found = []
    for other, its_signature in archive.find_alike(list_bands(signature)):
        similarity = estimate_similarity(signature, its_signature)
        entry = archive.find_document(other, collections=collections)
        if entry and other != digest and similarity >= ALIKE:
            found.append(Likeness(other, find_title(entry), similarity))
    return tuple(sorted(found, key=lambda near: -near.similarity))
