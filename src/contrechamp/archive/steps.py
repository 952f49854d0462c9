"""Which step is done for which document, at which version: a stopped run goes on where it stopped."""

import contextlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from contrechamp.archive.store import Store
from contrechamp.vocabulary.digest import Digest

DONE = "done"
FAILED = "failed"


class Steps(Store):
    """The part of an archive that knows what is still to be done."""

    @contextlib.contextmanager
    def changes(self) -> Iterator[None]:
        """Everything that is told to the state inside is written together: one sync for many documents."""
        with self._state.changes():
            yield

    def finish_step(
        self, digest: Digest, step: str, *, version: str, outcome: str, reason: str = "", at: datetime
    ) -> None:
        """The step ended, well or badly: it is not done again at this version unless it is reset."""
        values = (self._number(digest), step, version, outcome, reason, at.isoformat())
        with self._state.changes() as connection:
            connection.execute("INSERT OR REPLACE INTO steps VALUES (?, ?, ?, ?, ?, ?)", values)

    def waiting(
        self, step: str, version: str, *, limit: int, behind: str = "", after: Digest | None = None
    ) -> list[Digest]:
        """Documents for which the step never ended at this version, oldest receipt first; none withdrawn.

        `behind` names a step that must have ended before. `after` goes on behind a document of an answer.
        """
        query = """
            SELECT digest FROM documents WHERE number > ? AND withdrawal IS NULL
            AND NOT EXISTS (SELECT 1 FROM steps WHERE document = number AND step = ? AND version = ?)
            AND (? = '' OR EXISTS (SELECT 1 FROM steps WHERE document = number AND step = ?))
            ORDER BY number LIMIT ?"""
        values = (self._number(after) if after else 0, step, version, behind, behind, limit)
        with self._state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query, values)]

    def count_waiting(self, step: str, version: str) -> int:
        """How many documents wait for the step."""
        query = """
            SELECT count(*) FROM documents WHERE withdrawal IS NULL
            AND NOT EXISTS (SELECT 1 FROM steps WHERE document = number AND step = ? AND version = ?)"""
        with self._state.reading() as connection:
            return connection.execute(query, (step, version)).fetchone()[0]

    def find_outcomes(self, digest: Digest) -> dict[str, tuple[str, str, str]]:
        """For each step that ended: its version, outcome and reason."""
        query = "SELECT step, version, outcome, reason FROM steps WHERE document = ?"
        with self._state.reading() as connection:
            rows = connection.execute(query, (self._number(digest),))
            return {step: (version, outcome, reason) for step, version, outcome, reason in rows}

    def failed(self, step: str) -> list[Digest]:
        """Documents for which the step ended badly, the oldest receipt first."""
        query = """SELECT digest FROM documents JOIN steps ON document = number
                   WHERE step = ? AND outcome = ? AND withdrawal IS NULL ORDER BY number"""
        with self._state.reading() as connection:
            return [Digest(row[0]) for row in connection.execute(query, (step, FAILED))]

    def reset_step(self, digests: Iterable[Digest], step: str) -> None:
        """Let the step be done again."""
        with self._state.changes() as connection:
            for digest in digests:
                query = "DELETE FROM steps WHERE document = ? AND step = ?"
                connection.execute(query, (self._number(digest), step))

    def reset_all(self, step: str) -> None:
        """Let the step be done again for every document."""
        with self._state.changes() as connection:
            connection.execute("DELETE FROM steps WHERE step = ?", (step,))
