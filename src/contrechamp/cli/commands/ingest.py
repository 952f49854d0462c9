"""`ingest`: keep files and folders, read them, make them findable."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.cli.doors import open_observatory, read_clock
from contrechamp.cli.output import complain
from contrechamp.cli.progress import show_progress
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.collect.manifest import Manifest
    from contrechamp.pipeline.observatory import Observatory
    from contrechamp.vocabulary.archive import Refusal
    from contrechamp.vocabulary.provenance import Capture


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", metavar="PATH", nargs="+", type=Path, help=say("files and folders"))
    parser.add_argument("--collection", default="", metavar="NAME", help=say("where they belong (team only)"))
    parser.add_argument(
        "--languages", metavar="CODES", help=say("languages for character recognition: fra, fra+deu…")
    )
    parser.add_argument("--manifest", type=Path, metavar="CSV", help=say("a CSV: path,title,date,body,kind"))


def run(arguments: Namespace) -> int:
    missing = [path for path in arguments.paths if not path.exists()]
    if missing:
        raise SourceUnreadable("{path}: there is no such file or folder.", path=missing[0])
    with open_observatory(arguments) as observatory:
        kept = _Keeping(arguments)
        kept.receive_all(observatory)
        print(say("{count} files kept, {new} of them new.", count=kept.count, new=kept.new_count))
        read_what_waits(observatory)
    return 1 if kept.refused_count else 0


class _Keeping:
    """Everything under the paths goes into the archive; what cannot be taken is said, and the rest goes on."""

    def __init__(self, arguments: Namespace):
        self._arguments = arguments
        self._collection = arguments.collection or say("To sort")
        self._manifest = _read_manifest(arguments.manifest)
        self._tree_paths: list[str] = []
        self.count = self.new_count = self.refused_count = 0

    def receive_all(self, observatory: "Observatory") -> None:
        from contrechamp.vocabulary.archive import Refusal

        observatory.ensure_collection(self._collection, languages=self._arguments.languages)
        with show_progress("Keeping") as tell:
            for answer in observatory.receive(self._list_captures()):
                if isinstance(answer, Refusal):
                    self._refuse(answer)
                    continue
                self.count += 1
                self.new_count += answer.is_new
                tell(self.count, 0, answer.provenance.untrusted_path[-40:])
        if self._manifest:
            for row in (*self._manifest.bad_rows, *self._manifest.list_unmatched(self._tree_paths)):
                complain(say("Manifest, line {line}", line=row.line), row.path, say(row.reason))

    def _refuse(self, refusal: "Refusal") -> None:
        self.refused_count += 1
        complain(say("Not taken"), refusal.untrusted_path, say(refusal.reason))

    def _list_captures(self) -> Iterator["Capture"]:
        from contrechamp.collect.folder import make_captures
        from contrechamp.vocabulary.archive import Refusal

        captures = make_captures(
            self._arguments.paths,
            collection=self._collection,
            received_at=read_clock(),
            manifest=self._manifest.descriptions if self._manifest else None,
            on_other=lambda look: self._refuse(look) if isinstance(look, Refusal) else None,
        )
        for capture in captures:
            self._tree_paths.append(capture.provenance.untrusted_path)
            yield capture


def _read_manifest(path: Path | None) -> "Manifest | None":
    if path is None:
        return None
    from contrechamp.collect.manifest import read_manifest
    from contrechamp.text.kinds import find_kind

    return read_manifest(path, find_kind=find_kind)
