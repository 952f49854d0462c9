"""A row: one contract or award and one supplier under headings that are the same for every standard."""

from typing import NamedTuple

from contrechamp.vocabulary.table import CELL_SEPARATOR

CELL_CHARACTERS = 1_000
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
    def has_amount(self) -> bool:
        return any((self.amount, self.amount_minimum, self.amount_maximum))

    def take_amounts(self, other: "Row") -> "Row":
        """With the sums of `other`."""
        return self._replace(
            amount=other.amount, amount_minimum=other.amount_minimum, amount_maximum=other.amount_maximum
        )


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
