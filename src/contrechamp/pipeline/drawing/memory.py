"""What is worked out once for all who see the same, and kept until a judgement, or what may be seen, changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from weakref import WeakKeyDictionary

from contrechamp.link.registry import Registry
from contrechamp.link.view import View

# Of one registry: what a name alone tells, which much else is made from, is not pushed out by views of one entity.
_MOST_WHOLES, _MOST_PARTS = 16, 64
_kept: WeakKeyDictionary[Registry, tuple[OrderedDict, OrderedDict]] = WeakKeyDictionary()
_lock = threading.Lock()


def find_moment(view: View) -> tuple[int, str]:
    """What everything shown by a view follows from: the last judgement, and which documents may be opened."""
    with view.reading() as connection:
        if view.shown is None:
            return connection.execute("SELECT sequence FROM applied").fetchone()[0], "team"
        return connection.execute("SELECT applied, digests FROM temp.shown_key").fetchone()


def remember[Made](view: View, name: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once while the moment of the view lasts. `name` tells what is made, and from what.

    A string is the name of a whole that many views are made from; all else (tuples) are parts of it, and drawings.
    The moment is read before: what changes while it is made is made again by the next who asks.
    """
    key = (find_moment(view), name)
    is_whole = isinstance(name, str)
    with _lock:
        kept = _kept.setdefault(view.registry, (OrderedDict(), OrderedDict()))[is_whole]
        if key in kept:
            kept.move_to_end(key)
            return kept[key]
    made = make()
    with _lock:
        kept[key] = made
        while len(kept) > (_MOST_WHOLES if is_whole else _MOST_PARTS):
            kept.popitem(last=False)
    return made
