"""What became of every value of a file: taken into a row, kept as text, or left out and counted; and what is wrong."""

from collections import Counter
from collections.abc import Iterator

from contrechamp.read.procurement.node import Node
from contrechamp.read.procurement.rows import CELL_CHARACTERS
from contrechamp.read.procurement.values import (
    count_months,
    is_company_number,
    strip_blanks,
    write_amount,
    write_date,
)

_TEXT_CHARACTERS, _TEXT_BLANKS = 40, 4  # a value from here on is words to be found, not a code
_KEPT_CHARACTERS = 2_000_000  # of all texts together
_SAME = 4  # characters: a shorter value may be the same by chance
# Who is to be written to: counted as any field, but not kept as text.
_CONTACTS = frozenset(
    ("CORRESPONDANT", "CONTACT", "CONTACT_POINT", "ATTENTION", "MEMBER_NAME", "ADRESSE", "ADDRESS")
)
_PATHS, _FAULTS = 1_000, 200  # different ones that are told apart
_OTHERS = "autres"


class Report:
    """Counts while rows are made. `taken`, `told` (kept as text) and `left` count values."""

    def __init__(self) -> None:
        self.rows = self.taken = self.told = 0
        self.left: Counter[str] = Counter()
        self.faults: Counter[str] = Counter()
        self.texts: dict[str, str] = {}  # text -> name of its field, each text once
        self.is_text_cut = self.is_broken = False
        self._characters = 0

    def amount(self, text: str, currency: str = "") -> str:
        """The sum as a cell shows it; one that is no number stays as it is written, and is told."""
        return self._check("montant illisible", text, write_amount(text, currency))

    def date(self, text: str) -> str:
        """The date as a cell shows it, with the precision it has; what is none stays as it is written, and is told."""
        return self._check("date illisible", text, write_date(text))

    def months(self, text: str, unit: str = "MONTH") -> str:
        """A length of time in months; what is none stays as it is written, and is told."""
        return self._check(
            "durée illisible", f"{text} {unit}" if unit != "MONTH" else text, count_months(text, unit)
        )

    def company(self, text: str, scheme: str = "SIRET") -> str:
        """A SIRET or SIREN without blanks when its key is right, else as written; another scheme is put before it."""
        if scheme.upper() not in ("SIRET", "SIREN", ""):
            return f"{scheme} {text}" if text else ""
        clean = strip_blanks(text).removeprefix("SIRET").removeprefix(":")
        return self._check("SIRET faux", text, clean if is_company_number(clean) else None)

    def _check(self, fault: str, text: str, understood: str | None) -> str:
        if text and understood is None:
            self.warn(f"{fault} : {text[:80]}")
            return text
        return understood or "" if text else ""

    def warn(self, fault: str) -> None:
        """Count one more of this fault; the kinds of faults are bounded."""
        fault = " ".join(fault.split()).replace("|", "¦")
        self.faults[fault if fault in self.faults or len(self.faults) < _FAULTS else _OTHERS] += 1

    def close(self, node: Node) -> None:
        """Count what became of each value of a tree whose rows are made; what a row says anyway is taken, too."""
        values = list(node.list_values())
        said = {field.value.lower() for _, field in values if field.is_taken and len(field.value) >= _SAME}
        for path, field in values:
            if field.is_taken or field.value.lower() in said:
                self.taken += 1
                if len(field.value) > CELL_CHARACTERS:
                    self._keep(field)  # its cell is cut
            elif _is_text(field.value) and field.name not in _CONTACTS:
                self.told += 1
                self._keep(field)
            else:
                self.left[path if path in self.left or len(self.left) < _PATHS else _OTHERS] += 1

    def _keep(self, field: Node) -> None:
        if field.value in self.texts:
            return
        self._characters += len(field.value)
        if self._characters > _KEPT_CHARACTERS:
            self.is_text_cut = True
        else:
            self.texts[field.value] = field.name

    def list_texts(self) -> Iterator[str]:
        """The kept texts behind the names of their fields."""
        return (f"{name} : {text}" if name else text for text, name in self.texts.items())

    def give_lines(self) -> Iterator[str]:
        """The last page, in French."""
        total = self.taken + self.told + self.left.total()
        yield f"Compte rendu de lecture : {self.rows} ligne(s) ; {self.taken} valeur(s) reprises sur {total}."
        if self.told:
            yield f"Textes gardés à part : {self.told}."
        if self.left:
            said = (f"{path} ({count} fois)" for path, count in self.left.most_common())
            yield f"Champs non repris : {' ; '.join(said).replace('|', '¦')}"
        for fault, count in self.faults.most_common():
            yield fault if count == 1 else f"{fault} ({count} fois)"


def _is_text(value: str) -> bool:
    return len(value) >= _TEXT_CHARACTERS and value.count(" ") >= _TEXT_BLANKS
