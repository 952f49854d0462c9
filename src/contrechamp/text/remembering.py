"""What was worked out and may be asked again soon, within bounds."""

from collections.abc import Callable


class Remembering[Value](dict[str, Value]):
    """A mapping that makes what it does not have, and keeps about the last `most` to 2 · `most` that were asked for.

    Words follow Zipf's law: nearly all that is asked for was asked for a moment ago. What is full becomes the older
    half; what is still asked for comes back from there, the rest is forgotten. A hit costs what a dict costs. A key of
    which `is_rare` is made anew each time.
    """

    def __init__(self, make: Callable[[str], Value], *, most: int, is_rare: Callable[[str], bool]):
        super().__init__()
        self._make, self._most, self._is_rare = make, most, is_rare
        self._older: dict[str, Value] = {}

    def __missing__(self, key: str) -> Value:
        if self._is_rare(key):
            return self._make(key)
        if len(self) >= self._most:
            self._older = self.copy()
            self.clear()
        value = self._older[key] if key in self._older else self._make(key)
        self[key] = value
        return value
