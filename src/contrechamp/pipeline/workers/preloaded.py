"""What every worker needs, loaded and made once in the process that the workers are forked from."""

import sys
from contextlib import suppress

from contrechamp.pipeline import linking, preparing, reading, spotting
from contrechamp.read.sandbox import sandbox, seccomp
from contrechamp.spot.communes import open_communes
from contrechamp.spot.lexicons import open_lexicons

__all__ = ["linking", "preparing", "reading", "sandbox", "spotting"]


def _tell_unless_orphaned(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """A worker that is born while its conductor ends finds nothing of what it was to begin with: no news.

    Until it is born, and no longer: `local._begin` gives it Python's own hook back.
    """
    if not issubclass(kind, FileNotFoundError | EOFError | ConnectionError):
        sys.__excepthook__(kind, error, trace)


open_communes()
open_lexicons()
sys.excepthook = _tell_unless_orphaned
with suppress(OSError, ImportError):  # without libseccomp: the sandbox will say so
    seccomp.make_parent_filter()
    seccomp.make_child_filter()
