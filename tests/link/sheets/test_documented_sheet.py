"""What the volunteers' page says of sheets is what sheets understand."""

import re
from pathlib import Path

from contrechamp.link.sheets.reading import read_sheet
from contrechamp.link.sheets.words import find_key

TOLD = Path(__file__).parents[3] / "docs" / "volunteers" / "etablir-des-faits.md"


def list_examples() -> list[str]:
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", TOLD.read_text("utf-8"), re.MULTILINE)
    return [re.sub(r"^    ", "", block, flags=re.MULTILINE) for block in blocks]


def test_the_examples_are_sheets_without_a_problem():
    toml, csv = (block for block in list_examples() if "feuille =" in block or "sujet;" in block)
    whole = read_sheet("exemple.toml", toml.encode())
    assert not whole.problems and len(whole.entities) == 3 and len(whole.facts) == 1
    rows = read_sheet("votes.csv", csv.lstrip().encode())
    assert not rows.problems and len(rows.facts) == 2


def test_every_word_that_is_told_is_understood():
    told = TOLD.read_text("utf-8")
    for cell in re.findall(r"^\| (`.+?) \|", told, re.MULTILINE):
        for word in re.findall(r"`([^`]+)`", cell):
            assert find_key("fields", word), word
    for word in re.findall(r"`(\w+)`", told.partition("Les sections :")[2].partition("Un papier")[0]):
        assert word in ("entite", "dans", "sujet", "objet", "noms", "raison", "personne", "fait") or find_key(
            "sections", word
        )
    bounds = re.search(r"^\| `borne` \| (.+) \|$", told, re.MULTILINE)[1]
    assert all(find_key("bounds", word) for word in re.findall(r"`(\w+)`", bounds))
