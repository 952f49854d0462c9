"""Steps that failed or are outdated, and how each is let be done again, alone."""

from collections.abc import Sequence

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.cards import LOCKED
from contrechamp.pipeline.steps import READ, STEPS, Step
from contrechamp.vocabulary.archive import StepOutcome
from contrechamp.vocabulary.digest import Digest


def let_redo(
    archive: Archive, digests: Sequence[Digest] = (), *, step: str = "", password: str = ""
) -> dict[str, list[Digest]]:
    """Let steps be done again; which documents wait for which step now.

    Of these documents, or of all, each step that failed or is outdated, and that step alone: what was read well
    is only indexed again. `step` looks at one step only, and redoes it for the documents named even if it went
    well. A password is for reading: without names it is tried, and kept, on the documents that one locks and on no
    other. What is read again is indexed again too; withdrawn documents rest.
    """
    step = READ.name if password else step
    steps = [one for one in STEPS if step in ("", one.name)]
    named = [digest for digest in digests if not _is_withdrawn(archive, digest)]
    if not digests:
        due = {one.name: archive.list_due(one.name, one.version, failures=one.failures) for one in steps}
    elif step:
        due = {step: named}
    else:
        due = {one.name: [digest for digest in named if _is_due(archive, digest, one)] for one in steps}
    if password and not digests:
        due[READ.name] = [digest for digest in due[READ.name] if _is_locked(archive, digest)]
    with archive.changes():
        for digest in due[READ.name] if password else ():
            archive.record_password(digest, password)
        for name, waiting in due.items():
            archive.reset_step(waiting, name)
    return due


def list_steps(archive: Archive, digest: Digest) -> tuple[StepOutcome, ...]:
    """How each step ended for this document, in their order; one that waits says nothing but its name."""
    ended = archive.find_outcomes(digest)
    return tuple(ended.get(step.name, StepOutcome(step.name)) for step in STEPS)


def _is_withdrawn(archive: Archive, digest: Digest) -> bool:
    entry = archive.find_document(digest)
    return entry is None or entry.is_withdrawn


def _is_locked(archive: Archive, digest: Digest) -> bool:
    entry = archive.find_document(digest)
    return entry is not None and entry.reason in LOCKED


def _is_due(archive: Archive, digest: Digest, step: Step) -> bool:
    ended = archive.find_outcomes(digest).get(step.name)
    return ended is not None and (ended.version != step.version or ended.outcome in step.failures)
