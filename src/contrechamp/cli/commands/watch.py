"""`watch`: ingest what is dropped into a folder, until stopped. Half-copied files wait."""

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.cli.doors import open_observatory, read_clock
from contrechamp.cli.output import complain
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.collect.watch import Look, Watch
    from contrechamp.pipeline.observatory import Observatory


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", type=Path, help=say("the folder to watch"))
    parser.add_argument("--collection", default="", metavar="NAME", help=say("where they belong (team only)"))
    parser.add_argument(
        "--interval", type=float, default=5.0, metavar="S", help=say("seconds between two looks")
    )


def run(arguments: Namespace) -> int:
    from contrechamp.collect.watch import Watch, watch_folder

    if not arguments.path.is_dir():
        raise SourceUnreadable("{path}: there is no such folder.", path=arguments.path)
    collection = arguments.collection or say("To sort")
    with open_observatory(arguments) as observatory:
        observatory.ensure_collection(collection)
        watch = Watch(arguments.path, observatory.archive)
        print(say("Watching {path}. Stop with Ctrl-C.", path=arguments.path), flush=True)
        looks = watch_folder(watch, clock=read_clock, sleep=time.sleep, interval_seconds=arguments.interval)
        for look in looks:
            _take(look, watch, observatory, collection)
    return 0


def _take(look: "Look", watch: "Watch", observatory: "Observatory", collection: str) -> None:
    from contrechamp.vocabulary.archive import Refusal

    for refusal in look.refusals:
        complain(say("Not taken"), refusal.untrusted_path, say(refusal.reason))
    if not look.ready:
        return
    now = read_clock()
    captures = [watch.make_capture(sight, collection=collection, received_at=now) for sight in look.ready]
    refused = {one.untrusted_path: one for one in observatory.receive(captures) if isinstance(one, Refusal)}
    for refusal in refused.values():
        complain(say("Not taken"), refusal.untrusted_path, say(refusal.reason))
    observatory.archive.remember_taken(s.mark for s in look.ready if s.tree_path not in refused)
    read_what_waits(observatory)
