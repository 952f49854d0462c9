"""Which documents are to be split and spotted, and in which portions."""

from collections.abc import Iterable, Iterator

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.steps import READ, SPLIT, SPOT
from contrechamp.pipeline.tasks import PAGES_A_TASK, SpotTask
from contrechamp.spot.lexicons import compute_lexicons_digest
from contrechamp.vocabulary.digest import Digest

SPOTTED = (SPLIT, SPOT)  # carried out together: what is spotted rests on what was split
_PERSONS = "+persons"
_NOTE = "lexicons"  # in the folder of derived things: the collective's own words of the last run


def make_spot_tasks(
    archive: Archive, digests: Iterable[Digest], *, with_persons: bool = False
) -> Iterator[SpotTask]:
    """Tasks of whole documents, about PAGES_A_TASK pages each where they are small."""
    chosen: list[Digest] = []
    weight = 0
    for digest in digests:
        chosen.append(digest)
        weight += max(archive.find_document(digest).page_count, 1)
        if weight >= PAGES_A_TASK:
            yield SpotTask(archive.folder, tuple(chosen), with_persons)
            chosen, weight = [], 0
    if chosen:
        yield SpotTask(archive.folder, tuple(chosen), with_persons)


def list_unspotted(archive: Archive, *, limit: int | None = None) -> list[Digest]:
    """Documents that were read and for which one of the two steps waits, oldest receipt first."""
    waiting = [archive.waiting(step.name, step.version, after=READ.name, limit=limit) for step in SPOTTED]
    return list(dict.fromkeys(waiting[0] + waiting[1]))


def have_lexicons_changed(archive: Archive) -> bool:
    """Whether a collective changed its own words since everything was spotted."""
    return _read_note(archive).partition(_PERSONS)[0] != compute_lexicons_digest(archive.lexicons_folder)


def forget_changed_lexicons(archive: Archive, *, with_persons: bool = False) -> None:
    """Everything is spotted again when a collective changed its own words, or whether persons are looked for."""
    digest = compute_lexicons_digest(archive.lexicons_folder) + (_PERSONS if with_persons else "")
    if digest != _read_note(archive):
        archive.reset_all(SPOT.name)
        (archive.derived_root / _NOTE).write_text(digest, "utf-8")


def _read_note(archive: Archive) -> str:
    note = archive.derived_root / _NOTE
    return note.read_text("utf-8") if note.exists() else ""
