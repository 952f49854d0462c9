"""The devices that are counted: their names from `devices.toml` as one expression, longest first."""

import re
import tomllib
from importlib import resources
from typing import NamedTuple

from contrechamp.text.folding import fold

_SMALL = {"de", "a", "par", "sans", "et", "d", "en"}


class Devices(NamedTuple):
    """`pattern` matches a name in folded text; `keys` gives the device of a name as `simplify` writes it.

    `roots` are the first letters of the names: where none stands in a page, no name does.
    """

    pattern: re.Pattern
    keys: dict[str, str]
    roots: tuple[str, ...]

    def find_key(self, folded_name: str) -> str:
        """The key of the device that a matched name means."""
        return self.keys[simplify(folded_name)]


def simplify(folded_name: str) -> str:
    """A name without plurals, hyphens, apostrophes and line ends ("caméras-piétons" is "camera pieton")."""
    words = re.findall(r"[a-z0-9]+", folded_name)
    return " ".join(word if word in _SMALL else re.sub(r"[sx]\Z", "", word) for word in words)


def read_devices() -> Devices:
    """The devices of the package."""
    text = resources.files("contrechamp.spot").joinpath("devices.toml").read_text("utf-8")
    named = {fold(name): key for key, entry in tomllib.loads(text).items() for name in entry["names"]}
    names = sorted(named, key=len, reverse=True)
    pattern = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(map(_write_pattern, names))})(?![a-z0-9])")
    keys = {simplify(name): key for name, key in named.items()}
    return Devices(pattern, keys, tuple(sorted({name[:5] for name in names})))


def _write_pattern(name: str) -> str:
    """Each word of a name with or without its plural; between words a blank, a line end, a hyphen, an apostrophe."""
    words = simplify(name).split()
    return r"[\s'-]{1,3}".join(word if word in _SMALL else rf"{word}[sx]?" for word in words)
