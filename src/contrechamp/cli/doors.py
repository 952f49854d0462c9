"""Where the commands meet the world: the clock, the environment, the archive folder they work on."""

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.config import Config, read_config

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory


def read_clock() -> datetime:
    """Now, aware, in UTC: the core is handed its time from here."""
    return datetime.now(UTC)


def read_collective() -> str:
    """The collective's name, as the website has it."""
    return os.environ.get("CONTRECHAMP_COLLECTIVE", "")


def find_config(arguments: Namespace) -> Config:
    return read_config(dict(os.environ), archive=arguments.archive)


def find_folder(arguments: Namespace) -> Path:
    return find_config(arguments).archive


def open_observatory(arguments: Namespace) -> "Observatory":
    """The observatory on the archive folder asked for; a context manager."""
    from contrechamp.pipeline.observatory import open_observatory

    return open_observatory(find_config(arguments), clock=read_clock)
