"""`ingest`: keep files and folders, read them, make them findable."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from contrechamp.cli.doors import open_observatory, read_clock
from contrechamp.cli.output import complain
from contrechamp.cli.progress import show_progress
from contrechamp.cli.reading import follow_reading, print_summary
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.collect.manifest import Manifest
    from contrechamp.pipeline.observatory import Observatory
    from contrechamp.vocabulary.archive import Refusal
    from contrechamp.vocabulary.provenance import Capture


_LOOK_SECONDS = 0.2


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
        kept = _Keeping(arguments, observatory)
        with kept.go_on_beside():
            follow_reading(observatory, may_come=kept.is_going_on)
        print_summary(observatory)
    return 1 if kept.refused_count else 0


class _Keeping:
    """Everything under the paths goes into the archive; what cannot be taken is said, and the rest goes on.

    It goes on in a thread of its own, and what is kept is read meanwhile: keeping waits for the disk, reading computes.
    """

    def __init__(self, arguments: Namespace, observatory: "Observatory"):
        self._arguments, self._observatory = arguments, observatory
        self._collection = arguments.collection or say("To sort")
        self._manifest = _read_manifest(arguments.manifest)
        self._tree_paths: list[str] = []
        self._thread = Thread(target=self._run)
        self._error: BaseException | None = None
        self._is_stopped = False
        self.count = self.new_count = self.refused_count = 0

    @contextmanager
    def go_on_beside(self) -> Iterator[None]:
        """Everything is kept when this ends, unless the person stopped it; whatever hinders keeping is raised then."""
        self._observatory.ensure_collection(self._collection, languages=self._arguments.languages)
        self._thread.start()
        try:
            yield
        except KeyboardInterrupt:
            self._is_stopped = True
            raise
        finally:
            self._await_end()
        if self._error:
            raise self._error

    def _await_end(self) -> None:
        """Also when nothing can be read: then only keeping goes on, and can be stopped like all else."""
        try:
            with show_progress("Keeping") as tell:
                while self._thread.is_alive():
                    self._thread.join(_LOOK_SECONDS)
                    tell(self.count, 0, "")
        except KeyboardInterrupt:
            self._is_stopped = True
            self._thread.join()
            raise

    def is_going_on(self) -> bool:
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._receive_all()
        except BaseException as error:  # raised again where everybody listens
            self._error = error
        print(
            say("Files kept: {count}, of which new: {new}.", count=self.count, new=self.new_count), flush=True
        )

    def _receive_all(self) -> None:
        from contrechamp.vocabulary.archive import Refusal

        for answer in self._observatory.receive(self._list_captures()):
            if isinstance(answer, Refusal):
                self._refuse(answer)
                continue
            self.count += 1
            self.new_count += answer.is_new
        if self._manifest and not self._is_stopped:
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
            if self._is_stopped:
                return
            if self._manifest:
                self._tree_paths.append(capture.provenance.untrusted_path)
            yield capture


def _read_manifest(path: Path | None) -> "Manifest | None":
    if path is None:
        return None
    from contrechamp.collect.manifest import read_manifest
    from contrechamp.text.kinds import find_kind

    return read_manifest(path, find_kind=find_kind)
