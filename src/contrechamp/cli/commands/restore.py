"""`restore`: bring a backup back into an empty folder, then read what can be remade."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.progress import show_progress
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=say("the backup"))
    parser.add_argument("dir", metavar="DIR", type=Path, help=say("an empty folder, or one to be made"))
    parser.add_argument("--no-reading", action="store_true", help=say("leave reading and indexing for later"))


def run(arguments: Namespace) -> int:
    from contrechamp.archive.restoring import restore

    with show_progress("Restoring") as tell:
        restore(
            arguments.file,
            arguments.dir,
            on_progress=lambda p: tell(p.done_bytes, p.total_bytes, p.path.name[:12]),
        )
    print(say("Restored into {folder}, every file checked.", folder=arguments.dir))
    if not arguments.no_reading:
        arguments.archive = arguments.dir
        with open_observatory(arguments) as observatory:
            read_what_waits(observatory)
    return 0
