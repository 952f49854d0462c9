"""The conductor: what waits is read, then spotted, then indexed and linked; a stopped run goes on where it stopped."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from datetime import datetime, timedelta
from functools import partial
from itertools import chain

from contrechamp.archive.archive import Archive
from contrechamp.errors import ArchiveBusy, ContrechampError, DiskIsFailing, DiskIsFull, NoIsolation
from contrechamp.pipeline.baton import Baton, Tally
from contrechamp.pipeline.indexing import IndexKeeper, make_tasks
from contrechamp.pipeline.link_keeping import LinkKeeper, make_link_tasks
from contrechamp.pipeline.queueing import SPOTTED, forget_changed_lexicons, list_unspotted, make_spot_tasks
from contrechamp.pipeline.steps import FAILED, INDEX, LINK, READ, SPOT
from contrechamp.pipeline.tasks import (
    IndexTask,
    LinkTask,
    ReadOutcome,
    ReadTask,
    SpotOutcome,
    SpotTask,
    Task,
    tell_error,
)
from contrechamp.pipeline.worker import carry_out
from contrechamp.pipeline.workers.local import Outcome, TaskRunner, WorkerWasKilled, make_local_executor
from contrechamp.search.index import Index
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Reading, ReadingState

TASKS_A_WORKER = 3
_READINGS_A_CHANGE = 64
_WAITING_A_LOOK = 512
_TIME_A_CHANGE = timedelta(seconds=2)
_ENDS_THE_RUN = (ArchiveBusy, DiskIsFailing, DiskIsFull, NoIsolation)  # all else is the fault of one document
_KILLED = "La lecture s’est arrêtée trois fois : le document est gardé, sans être lu."
_FAILED = "La lecture a échoué ({name}) : le document est gardé, sans être lu."


class Conductor:
    """Carries out the steps on everything that waits; needs the baton of the archive."""

    def __init__(
        self,
        archive: Archive,
        baton: Baton,
        *,
        workers: int,
        with_persons: bool = False,
        clock: Callable[[], datetime],
        make_executor: Callable[[int], Executor] = make_local_executor,
    ):
        self._archive, self._baton, self._clock = archive, baton, clock
        self._with_persons = with_persons
        self._runner = TaskRunner(partial(make_executor, workers), in_flight=workers * TASKS_A_WORKER)
        self._to_read: deque[Digest] = deque()
        self._to_spot: deque[SpotTask] = deque()
        self._to_index: deque[IndexTask] = deque()
        self._to_link: deque[LinkTask] = deque()
        self._links = LinkKeeper(archive, clock)
        self._being_read: set[Digest] = set()
        self._backlog: Iterator[Task] = iter(())
        self._readings: list[ReadOutcome] = []
        self._started_at = self._recorded_at = clock()
        self.tally = Tally()

    def process(
        self,
        on_progress: Callable[[Tally], None] = lambda tally: None,
        *,
        may_come: Callable[[], bool] = lambda: False,
    ) -> Tally:
        """Work until nothing waits and nothing more may come; `on_progress` hears the tally after each task."""
        index = Index.open(self._archive.index_folder)
        if index.is_outdated:
            index.remake()
            self._archive.reset_all(INDEX.name)
        self._links.begin()
        forget_changed_lexicons(self._archive, with_persons=self._with_persons)
        with index.writer() as writer:
            keeper = IndexKeeper(self._archive, writer, self._clock)
            self._backlog = chain(self._find_unspotted(), self._find_unindexed(), self._links.find_waiting())
            try:
                run = partial(self._runner.run, may_come=may_come, on_pause=partial(self._pause, keeper))
                for outcome in run(carry_out, self._next_task):
                    self._take(outcome, keeper)
                    self._tell(on_progress)
            finally:
                self._record_readings()
                keeper.commit()
                self._links.forget_withdrawn()
        return self.tally

    def _find_unspotted(self) -> Iterator[SpotTask]:
        """What a stopped run, or a new version, left to be spotted."""
        yield from make_spot_tasks(
            self._archive, list_unspotted(self._archive), with_persons=self._with_persons
        )

    def _find_unindexed(self) -> Iterator[IndexTask]:
        """What a stopped run, or a new version, left to be indexed."""
        waiting = self._archive.waiting(INDEX.name, INDEX.version, after=SPOT.name)
        yield from make_tasks(self._archive, waiting)

    def _next_task(self) -> Task | None:
        if not (self._to_index or self._to_link or self._to_spot or self._to_read):
            if len(self._readings) == len(
                self._being_read
            ):  # nobody is reading: what was read can be indexed
                self._record_readings()
            waiting = self._archive.waiting(READ.name, READ.version, limit=_WAITING_A_LOOK)
            self._to_read.extend(digest for digest in waiting if digest not in self._being_read)
        if self._to_index:
            return self._to_index.popleft()
        if self._to_link:
            return self._to_link.popleft()
        if self._to_spot:
            return self._to_spot.popleft()
        if not self._to_read:
            return next(self._backlog, None)
        digest = self._to_read.popleft()
        self._being_read.add(digest)
        return ReadTask(self._archive.folder, digest, self._clock())

    def _take(self, outcome: Outcome, keeper: IndexKeeper) -> None:
        if isinstance(outcome.error, _ENDS_THE_RUN):
            raise outcome.error
        if isinstance(outcome.task, ReadTask):
            self._take_reading(outcome.result or _give_up(outcome))
        elif isinstance(outcome.task, SpotTask):
            self._take_spotting(outcome)
        elif isinstance(outcome.task, LinkTask):
            self._to_link.extend(self._links.take(outcome))
        elif outcome.error:
            keeper.give_up(outcome.task, tell_error(outcome.error))
        else:
            self.tally.indexed_pages += keeper.take(outcome.result)

    def _pause(self, keeper: IndexKeeper) -> None:
        """While something takes long: what else was read is written down, and made findable."""
        if self._is_late():
            self._record_readings()
        keeper.commit_when_late()

    def _is_late(self) -> bool:
        return self._clock() - self._recorded_at >= _TIME_A_CHANGE

    def _take_reading(self, outcome: ReadOutcome) -> None:
        self._readings.append(outcome)
        self.tally.documents += 1
        self.tally.pages += outcome.reading.page_count
        if self._is_late() or len(self._readings) >= _READINGS_A_CHANGE:
            self._record_readings()

    def _record_readings(self) -> None:
        """What was read is written down together; only then can it be indexed."""
        now = self._recorded_at = self._clock()
        if not self._readings:
            return
        digests = [outcome.digest for outcome in self._readings]
        with self._archive.changes():
            for outcome in self._readings:
                digest, reading = outcome.digest, outcome.reading
                self._archive.record_reading(digest, reading, description=outcome.description, at=now)
                facts = {"outcome": reading.state, "reason": reading.reason, "at": now}
                self._archive.finish_step(digest, READ.name, version=READ.version, **facts)
            for step in (*SPOTTED, LINK, INDEX):
                self._archive.reset_step(digests, step.name)
        self._being_read.difference_update(digests)
        self._to_spot.extend(make_spot_tasks(self._archive, digests, with_persons=self._with_persons))
        self._readings = []

    def _take_spotting(self, outcome: Outcome) -> None:
        """What was spotted, well or not at all, can be indexed; pages that are gone are read again."""
        asked = outcome.task.digests
        if outcome.error and len(asked) > 1:  # one of them broke the worker: each alone, the others are well
            alone = (make_spot_tasks(self._archive, [one], with_persons=self._with_persons) for one in asked)
            self._to_spot.extend(chain.from_iterable(alone))
            return
        result = outcome.result or SpotOutcome(asked, failed=dict.fromkeys(asked, tell_error(outcome.error)))
        digests = [digest for digest in asked if digest not in result.missing]
        with self._archive.changes():
            for digest in digests:
                self._record_spotting(digest, result)
            for step in (LINK, INDEX):
                self._archive.reset_step(digests, step.name)
            self._archive.reset_step(result.missing, READ.name)
        self._to_index.extend(make_tasks(self._archive, digests))
        self._to_link.extend(make_link_tasks(self._archive, digests))

    def _record_spotting(self, digest: Digest, result: SpotOutcome) -> None:
        reason = result.failed.get(digest, "")
        facts = {"outcome": FAILED if reason else "done", "reason": reason, "at": self._clock()}
        self._archive.record_named(digest, result.named.get(digest, {}))
        for step in SPOTTED:
            self._archive.finish_step(digest, step.name, version=step.version, **facts)

    def _tell(self, on_progress: Callable[[Tally], None]) -> None:
        self.tally.seconds = (self._clock() - self._started_at).total_seconds()
        self._baton.tell(self.tally)
        on_progress(self.tally)


def _give_up(outcome: Outcome) -> ReadOutcome:
    """A document whose reading broke our own worker: kept, and said to be unreadable."""
    if isinstance(outcome.error, WorkerWasKilled):
        reason = _KILLED
    elif isinstance(outcome.error, ContrechampError):
        reason = _FAILED.format(name=outcome.error)
    else:
        reason = _FAILED.format(name=type(outcome.error).__name__)
    return ReadOutcome(outcome.task.digest, Reading("", ReadingState.UNREADABLE, reason=reason))
