"""What sheets said before and no longer say: told, and taken back where a person asks for it."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from contrechamp.link.sheets.form import Sheet
from contrechamp.link.view import View

_SAID = """
SELECT judgements.id, json_extract(content, '$.sheet'), json_extract(facts.value, '$.id')
FROM judgements, json_each(content, '$.facts') AS facts
WHERE kind = 'fact' AND undone_by = '' AND json_extract(content, '$.sheet') IN (SELECT value FROM json_each(?))
ORDER BY sequence
"""


class Gone(NamedTuple):
    """A fact that a sheet no longer says, and the standing judgements by which it did."""

    sheet: str
    fact: str
    judgements: tuple[str, ...]


def list_gone(view: View, sheets: Sequence[Sheet], *, said: Collection[str]) -> list[Gone]:
    """The facts that stand by one of these sheets and are not among those `said` this time."""
    with view.reading() as connection:
        rows = connection.execute(_SAID, (json.dumps([sheet.name for sheet in sheets]),)).fetchall()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for judgement, sheet, fact in rows:
        if fact not in said:
            found[sheet, fact].append(judgement)
    return [Gone(*key, tuple(judgements)) for key, judgements in found.items()]
