"""Tasks survive the processes that carry them out."""

import os
import signal
import sys
import time
from functools import partial

from contrechamp.pipeline.workers.local import TaskRunner, WorkerWasKilled, make_local_executor


def double_or_die(number: int) -> int:
    """Thirteen kills the process that it runs in; ninety-nine takes long."""
    if number == 99:
        time.sleep(2.5)
    if number == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == 7:
        raise ValueError("seven")
    return 2 * number


def tells_its_faults(_task: int) -> bool:
    return sys.excepthook is sys.__excepthook__


def run(numbers):
    left = list(numbers)
    runner = TaskRunner(partial(make_local_executor, 2), in_flight=6)
    return {
        outcome.task: outcome for outcome in runner.run(double_or_die, lambda: left.pop(0) if left else None)
    }


def test_every_task_has_an_outcome():
    outcomes = run(range(20, 30))
    assert {task: outcome.result for task, outcome in outcomes.items()} == {n: 2 * n for n in range(20, 30)}


def test_a_task_that_kills_its_process_takes_no_other_with_it():
    outcomes = run(range(8, 20))
    assert isinstance(outcomes[13].error, WorkerWasKilled)
    assert all(outcome.result == 2 * n for n, outcome in outcomes.items() if n != 13)


def test_an_error_is_the_outcome_of_its_task_alone():
    outcomes = run([6, 7, 8])
    assert isinstance(outcomes[7].error, ValueError)
    assert outcomes[8].result == 16


def test_a_worker_is_silent_about_its_birth_alone():
    left = [1, 2]
    runner = TaskRunner(partial(make_local_executor, 1), in_flight=1)
    outcomes = runner.run(tells_its_faults, lambda: left.pop() if left else None)
    assert [outcome.result for outcome in outcomes] == [True, True]


def test_what_comes_of_a_task_can_be_the_cause_of_the_next():
    waiting, seen = [1], []
    runner = TaskRunner(partial(make_local_executor, 1), in_flight=2)
    for outcome in runner.run(double_or_die, lambda: waiting.pop() if waiting else None):
        seen.append(outcome.result)
        if outcome.result < 8:
            waiting.append(outcome.result)
    assert seen == [2, 4, 8]


def test_what_comes_while_nothing_is_to_be_done_is_carried_out_too():
    moments = iter([None, 1, None, None, 2, None])
    left = [True] * 6

    def next_task():
        left.pop() if left else None
        return next(moments, None)

    runner = TaskRunner(partial(make_local_executor, 1), in_flight=2)
    seen = [outcome.result for outcome in runner.run(double_or_die, next_task, may_come=lambda: bool(left))]
    assert sorted(seen) == [2, 4]


def test_there_are_pauses_while_one_task_takes_long():
    left, pauses = [99], []
    runner = TaskRunner(partial(make_local_executor, 1), in_flight=2)
    told = runner.run(
        double_or_die, lambda: left.pop() if left else None, on_pause=lambda: pauses.append(len(left))
    )
    assert [outcome.result for outcome in told] == [198]
    assert pauses
