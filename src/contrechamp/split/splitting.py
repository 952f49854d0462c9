"""One document's pages, one after the other: its tables as each page comes, its acts at the end."""

from contrechamp.split.acts import ActFinder
from contrechamp.split.tables import TableFinder
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Table


class Splitter:
    """Takes the pages of one document in order. Memory grows with the acts, not with the pages."""

    def __init__(self, *, kind: str = "", media_type: str = ""):
        self._acts = ActFinder(kind=kind, media_type=media_type)
        self._tables = TableFinder()

    def take(self, page: Page) -> tuple[Table, ...]:
        """The tables of this page."""
        self._acts.take(page)
        return self._tables.take(page)

    def finish(self) -> tuple[Act, ...]:
        """The acts of the document, in order; none where it is one act, or no act at all."""
        return self._acts.finish()
