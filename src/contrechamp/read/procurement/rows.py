"""A row: one contract or award and one supplier under headings that are the same for every standard."""

from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.vocabulary.table import CELL_SEPARATOR

CELL_CHARACTERS = 1_000
ALL_LOTS = "ensemble"
HEADINGS = (
    "numéro", "objet", "nature", "acheteur", "SIRET acheteur", "titulaire", "SIRET titulaire", "montant",
    "montant minimum", "montant maximum", "date", "date de notification", "durée en mois", "procédure", "CPV",
    "lieu", "lot", "modification", "avis",
)  # fmt: skip


class Row(NamedTuple):
    """The cells in the order of HEADINGS, "" where the file does not say."""

    number: str = ""
    subject: str = ""
    kind: str = ""
    buyer: str = ""
    buyer_siret: str = ""
    supplier: str = ""
    supplier_siret: str = ""
    amount: str = ""
    amount_minimum: str = ""
    amount_maximum: str = ""
    date: str = ""
    notified_on: str = ""
    duration_months: str = ""
    procedure: str = ""
    cpv: str = ""
    place: str = ""
    lot: str = ""
    amendment: str = ""
    notice: str = ""

    @property
    def sums(self) -> set[str]:
        """All sums that it says."""
        return {self.amount, self.amount_minimum, self.amount_maximum} - {""}

    def take_sums(self, other: "Row") -> "Row":
        """With the sums of `other`."""
        return self._replace(
            amount=other.amount, amount_minimum=other.amount_minimum, amount_maximum=other.amount_maximum
        )


def put_whole_first(whole: Row, rows: list[Row]) -> Iterator[Row]:
    """The rows of a notice's lots or awards behind one of its own, where that says a sum which none of them says.

    A lone row without a sum has that of the notice; a notice without any row is one itself.
    """
    if not rows:
        yield whole
    elif len(rows) == 1 and not rows[0].sums:
        yield rows[0].take_sums(whole)
    else:
        if whole.sums - set().union(*(row.sums for row in rows)):
            yield whole._replace(lot=ALL_LOTS)
        yield from rows


def join_row(cells: tuple[str, ...]) -> str:
    """One line; empty cells at its end are left out."""
    written = [clean_cell(cell) if cell else "" for cell in cells]
    while written and not written[-1]:
        written.pop()
    return CELL_SEPARATOR.join(written)


def clean_cell(cell: str) -> str:
    """A cell on one line, without the sign that parts cells, not longer than CELL_CHARACTERS."""
    clean = " ".join(cell.split()).replace("|", "¦")
    return clean if len(clean) <= CELL_CHARACTERS else clean[: CELL_CHARACTERS - 1] + "…"
