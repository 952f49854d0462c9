"""`init`: make an archive folder."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import find_folder, read_clock
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing but the archive folder, which stands before the command."""


def run(arguments: Namespace) -> int:
    from contrechamp.archive.archive import Archive

    folder = find_folder(arguments)
    Archive.create(folder, created_at=read_clock()).close()
    print(say("The archive folder is ready: {folder}", folder=folder))
    return 0
