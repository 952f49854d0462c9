"""`reindex`: make the search index anew, from the pages that were read."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.reading import read_what_waits


def add_arguments(parser: ArgumentParser) -> None:
    """Nothing but the archive folder, which stands before the command."""


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        observatory.reset_index()
        read_what_waits(observatory)
    return 0
