"""The command line: everything works on an archive folder, no website needed."""

from contrechamp.cli.main import main

__all__ = ["main"]
