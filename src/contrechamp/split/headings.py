"""Whether a row names the columns of a table."""

import re
from collections.abc import Sequence

_NUMBER = re.compile(r"[-+\d(][\d\s.,/:%€()-]*")
_MOST_CHARACTERS = 100
_MARKS, _ENDS = (
    ("-", "‐", "–", "—", "•", "*"),
    (";", ","),
)  # so begins an item of a list, so ends a line of prose
_FILLED = 0.6  # part of the columns that have a name


def is_heading(said: Sequence[str], *, width: int) -> bool:
    """Whether these cells, of `width` columns, are nearly all filled, short, different, none a number or a date."""
    filled = [cell for cell in said if cell]
    return (
        len(filled) >= max(2, _FILLED * width)
        and len(set(filled)) == len(filled)
        and max(map(len, filled)) <= _MOST_CHARACTERS
        and not any(map(_NUMBER.fullmatch, filled))
        and not filled[0].startswith(_MARKS)
        and not any(cell.endswith(_ENDS) for cell in filled)
        and any(any(map(str.isalpha, cell)) for cell in filled)
    )
