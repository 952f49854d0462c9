"""Files sent from a browser: streamed to a spool inside the archive folder, then captures."""

import contextlib
import os
import tempfile
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

from contrechamp.collect.names import clean_path
from contrechamp.vocabulary.provenance import Capture, Provenance

VERSION = "1"
SPOOL_PREFIX = "upload-"
_KEPT_FOR = timedelta(hours=24)


class Spool:
    """One file on its way in: written block by block, closed, discarded once it is kept or given up.

    `folder` is `incoming`: the disk of the originals, and never the temporary folder of the machine.
    """

    def __init__(self, folder: Path, untrusted_path: str):
        self.untrusted_path = clean_path(untrusted_path) or "upload"
        descriptor, name = tempfile.mkstemp(prefix=SPOOL_PREFIX, dir=folder)
        self.path = Path(name)
        self._file = os.fdopen(descriptor, "wb")

    def write(self, untrusted_block: bytes) -> None:
        self._file.write(untrusted_block)

    def close(self) -> None:
        """Everything is written; OSError when the disk is full, and the spool is then discarded."""
        try:
            self._file.close()
        except OSError:
            self.discard()
            raise

    def discard(self) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
        self.path.unlink(missing_ok=True)


def make_captures(
    spools: Iterable[Spool], *, collection: str, received_at: datetime, receiver: str
) -> list[Capture]:
    """Captures of spools that were closed."""
    return [
        Capture(
            spool.path,
            Provenance(
                way_in="upload",
                way_in_version=VERSION,
                untrusted_path=spool.untrusted_path,
                received_at=received_at,
                collection=collection,
                origin="upload",
                receiver=receiver,
            ),
        )
        for spool in spools
    ]


def sweep_spools(folder: Path, *, now: datetime) -> int:
    """Remove the spools of uploads that ended without a word more than a day ago; how many there were."""
    swept = 0
    for path in folder.glob(f"{SPOOL_PREFIX}*"):
        with contextlib.suppress(FileNotFoundError):
            if now.timestamp() - path.stat().st_mtime > _KEPT_FOR.total_seconds():
                path.unlink()
                swept += 1
    return swept
