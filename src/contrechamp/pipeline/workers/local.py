"""Processes on this machine, and what is done when one of them is killed."""

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import active_children, get_context
from typing import Any

MAX_TRIES = 3
_LOOK_SECONDS, _PAUSE_SECONDS = 0.02, 1.0
_PRELOADED = ["contrechamp.pipeline.workers.preloaded"]


def make_local_executor(workers: int) -> Executor:
    """A pool of fresh processes: none inherits a lock or a file of this one; what they need is loaded once for all."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # a worker is one processor's work
    context = get_context("forkserver")
    context.set_forkserver_preload(_PRELOADED)
    options = {"initializer": _begin, "initargs": (os.getpid(),)}
    return ProcessPoolExecutor(max_workers=workers, mp_context=context, **options)


def _begin(conductor: int) -> None:
    """Ctrl-C is the conductor's business; a worker ends with it, however it ends; once born, its faults are news."""
    sys.excepthook = sys.__excepthook__  # see `preloaded`
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with(conductor)


def end_with(process: int) -> None:
    """From now on this process ends when that one is gone, even by kill -9."""

    def watch() -> None:
        with suppress(ProcessLookupError):
            watched = os.pidfd_open(process)
            select.select([watched], [], [])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


@dataclass(frozen=True)
class Outcome:
    """What came of a task: a result, or the error that ended it (WorkerWasKilled after MAX_TRIES tries)."""

    task: Any
    result: Any = None
    error: BaseException | None = None


class WorkerWasKilled(Exception):
    """The process that carried out the task died each time."""


@dataclass
class TaskRunner:
    """Carries out tasks with few in flight, and puts back those that a dying process took with it.

    `make_executor` is called again after a broken pool. A task that was in flight when a pool broke counts a try;
    after a break tasks go one at a time until the pool proves sound, so that the guilty one is found.
    """

    make_executor: Callable[[], Executor]
    in_flight: int
    _tries: dict[Any, int] = field(default_factory=dict)

    def run(
        self,
        function: Callable[[Any], Any],
        next_task: Callable[[], Any],
        *,
        may_come: Callable[[], bool] = lambda: False,
        on_pause: Callable[[], None] = lambda: None,
    ) -> Iterator[Outcome]:
        """Outcomes in the order in which they end; `function` and tasks can be pickled, tasks hashed.

        `next_task` gives None when there is nothing to do now; it is asked again after each outcome, so that what
        came of a task can be the cause of the next, and now and then as long as `may_come` says that more may come.
        `on_pause` is called about once a second, also while one task takes very long.
        """
        put_back: list = []
        executor, running = self.make_executor(), {}
        try:
            while True:
                room, is_open = 1 if put_back else self.in_flight, may_come()
                while len(running) < room and (task := _choose(put_back, next_task)) is not None:
                    running[_submit(executor, function, task)] = task
                if not running and not is_open:
                    return
                done = _await_some(running, room, is_open=is_open)
                if not done:
                    on_pause()
                ended, is_broken = self._gather(done, running, put_back)
                yield from ended
                if is_broken:
                    executor.shutdown(wait=False, cancel_futures=True)
                    put_back.extend(running.values())
                    executor, running = self.make_executor(), {}
        except (
            BaseException
        ):  # Ctrl-C, a full disk: steps are idempotent, so nobody waits for tasks in flight
            for child in active_children():
                child.kill()
            raise
        finally:
            executor.shutdown(wait=True, cancel_futures=True)

    def _gather(self, done: set[Future], running: dict, put_back: list) -> tuple[list[Outcome], bool]:
        ended, is_broken = [], False
        for future in done:
            task, error = running.pop(future), future.exception()
            if not isinstance(error, BrokenProcessPool):
                ended.append(Outcome(task, error=error) if error else Outcome(task, future.result()))
                continue
            is_broken = True
            self._tries[task] = self._tries.get(task, 0) + 1
            if self._tries[task] < MAX_TRIES:
                put_back.append(task)
            else:
                ended.append(Outcome(task, error=WorkerWasKilled()))
        return ended, is_broken


def _await_some(running: dict, room: int, *, is_open: bool) -> set[Future]:
    """The tasks that have ended, as soon as there is one; none after a pause, short where there is room for more."""
    if not running:
        time.sleep(_LOOK_SECONDS)
        return set()
    patience = _LOOK_SECONDS if is_open and len(running) < room else _PAUSE_SECONDS
    return wait(running, timeout=patience, return_when=FIRST_COMPLETED).done


def _choose(put_back: list, next_task: Callable[[], Any]) -> Any:
    return put_back.pop() if put_back else next_task()


def _submit(executor: Executor, function: Callable, task: Any) -> Future:
    try:
        return executor.submit(function, task)
    except BrokenProcessPool as error:
        future: Future = Future()
        future.set_exception(error)
        return future
