"""Which entity a sheet means by a key or a name, and the ids of what it enters."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from contrechamp.errors import EntityUnknown, JudgementRefused
from contrechamp.link.judging import make_id
from contrechamp.link.sheets.form import EntityLine
from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import EntityKind
from contrechamp.vocabulary.shapes import is_id

_STANDING = "SELECT id, kind, folded FROM entities WHERE is_standing"


def derive_id(*parts: str) -> str:
    """The same id whenever the same parts are given: what a sheet enters twice is entered once."""
    digest = hashlib.sha256("\n".join(parts).encode()).digest()
    return make_id(lambda count: digest[:count])


class Naming:
    """The keys and names that the sheets of one run may use: their own, then those of the registry."""

    def __init__(self, view: View):
        self._view = view
        self._keys: dict[str, str] = {}
        self._broken: set[str] = set()
        self.kinds: dict[str, EntityKind] = {}
        self._names: dict[str, set[str]] = defaultdict(set)
        with view.reading() as connection:
            for key, kind, folded in connection.execute(_STANDING):
                self._add(key, EntityKind(kind), folded)

    def _add(self, entity: str, kind: EntityKind, folded: str) -> None:
        self.kinds[entity] = kind
        self._names[folded].add(entity)

    def enter(self, line: EntityLine, *, sheet: str) -> str:
        """The id of a sheet's entity, which its key and its name mean from now on."""
        if line.key in self._keys:
            raise JudgementRefused("The key “{key}” is used twice.", key=line.key)
        entity = derive_id(sheet, line.kind, line.key)
        self._keys[line.key] = entity
        self._add(entity, EntityKind(line.kind), fold(line.name))
        return entity

    def spoil(self, line: EntityLine) -> None:
        """What refers to an entity whose own line is wrong cannot be taken either."""
        self._broken |= {line.key, fold(line.name)}

    def find(self, said: str, kinds: Iterable[str] = ()) -> str:
        """The one entity that is meant, of these kinds if any are named; "" for nothing said; else EntityUnknown."""
        if not said or (said in self._keys and said not in self._broken):
            return self._keys.get(said, "")
        if said in self._broken or fold(said) in self._broken:
            raise EntityUnknown("“{name}” stands on a line that is wrong.", name=said)
        if is_id(said) and said in self.kinds:
            return said
        return self._choose(said, tuple(kinds))

    def _choose(self, said: str, kinds: tuple[str, ...]) -> str:
        named = self._names.get(fold(said), set())
        found = {one for one in named if not kinds or self.kinds[one] in kinds} or named
        if not found:
            raise EntityUnknown("Nothing in the registry or the sheets is called “{name}”.", name=said)
        if len(found) > 1 and len(self._view.find_entities(found)) > 1:
            raise EntityUnknown(
                "Several are called “{name}”: {found}. Write the id instead.",
                name=said,
                found=", ".join(sorted(found)),
            )
        return min(found)
