"""Reading what waits, with its progress and its summary: what several commands end with."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from contrechamp.cli.progress import show_progress
from contrechamp.cli.speech import say
from contrechamp.errors import IndexBusy

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory

_LOOK_SECONDS = 1.0


def read_what_waits(observatory: "Observatory") -> None:
    """Read and index until nothing waits, and say what there is now."""
    follow_reading(observatory)
    print_summary(observatory)


def follow_reading(observatory: "Observatory", *, may_come: Callable[[], bool] = lambda: False) -> None:
    """Read and index until nothing waits and nothing more may come.

    When another process is at it, wait until it has done our part too.
    """
    with show_progress("Reading") as tell:

        def follow(tally: object) -> None:
            progress = observatory.progress()
            done = progress.read + progress.partly_read + progress.unreadable
            words = say(
                "{pages} pages, {rate:.0f} a second",
                pages=progress.pages,
                rate=progress.rate_pages_per_second,
            )
            tell(done, done + progress.waiting, words)

        while may_come() or observatory.has_work():
            try:
                observatory.process(_now_and_then(follow), may_come=may_come)
            except IndexBusy:
                follow(None)
                time.sleep(_LOOK_SECONDS)


def _now_and_then(follow: object) -> object:
    """Looking at the whole archive after each task would cost more than the task: once in half a second is enough."""
    last = 0.0

    def follow_sometimes(tally: object) -> None:
        nonlocal last
        if time.monotonic() - last > 0.5:
            follow(tally)
            last = time.monotonic()

    return follow_sometimes


def print_summary(observatory: "Observatory") -> None:
    progress = observatory.progress()
    print(
        say(
            "Pages that can be searched: {pages}. Documents read: {read}, partly: {partly}, unreadable: {unreadable}.",
            pages=progress.pages,
            read=progress.read,
            partly=progress.partly_read,
            unreadable=progress.unreadable,
        )
    )
