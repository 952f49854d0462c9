"""Which step is done for which document, at which version: a stopped run goes on where it stopped."""

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from contrechamp.archive.layout import Layout
from contrechamp.archive.naming import forget_named
from contrechamp.archive.state import FAMILY, count_reset
from contrechamp.archive.store import Store
from contrechamp.vocabulary.archive import StepOutcome
from contrechamp.vocabulary.digest import Digest

SPOT = "spot"  # what it found is forgotten when it is to be done again
REMOVED = "removed"  # of a withdrawn document: what the step had left of it is gone


class Steps(Store):
    """The part of an archive that knows what is still to be done."""

    def __init__(self, layout: Layout):
        super().__init__(layout)
        self._floors: dict[tuple[str, str], tuple[int, int]] = {}

    @contextlib.contextmanager
    def changes(self) -> Iterator[None]:
        """Everything that is told to the state inside is written together: one sync for many documents."""
        with self.state.changes():
            yield

    def finish_step(
        self, digest: Digest, step: str, version: str, *, outcome: str, reason: str = "", at: datetime
    ) -> None:
        """The step ended, well or badly: it is not done again at this version unless it is reset."""
        values = (self._number(digest), step, version, outcome, reason, at.isoformat())
        with self.state.changes() as connection:
            connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?)", values)

    def waiting(self, step: str, version: str, *, after: str = "", limit: int | None = None) -> list[Digest]:
        """Documents for which the step never ended at this version, oldest receipt first; none withdrawn.

        `after` names a step that must have ended before this one.
        """
        query = """
            SELECT number, digest FROM documents WHERE number > ? AND withdrawal IS NULL
            AND NOT EXISTS (SELECT 1 FROM steps WHERE document = number AND step = ? AND version = ?)
            AND (? = '' OR EXISTS (SELECT 1 FROM steps WHERE document = number AND step = ?))
            ORDER BY number LIMIT ?"""
        with self.state.reading() as connection:
            (resets,) = connection.execute("SELECT resets FROM applied").fetchone()
            floor = self._find_floor(step, version, resets)
            values = (floor, step, version, after, after, -1 if limit is None else limit)
            rows = connection.execute(query, values).fetchall()
        if rows and not after:
            self._floors[step, version] = (resets, rows[0][0] - 1)
        return [Digest(digest) for _, digest in rows]

    def _find_floor(self, step: str, version: str, resets: int) -> int:
        """Below this number nothing waits for the step, unless something was reset since."""
        known_resets, floor = self._floors.get((step, version), (resets, 0))
        return floor if known_resets == resets else 0

    def find_outcomes(self, digest: Digest) -> dict[str, StepOutcome]:
        """How each step that ended for this document did, by name."""
        query = "SELECT step, version, outcome, reason, finished_at FROM steps WHERE document = ?"
        with self.state.reading() as connection:
            rows = connection.execute(query, (self._number(digest),)).fetchall()
        return {row[0]: StepOutcome(*row[:4], datetime.fromisoformat(row[4])) for row in rows}

    def has_done(self, step: str) -> bool:
        """Whether the step ended well for any document, and left something of it."""
        query = "SELECT 1 FROM steps WHERE step = ? AND outcome = 'done' LIMIT 1"
        with self.state.reading() as connection:
            return connection.execute(query, (step,)).fetchone() is not None

    def list_due(self, step: str, version: str, *, failures: Sequence[str]) -> list[Digest]:
        """Documents for which the step ended in one of these ways, or at another version; none withdrawn."""
        query = f"""SELECT digest FROM documents JOIN steps ON document = number
                    WHERE step = ? AND (version <> ? OR outcome IN ({", ".join("?" * len(failures))}))
                    AND withdrawal IS NULL ORDER BY number"""
        with self.state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query, (step, version, *failures))]

    def reset_step(self, digests: Iterable[Digest], step: str) -> None:
        """Let the step be done again."""
        query = "DELETE FROM steps WHERE document = ? AND step = ?"
        with self.state.changes() as connection:
            numbers = [self._number(one) for one in digests]
            deleted = sum(connection.execute(query, (number, step)).rowcount for number in numbers)
            if step == SPOT:
                for number in numbers:
                    forget_named(connection, number)
            if deleted:
                count_reset(connection)

    def reset_families(self, digests: Iterable[Digest], step: str) -> None:
        """Let the step be done again for these documents and everything found inside them."""
        with self.state.changes() as connection:
            for digest in digests:
                query = (
                    FAMILY + "DELETE FROM steps WHERE step = ? AND document IN (SELECT number FROM family)"
                )
                connection.execute(query, (self._number(digest), step))
            count_reset(connection)

    def list_withdrawn_in(self, step: str) -> list[Digest]:
        """Withdrawn documents of which the step may have left something: all whose outcome is not REMOVED."""
        query = """SELECT digest FROM documents WHERE withdrawal IS NOT NULL AND NOT EXISTS
                   (SELECT 1 FROM steps WHERE document = number AND step = ? AND outcome = ?) ORDER BY number"""
        with self.state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query, (step, REMOVED))]

    def reset_all(self, step: str) -> None:
        """Let the step be done again for every document."""
        with self.state.changes() as connection:
            connection.execute("DELETE FROM steps WHERE step = ?", (step,))
            count_reset(connection)
