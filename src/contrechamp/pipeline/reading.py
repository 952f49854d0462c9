"""In a worker: read one document through the sandbox, keep its pages, hand its children to the archive."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.derived import PagesWriter
from contrechamp.pipeline.describing import describe
from contrechamp.pipeline.steps import INDEX, READ
from contrechamp.pipeline.tasks import ReadOutcome, ReadTask
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Sandbox
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest, compute_digest
from contrechamp.vocabulary.document import IMPORTED, Child, Description, Page, Reading, ReadingState
from contrechamp.vocabulary.provenance import Capture, Provenance, Receipt

PAGES_NAME = f"read-{READ.version}"
MAX_DEPTH = 10
_TOO_DEEP = f"Emboîtement de plus de {MAX_DEPTH} niveaux : ce qui est plus profond n’est pas ouvert."
_CHILDREN_A_BATCH = 64
_BYTES_A_BATCH = 16 << 20


def read_document(archive: Archive, sandbox: Sandbox, task: ReadTask) -> ReadOutcome:
    """Pages go to the derived file as they come, so that memory stays flat; the file appears when all is read."""
    entry = archive.find_document(task.digest)
    writer = PagesWriter(archive.derived_folder(task.digest) / PAGES_NAME)
    nursery = _Nursery(archive, entry, task)
    first_text, reading = "", None
    try:
        for finding in sandbox.read(archive.original(task.digest), _make_request(archive, entry)):
            if isinstance(finding, Page):
                writer.add(finding)
                first_text = first_text or finding.text
            elif isinstance(finding, Child):
                nursery.take(finding)
            else:
                reading = finding
        nursery.empty()
        writer.close()
        _forget_older(archive.derived_folder(task.digest))
    except BaseException:
        writer.abandon()
        raise
    reading = nursery.judge(reading)
    return ReadOutcome(task.digest, reading, describe(entry, reading, first_text))


def _forget_older(folder: Path) -> None:
    """Pages of older versions, pictures, and what was found: they are of another reading."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(("read-", "found-")) and path.name != PAGES_NAME and path.suffix != ".part":
            path.unlink(missing_ok=True)


def _make_request(archive: Archive, entry: DocumentEntry) -> Request:
    languages = archive.find_languages(entry.collections)
    return Request(untrusted_name=entry.untrusted_path, languages=languages, password=entry.password)


class _Nursery:
    """Makes each child a document with its parent, in batches; a child that is known already gets no new receipt."""

    def __init__(self, archive: Archive, entry: DocumentEntry, task: ReadTask):
        self._archive, self._entry, self._task = archive, entry, task
        self._waiting: list[Capture] = []
        self._weight = 0
        self._is_too_deep = False

    @cached_property
    def _known(self) -> set[tuple[Digest, str]]:
        """Most documents have no child: the archive is asked when the first one comes."""
        return self._archive.list_inner_paths(self._task.digest)

    @cached_property
    def _depth(self) -> int:
        return sum(1 for _ in _climb(self._archive, self._entry))

    def take(self, child: Child) -> None:
        if self._depth >= MAX_DEPTH:
            self._is_too_deep = True
            return
        if (compute_digest(child.untrusted_content), child.untrusted_path) in self._known:
            return
        self._waiting.append(self._make_capture(child))
        self._weight += len(child.untrusted_content)
        if len(self._waiting) >= _CHILDREN_A_BATCH or self._weight >= _BYTES_A_BATCH:
            self.empty()

    def empty(self) -> None:
        if not self._waiting:  # an accession takes a lock and looks at the disk, also for nothing
            return
        answers = list(self._archive.accession(self._waiting))
        changed = [one.digest for one in answers if isinstance(one, Receipt) and one.has_changed_entry]
        if changed:  # known from elsewhere: it stands in one more collection now
            self._archive.reset_families(changed, INDEX.name)
        self._waiting, self._weight = [], 0

    def judge(self, reading: Reading) -> Reading:
        """The reading, partly read when something inside was too deep."""
        if not self._is_too_deep or reading.state is ReadingState.UNREADABLE:
            return reading
        return replace(reading, state=ReadingState.PARTLY_READ, reason=_TOO_DEEP)

    def _make_capture(self, child: Child) -> Capture:
        provenance = Provenance(
            way_in="inside",
            way_in_version=READ.version,
            untrusted_path=child.untrusted_path,
            received_at=self._task.started_at,
            collection="",
            parent=self._task.digest,
        )
        return Capture(child.untrusted_content, provenance, self._give_kind())

    def _give_kind(self) -> Description:
        """What a person imports as contracts in a ZIP are contracts inside it."""
        kind = self._entry.description.kind
        return Description(kind=kind) if kind.source == IMPORTED else Description()


def _climb(archive: Archive, entry: DocumentEntry) -> Iterator[DocumentEntry]:
    """The documents around this one, nearest first."""
    seen = {entry.digest}
    while entry.parent and entry.parent not in seen:
        seen.add(entry.parent)
        entry = archive.find_document(entry.parent)
        yield entry
