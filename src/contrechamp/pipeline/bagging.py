"""Documents that leave in a bag with all that is known of them, and that come back from one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from contrechamp.archive.archive import Archive
from contrechamp.errors import ExportIsBroken, NotADigest
from contrechamp.publish.bag import BagDocument
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, Said
from contrechamp.vocabulary.provenance import Capture, Provenance, Receipt

_LOOK = 500
_DESCRIBED = ("title", "date", "body", "kind")
_GIVEN = ("manifest", "import")  # sources of what a person said: the rest a reading finds again
_RECEIPT = ("way_in", "way_in_version", "untrusted_path", "collection", "origin", "receiver")


def iterate_bag_documents(archive: Archive, collections: tuple[str, ...] | None) -> Iterator[BagDocument]:
    """Every document that these readers may open (None: all, what was withdrawn included), the first kept first."""
    look = partial(archive.list_documents, collections, with_withdrawn=collections is None, order="first")
    offset = 0
    while entries := look(offset=offset, limit=_LOOK)[0]:
        for entry in entries:
            told = _tell_document(archive, entry, collections)
            yield BagDocument(entry.digest, archive.original(entry.digest), told)
        offset += len(entries)


def list_bag_collections(archive: Archive, collections: tuple[str, ...] | None) -> Iterator[dict[str, Any]]:
    for one in archive.collections():
        if collections is None or one.name in collections:
            yield {"name": one.name, "is_public": one.is_public, "languages": one.languages}


def _tell_document(
    archive: Archive, entry: DocumentEntry, collections: tuple[str, ...] | None
) -> dict[str, Any]:
    """Of what everybody may see: no member, no folder of anybody's, and the day alone."""
    receipts = archive.receipts(entry.digest)
    told = {"digest": entry.digest, "size_bytes": entry.size_bytes, "media_type": entry.media_type}
    told |= {"page_count": entry.page_count, "state": entry.state, "collections": list(entry.collections)}
    description = {name: list(getattr(entry.description, name)) for name in _DESCRIBED}
    told["description"] = {name: said for name, said in description.items() if said[0]}
    if collections is None:
        told |= {"is_withdrawn": entry.is_withdrawn, "withdrawal_reason": entry.withdrawal_reason}
    else:
        receipts = [shown for one in receipts if (shown := _show_receipt(archive, one, collections))]
    return {**told, "receipts": list(map(_tell_receipt, receipts))}


def _show_receipt(archive: Archive, receipt: Receipt, collections: tuple[str, ...]) -> Receipt | None:
    """The receipt as the public may have it; None where it came by a way that they do not see."""
    said = receipt.provenance
    if said.parent:
        is_shown = archive.find_document(said.parent, collections=collections) is not None
    else:
        is_shown = said.collection in collections
    if not is_shown:
        return None
    path = said.untrusted_path if said.parent else said.untrusted_path.rstrip("/").rsplit("/", 1)[-1]
    day = said.received_at.replace(hour=0, minute=0, second=0, microsecond=0)
    shown = replace(said, untrusted_path=path, origin="", receiver="", received_at=day)
    return replace(receipt, provenance=shown)


def _tell_receipt(receipt: Receipt) -> dict[str, Any]:
    said = receipt.provenance
    told = {name: getattr(said, name) for name in _RECEIPT}
    return {**told, "received_at": said.received_at.isoformat(), "parent": said.parent or ""}


def make_captures(
    archive: Archive, told: dict[str, Any], *, bag: Path, at: datetime, places: Mapping[str, str]
) -> Iterator[Capture]:
    """A capture for each receipt that the archive does not have yet, as it was but for its moment.

    `places` are the collections that stand in for those of the bag.
    What the archive says of a document that it holds already stays; of a new one, what a person said comes along.
    """
    digest = Digest(told["digest"])
    known = archive.find_document(digest)
    there = {_sign(one.provenance) for one in archive.receipts(digest)} if known else set()
    description = Description() if known else _read_description(told)
    source = bag / "data" / "originals" / digest[:2] / digest[2:4] / digest
    for said in told["receipts"]:
        provenance = _make_provenance(said, at)
        placed = replace(provenance, collection=places.get(provenance.collection, provenance.collection))
        if there.isdisjoint(map(_sign, (provenance, placed))):
            yield Capture(source, placed, description)
            description = Description()


def _sign(provenance: Provenance) -> Provenance:
    return replace(provenance, received_at=datetime.min, way_in_version="")


def _make_provenance(said: dict[str, Any], at: datetime) -> Provenance:
    fields = {name: said[name] for name in _RECEIPT}
    return Provenance(received_at=at, parent=Digest(said["parent"]) if said["parent"] else None, **fields)


def _read_description(told: dict[str, Any]) -> Description:
    given = {name: Said(*said) for name, said in told["description"].items() if said[1] in _GIVEN}
    return Description(**given)


def check_told(told: dict[str, Any], digests: set[str]) -> None:
    """ExportIsBroken where a line about a document has not the shape that it should have."""
    try:
        texts = [told["digest"], told.get("withdrawal_reason", "")]
        for said in told["receipts"]:
            texts += [said[name] for name in (*_RECEIPT, "parent")]
            _make_provenance(said, datetime.min)
        for name, said in told["description"].items():
            texts += [name, *Said(*said)]
        is_sound = all(isinstance(text, str) for text in texts) and told["description"].keys() <= {
            *_DESCRIBED
        }
        if not is_sound or told["digest"] not in digests or not told["receipts"]:
            raise ValueError(told["digest"])
    except (KeyError, TypeError, ValueError, AttributeError, NotADigest) as error:
        raise ExportIsBroken("{name} is not what was written.", name="documents.jsonl") from error
