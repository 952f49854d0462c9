"""What every part of an archive stands on: the folder, the ledger, the state."""

import os
from collections.abc import Callable
from typing import Any

from contrechamp.archive.durability import Ballast, check_disk
from contrechamp.archive.layout import Layout
from contrechamp.archive.ledger import Draft, Ledger
from contrechamp.archive.projection import catch_up, find_number
from contrechamp.archive.state import State
from contrechamp.errors import DocumentUnknown
from contrechamp.vocabulary.digest import Digest


class Store:
    """An open archive folder. Threads and forked processes may share it: each gets its own connections."""

    def __init__(self, layout: Layout):
        self.layout = layout
        self.ledger = Ledger(layout.ledger)
        self.state = State(layout.state)
        self.judgements = Ledger(layout.judgements)
        self._ballast = Ballast(layout.ballast)

    def close(self) -> None:
        self.ledger.close()
        self.state.close()
        self.judgements.close()

    def lend_room(self) -> bool:
        """Give some of the ballast back on a full disk; the next opening takes it again. False when there is none."""
        return self._ballast.lend()

    def _catch_up(self) -> None:
        catch_up(self.ledger, self.state)

    def _enter(
        self, kind: str, content: dict[str, Any], *, make_salt: Callable[[int], bytes] = os.urandom
    ) -> int:
        """One entry in the ledger, applied to the state; its sequence, once both are on disk."""
        check_disk()
        (sequence,) = self.ledger.append([Draft(kind, content)], make_salt=make_salt)
        self._catch_up()
        check_disk()
        return sequence

    def _number(self, digest: Digest) -> int:
        with self.state.reading() as connection:
            number = find_number(connection, digest)
        if number is None:
            raise DocumentUnknown("No document is called {digest}.", digest=digest)
        return number
