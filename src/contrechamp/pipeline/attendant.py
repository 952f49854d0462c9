"""Beside the website: whatever is received is read, as long as the site is up."""

import sys
import time
from collections.abc import Callable
from datetime import datetime

from contrechamp.config import Config
from contrechamp.errors import ContrechampError, IndexBusy
from contrechamp.pipeline.observatory import Observatory, open_observatory

_LOOK_SECONDS = 1.0
_HINDERED_SECONDS = 30.0


def keep_reading(
    config: Config, *, clock: Callable[[], datetime], sleep: Callable[[float], None] = time.sleep
) -> None:
    """Look for waiting documents, for ever; what hinders the reading (full disk, no isolation) is tried again."""
    with open_observatory(config, clock=clock) as observatory:
        while True:
            sleep(_read_what_waits(observatory))


def _read_what_waits(observatory: Observatory) -> float:
    """Do the work there is; how many seconds to wait before the next look."""
    if observatory.has_work():
        try:
            observatory.process()
        except IndexBusy:
            return _LOOK_SECONDS
        except (ContrechampError, OSError) as error:
            print(error, file=sys.stderr)
            return _HINDERED_SECONDS
    return _LOOK_SECONDS
