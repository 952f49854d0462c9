"""The facts of the invented city, read once, and the way they are put into texts."""

import re
import tomllib
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
NARROW, WIDE = "\u202f", "\u00a0"


@cache
def read_story() -> dict:
    """The tables of `story.toml`."""
    return tomllib.loads((HERE / "story.toml").read_text("utf-8"))


def read_source(name: str) -> str:
    """`texts/NAME.txt` as it was written."""
    return (HERE / "texts" / f"{name}.txt").read_text("utf-8")


def fill_facts(text: str, facts: dict | None = None) -> str:
    """`{people.mayor}` becomes the fact of that name; an unknown name is a KeyError."""
    facts = facts or read_story()

    def find_fact(match: re.Match) -> str:
        value = facts
        for part in match[1].split("."):
            value = value[part]
        return str(value)

    return re.sub(r"\{([a-z][a-z0-9_.]*)\}", find_fact, text)


def set_french(text: str, *, narrow: bool = True) -> str:
    """Curly apostrophes and unbreakable spaces, as a word processor puts them; `narrow=False` for old fonts."""
    thin = NARROW if narrow else WIDE
    text = text.replace("'", "’")
    text = re.sub(r"(?<=\d) (?=\d{3}\b)", thin, text)
    text = re.sub(r" (?=[;!?](\s|$))", thin, text)
    text = re.sub(r" (?=:(\s|$))", WIDE, text)
    text = re.sub(r"« ", "«" + WIDE, text)
    text = re.sub(r" »", WIDE + "»", text)
    return re.sub(r"(?<=\d) (?=[€%])", thin, text)
