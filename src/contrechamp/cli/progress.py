"""How far a long command has come: one moving line on a terminal, nothing elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from contrechamp.cli.speech import say

Tell = Callable[[float, float, str], None]  # done, total (0: unknown), a few words


@contextmanager
def show_progress(title: str) -> Iterator[Tell]:
    """A function to tell it how far things are; what it shows is gone when the work is done."""
    if not sys.stderr.isatty():
        yield lambda done, total, words: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[words]}"),
    )
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(say(title), total=None, words="")
        yield lambda done, total, words: progress.update(
            task, completed=done, total=total or None, words=words
        )
