"""The program that is cut, killed and starved: takes papers in through the archive, and says what was acknowledged.

It prints one line for each acknowledgement: `KEPT digest name`, `WITHDRAWN digest`, `PUBLISHED name`,
`JUDGED id`.
"""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from contrechamp.archive import Archive, backup, restore
from contrechamp.collect.folder import make_captures
from contrechamp.errors import ContrechampError
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.document import Description, Reading, ReadingState

NOW = datetime(2026, 3, 2, tzinfo=UTC)
COLLECTION = "team"


def say(*words: object) -> None:
    print(*words, flush=True)


def take_in(folder: Path, papers: Path) -> None:
    """Keep every paper; withdraw every ninth; write down that they were read."""
    with Archive.open(folder) as archive:
        say("READY")
        captures = make_captures([papers], collection=COLLECTION, received_at=NOW)
        for number, receipt in enumerate(archive.accession(captures)):
            if isinstance(receipt, Refusal):
                say("NOT-TAKEN", receipt.untrusted_path)
                continue
            say("KEPT", receipt.digest, Path(receipt.provenance.untrusted_path).name)
            if number % 9 == 8:
                archive.withdraw(receipt.digest, reason="drill", at=NOW)
                say("WITHDRAWN", receipt.digest)
            with archive.changes():
                reading = Reading("text/plain", ReadingState.READ, 1)
                archive.record_reading(receipt.digest, reading, Description(), at=NOW)
                archive.finish_step(receipt.digest, "read", "1", outcome="done", at=NOW)
        if archive.collections():
            archive.publish_collection(COLLECTION, at=NOW)
            say("PUBLISHED", COLLECTION)


def judge(folder: Path, papers: Path) -> None:
    """Its modules are read for it alone: the others must be at work before the power is cut."""
    from tests.drills.judging import establish

    establish(folder, papers)


def create(folder: Path, papers: Path) -> None:
    say("READY")
    Archive.create(folder, created_at=NOW).close()
    say("CREATED", folder)


def open_only(folder: Path, papers: Path) -> None:
    """Opening upgrades an older folder, and makes a missing state again."""
    say("READY")
    Archive.open(folder).close()
    say("OPENED", folder)


def save(folder: Path, papers: Path) -> None:
    with Archive.open(folder) as archive:
        say("READY")
        backup(archive, folder.with_name("backup.tar"), at=NOW)
        say("SAVED", folder.with_name("backup.tar"))


def bring_back(folder: Path, papers: Path) -> None:
    say("READY")
    restore(folder.with_name("backup.tar"), folder)
    say("RESTORED", folder)


DEEDS = {
    "take-in": take_in,
    "judge": judge,
    "create": create,
    "open": open_only,
    "save": save,
    "restore": bring_back,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("deed", choices=DEEDS)
    parser.add_argument("folder", type=Path)
    parser.add_argument("papers", type=Path)
    arguments = parser.parse_args()
    try:
        DEEDS[arguments.deed](arguments.folder, arguments.papers)
    except ContrechampError as error:
        say("REFUSED", type(error).__name__)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
