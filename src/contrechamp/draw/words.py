"""What a drawing says, in the language of its caller."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

_THIN = "\u202f"


def write_number(number: int) -> str:
    """1204 -> "1 204", with the narrow space of French printers."""
    return f"{number:,}".replace(",", _THIN)


def write_sum(euros: Decimal) -> str:
    """Decimal("1184500.50") -> "1 184 500,50 €"; cents only where there are some."""
    said = f"{euros:,.2f}".replace(",", _THIN).replace(".", ",").removesuffix(",00")
    return f"{said}{_THIN}€"


def write_percent(share: Decimal) -> str:
    """Decimal("0.386") -> "38,6 %"."""
    return f"{share * 100:.1f}".replace(".", ",").removesuffix(",0") + f"{_THIN}%"


@dataclass(frozen=True)
class Words:
    """Sentences under English keys (each drawing documents its own as `WORDS`); how dates and numbers are written.

    A caller that translates takes `{key: translate(english) for key, english in WORDS.items()}`.

    `{count}`, `{total}` and the like are put in by the drawing. A key that is missing is said in English.
    `write_date` is given an ISO 8601 date of any precision, or a period of two ("2014/2017", "2014/" while it lasts).
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    write_date: Callable[[str], str] = str
    write_number: Callable[[int], str] = write_number
    write_sum: Callable[[Decimal], str] = write_sum
    write_percent: Callable[[Decimal], str] = write_percent

    def say(self, english: Mapping[str, str], key: str, **values: int | str) -> str:
        """The sentence of a key; numbers among the values are written as this language writes them."""
        said = {
            name: self.write_number(value) if isinstance(value, int) else value
            for name, value in values.items()
        }
        return self.texts.get(key, english[key]).format_map(said)
