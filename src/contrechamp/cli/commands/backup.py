"""`backup`: everything that cannot be remade, in one file."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from contrechamp.cli.doors import find_folder, read_clock
from contrechamp.cli.output import complain
from contrechamp.cli.progress import show_progress
from contrechamp.cli.speech import say
from contrechamp.errors import ArchiveDamaged, BackupExists


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help=say("the file to write"))


def run(arguments: Namespace) -> int:
    from contrechamp.archive.archive import Archive
    from contrechamp.archive.backing_up import backup

    if arguments.file.exists():
        raise BackupExists("{file} exists already.", file=arguments.file)
    with Archive.open(find_folder(arguments)) as archive, show_progress("Backing up") as tell:
        report = backup(
            archive,
            arguments.file,
            at=read_clock(),
            on_progress=lambda p: tell(p.done_bytes, p.total_bytes, p.path.name[:12]),
        )
    size = f"{report.size_bytes / 1e6:.1f}"
    print(
        say("Files: {count}, {size} MB, in {file}", count=report.file_count, size=size, file=arguments.file)
    )
    for digest in report.damaged:
        complain(say("Damaged or missing, as it was in the archive"), digest)
    return ArchiveDamaged.exit_code if report.damaged else 0
