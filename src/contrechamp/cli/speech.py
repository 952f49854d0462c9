"""What the command line says, in French unless the environment asks for English."""

import os
import tomllib
from functools import cache
from pathlib import Path


def is_english(environment: dict[str, str] | None = None) -> bool:
    """The first of LC_ALL, LC_MESSAGES, LANG that names a language rules; "C" names none; no name is French."""
    values = os.environ if environment is None else environment
    names = (values.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return next(
        (
            name
            for name in names
            if name[:2].isalpha() and len(name) > 1 and not name.startswith(("C.", "POSIX"))
        ),
        "",
    ).startswith("en")


def say(sentence: str, **values: object) -> str:
    """The sentence in the reader's language, its `{names}` filled."""
    spoken = sentence if is_english() else read_french().get(sentence, sentence)
    return spoken.format(**values) if values else spoken


@cache
def read_french() -> dict[str, str]:
    """English sentence -> French sentence."""
    return tomllib.loads((Path(__file__).parent / "french.toml").read_text(encoding="utf-8"))
