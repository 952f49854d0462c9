"""One frozen Config; no stage ever sees it."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """What a person may set. `archive` is the archive folder; `workers` the number of reading processes."""

    archive: Path
    workers: int = 0  # 0: one for each core

    @property
    def worker_count(self) -> int:
        return self.workers or os.cpu_count() or 1


def read_config(environment: dict[str, str], *, archive: Path | None = None) -> Config:
    """The command line's --archive rules, then CONTRECHAMP_ARCHIVE, then ./archive."""
    folder = archive or Path(environment.get("CONTRECHAMP_ARCHIVE") or "archive")
    return Config(archive=folder.absolute(), workers=int(environment.get("CONTRECHAMP_WORKERS") or 0))
