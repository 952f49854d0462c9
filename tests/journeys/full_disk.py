"""A story on a disk of a few megabytes, in a process of its own: `python full_disk.py ARCHIVE` prints what was seen."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 11, 12, tzinfo=UTC)
NAME, PASSWORD = "Camille", "une phrase bien assez longue"


def fill(folder: Path) -> None:
    try:
        with (folder.parent / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(b"x" * 4096)
    except OSError:
        pass


def tell(archive: Path) -> dict:
    """What the team and a reader see before, when and after the disk is full."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from contrechamp.website.interface.observatory import find_observatory

    def send(size: int):
        file = SimpleUploadedFile(f"{size}.txt", b"La loutre regarde. " * (size // 19))
        return team.post("/equipe/deposer", {"collection": "ville", "files": file})

    reader, team, seen = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"}), {}
    team.post("/equipe/entrer", {"name": NAME, "password": PASSWORD})
    seen["small"] = send(2000).status_code
    find_observatory().process()
    find_observatory().publish_collection("ville")
    digest = find_observatory().list_documents().cards[0].digest
    reader.get("/chercher?q=loutre")
    seen["too big"] = send(40_000_000).status_code
    seen["spool"] = os.listdir(archive / "website" / "spool")
    fill(archive)
    full = send(3000)
    seen["full"], seen["words"] = full.status_code, full.content.decode()
    views = ("/", "/chercher?q=loutre", f"/d/{digest}/", f"/d/{digest}/1/?q=loutre", "/bibliotheque/")
    seen["reading"] = [reader.get(view).status_code for view in views]
    (archive.parent / "filler").unlink()
    seen["again"] = send(3000).status_code
    return seen


if __name__ == "__main__":
    os.environ["CONTRECHAMP_ARCHIVE"] = sys.argv[1]
    from contrechamp.archive.archive import Archive

    Archive.create(Path(sys.argv[1]), created_at=NOW).close()
    import contrechamp.website.wsgi  # noqa: F401
    from contrechamp.website.accounts.changes import add_account

    add_account(NAME, PASSWORD)
    print(json.dumps(tell(Path(sys.argv[1]))))
