"""French words for the codes of the standards, from `words.toml`."""

import tomllib
from functools import cache
from importlib import resources


def explain_code(kind: str, code: str, *, otherwise: str = "") -> str:
    """The French words for a code of the table `kind`; `otherwise`, or the code itself, where it is not known."""
    return _read_words().get(kind, {}).get(code, otherwise or code)


@cache
def _read_words() -> dict[str, dict[str, str]]:
    content = resources.files("contrechamp.read.procurement").joinpath("words.toml").read_text("utf-8")
    return tomllib.loads(content)
