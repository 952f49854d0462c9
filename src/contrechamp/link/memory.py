"""What was worked out from the whole registry is kept until it would come out otherwise."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

_MOST = 64


class Memory:
    """A few results, the least used ones forgotten first. Threads share it."""

    def __init__(self) -> None:
        self._known: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def find[T](self, key: Hashable, compute: Callable[[], T], *, holds: Callable[[], bool]) -> T:
        """What is known under a key, else what is computed, and kept where it still `holds` by then."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        found = compute()
        if holds():
            with self._lock:
                self._known[key] = found
                if len(self._known) > _MOST:
                    self._known.popitem(last=False)
        return found
