"""One frozen Config; no stage ever sees it."""

import os
from dataclasses import dataclass
from pathlib import Path

from contrechamp.errors import SettingIsWrong


@dataclass(frozen=True)
class Config:
    """What a person may set: the archive folder, the number of reading processes, whether persons are looked for."""

    archive: Path
    workers: int = 0  # 0: one for each core
    with_persons: bool = False

    @property
    def worker_count(self) -> int:
        return self.workers or os.cpu_count() or 1


def read_config(environment: dict[str, str], *, archive: Path | None = None) -> Config:
    """The command line's --archive rules, then CONTRECHAMP_ARCHIVE, then ./archive."""
    folder = archive or Path(environment.get("CONTRECHAMP_ARCHIVE") or "archive")
    return Config(
        archive=folder.absolute(),
        workers=read_number(environment, "CONTRECHAMP_WORKERS", usual=0),
        with_persons=read_number(environment, "CONTRECHAMP_PERSONS", usual=0) == 1,
    )


def read_number(environment: dict[str, str], name: str, *, usual: int) -> int:
    """A whole number that a person may set; `usual` where they set nothing. Raises SettingIsWrong."""
    value = environment.get(name, "").strip()
    if value and not (value.isascii() and value.isdigit()):
        raise SettingIsWrong(
            "The setting {name} is “{value}”: it must be a whole number.", name=name, value=value
        )
    return int(value) if value else usual
