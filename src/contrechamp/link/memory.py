"""What was worked out from the whole registry is kept until it would come out otherwise."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

_MOST_MOMENTS = 2  # the team's and everybody's
_MOST_WHOLES, _MOST_PARTS = 16, 64


class Memory:
    """Results of the last moments alone. Threads share it.

    A string names a whole, which much else is made from: it is not pushed out by parts (tuples), the least used of
    which are forgotten first.
    """

    def __init__(self) -> None:
        self._moments: OrderedDict[Hashable, tuple[OrderedDict, OrderedDict]] = OrderedDict()
        self._lock = Lock()

    def find[T](
        self, moment: Hashable, name: Hashable, make: Callable[[], T], *, holds: Callable[[], bool]
    ) -> T:
        """What is known of a moment under a name, else what is made: kept where the moment still `holds` by then."""
        is_whole = isinstance(name, str)
        with self._lock:
            known = self._moments.get(moment, ({}, {}))[is_whole]
            if name in known:
                known.move_to_end(name)
                return known[name]
        made = make()
        if holds():
            self._keep(moment, name, made, is_whole=is_whole)
        return made

    def _keep(self, moment: Hashable, name: Hashable, made: Any, *, is_whole: bool) -> None:
        with self._lock:
            kept = self._moments.setdefault(moment, (OrderedDict(), OrderedDict()))[is_whole]
            self._moments.move_to_end(moment)
            if len(self._moments) > _MOST_MOMENTS:
                self._moments.popitem(last=False)
            kept[name] = made
            if len(kept) > (_MOST_WHOLES if is_whole else _MOST_PARTS):
                kept.popitem(last=False)
