"""Taking in: originals and ledger are on disk before anything is acknowledged; small files share syncs."""

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from contrechamp.archive.durability import check_disk
from contrechamp.archive.ledger import Draft
from contrechamp.archive.originals import Staged, hold_incoming, keep, stage
from contrechamp.archive.projection import ACCESSION, render_description
from contrechamp.archive.store import Store
from contrechamp.errors import DiskIsFull, SourceUnreadable
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.provenance import Capture, Receipt

_BATCH_CAPTURES = 64
_BATCH_BYTES = 16 << 20
_names = itertools.count()


class _Taken(NamedTuple):
    capture: Capture
    staged: Staged


class Accession(Store):
    """The part of an archive that takes things in."""

    def accession(
        self, captures: Iterable[Capture], *, make_salt: Callable[[int], bytes] = os.urandom
    ) -> Iterator[Receipt | Refusal]:
        """Keep each capture; a receipt comes only when original and ledger are on disk.

        A source that cannot be read gives a Refusal, and the rest goes on. DiskIsFull leaves a sound archive, and
        receipts for whatever came before and fitted.
        """
        check_disk()
        with hold_incoming(self.layout):
            yield from self._take_in(captures, make_salt)

    def _take_in(
        self, captures: Iterable[Capture], make_salt: Callable[[int], bytes]
    ) -> Iterator[Receipt | Refusal]:
        batch: list[_Taken] = []
        try:
            for capture in captures:
                try:
                    batch.append(_Taken(capture, stage(self.layout, capture.source, name=str(next(_names)))))
                except SourceUnreadable as error:
                    yield Refusal(capture.provenance.untrusted_path, str(error))
                except DiskIsFull:
                    yield from self._keep_batch(batch, make_salt)  # those before it fitted
                    raise
                if len(batch) >= _BATCH_CAPTURES or _weigh(batch) >= _BATCH_BYTES:
                    yield from self._keep_batch(batch, make_salt)
            yield from self._keep_batch(batch, make_salt)
        finally:
            _drop(batch)

    def _keep_batch(self, batch: list[_Taken], make_salt: Callable[[int], bytes]) -> list[Receipt]:
        """Originals, then ledger, then state: a cut leaves at worst a file that nobody was told of."""
        if not batch:
            return []
        check_disk()
        keep(self.layout, [taken.staged for taken in batch])
        drafts = [Draft(ACCESSION, _describe(taken)) for taken in batch]
        sequences = self.ledger.append(drafts, make_salt=make_salt)
        is_changed = [self._will_change_entry(taken) for taken in batch]
        self._catch_up()
        is_new = self._read_newness(sequences)
        check_disk()
        receipts = [
            _make_receipt(sequence, one, is_new[sequence], is_changed=changed and not is_new[sequence])
            for sequence, one, changed in zip(sequences, batch, is_changed, strict=True)
        ]
        _drop(batch)
        return receipts

    def _will_change_entry(self, taken: _Taken) -> bool:
        """Whether the state does not yet say of this document what the capture says."""
        if render_description(taken.capture.description):
            return True
        provenance = taken.capture.provenance
        query = """SELECT 1 FROM memberships JOIN documents ON documents.number = document
                   JOIN collections ON collections.number = collection WHERE digest = ? AND name = ?"""
        if provenance.parent:
            query = """SELECT 1 FROM receipts JOIN documents AS child ON child.number = document
                       JOIN documents AS parent ON parent.number = receipts.parent
                       WHERE child.digest = ? AND parent.digest = ?"""
        values = (taken.staged.digest, provenance.parent or provenance.collection)
        with self.state.reading() as connection:
            return connection.execute(query, values).fetchone() is None

    def _read_newness(self, sequences: list[int]) -> dict[int, bool]:
        query = "SELECT sequence, is_new FROM receipts WHERE sequence BETWEEN ? AND ?"
        with self.state.reading() as connection:
            rows = connection.execute(query, (sequences[0], sequences[-1]))
            return {sequence: bool(is_new) for sequence, is_new in rows}


def _make_receipt(sequence: int, taken: _Taken, is_new: bool, *, is_changed: bool) -> Receipt:
    staged, provenance = taken.staged, taken.capture.provenance
    return Receipt(sequence, staged.digest, staged.size_bytes, is_new, provenance, is_changed)


def _weigh(batch: list[_Taken]) -> int:
    return sum(taken.staged.size_bytes for taken in batch)


def _drop(batch: list[_Taken]) -> None:
    for taken in batch:
        taken.staged.drop()
    batch.clear()


def _describe(taken: _Taken) -> dict[str, Any]:
    """The content of the ledger's entry."""
    provenance = taken.capture.provenance
    return {
        "digest": taken.staged.digest,
        "size_bytes": taken.staged.size_bytes,
        "path": provenance.untrusted_path,
        "received_at": provenance.received_at.isoformat(),
        "way_in": provenance.way_in,
        "way_in_version": provenance.way_in_version,
        "collection": provenance.collection,
        "origin": provenance.origin,
        "receiver": provenance.receiver,
        "parent": provenance.parent or "",
        "description": render_description(taken.capture.description),
    }
