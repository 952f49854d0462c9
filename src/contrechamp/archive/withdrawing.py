"""Withdrawing a document at once, and bringing it back. It works on a full disk."""

import os
from datetime import datetime
from typing import Any

from contrechamp.archive.projection import BRING_BACK, WITHDRAW
from contrechamp.archive.state import FAMILY
from contrechamp.archive.store import Store
from contrechamp.errors import DiskIsFull
from contrechamp.vocabulary.digest import Digest


class Withdrawing(Store):
    """The part of an archive that hides and shows documents."""

    def withdraw(self, digest: Digest, *, reason: str, at: datetime, by: str = "") -> list[Digest]:
        """Hide a document and all that was found inside it; every digest that is now withdrawn.

        The original stays, for the team. On a full disk the ballast is dropped to make room.
        """
        return self._decide(WITHDRAW, digest, {"reason": reason, "at": at.isoformat(), "by": by})

    def bring_back(self, digest: Digest, *, at: datetime, by: str = "") -> list[Digest]:
        """Show again a document, and what was withdrawn with it."""
        return self._decide(BRING_BACK, digest, {"at": at.isoformat(), "by": by})

    def list_withdrawn(self) -> list[Digest]:
        """Every withdrawn document, the oldest receipt first."""
        query = "SELECT digest FROM documents WHERE withdrawal IS NOT NULL ORDER BY number"
        with self.state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query)]

    def _decide(self, kind: str, digest: Digest, facts: dict[str, Any]) -> list[Digest]:
        before = set(self._read_withdrawn_family(digest))
        if (kind == WITHDRAW) == (digest in before):  # it is as asked already
            return [] if kind == BRING_BACK else sorted(before)
        self._enter_even_when_full(kind, {"digest": digest, **facts})
        after = set(self._read_withdrawn_family(digest))
        return sorted(after if kind == WITHDRAW else before - after)

    def _enter_even_when_full(self, kind: str, content: dict[str, Any]) -> None:
        sequence, _ = self.ledger.head()
        try:
            self._enter(kind, content)
        except DiskIsFull:
            if not self._ballast.drop():
                raise
            if self.ledger.head()[0] == sequence:
                self._enter(kind, content, make_salt=os.urandom)
            self._catch_up()
        finally:
            self._ballast.restore()

    def _read_withdrawn_family(self, digest: Digest) -> list[Digest]:
        query = FAMILY + (
            "SELECT digest FROM documents "
            "WHERE number IN (SELECT number FROM family) AND withdrawal IS NOT NULL"
        )
        with self.state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query, (self._number(digest),))]
