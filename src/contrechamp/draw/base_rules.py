"""What of a vector tile is drawn, and how: the rules of base_layers.toml."""

import tomllib
from importlib.resources import files
from typing import NamedTuple

from contrechamp.draw.vector_tile import AREA, LINE, POINT, Feature

_SHAPES = {"point": POINT, "line": LINE, "area": AREA}
_LAST_PLACE = ("quarter", 9)
_DATA = tomllib.loads((files("contrechamp.draw") / "base_layers.toml").read_text(encoding="utf-8"))


class LayerClass(NamedTuple):
    """A kind of line or area, in the house's tones; `share` says whose bytes go first."""

    name: str
    tone: str
    zoom: float
    share: int
    width: float = 0.0  # pixels of a line; 0 for an area
    widest: float = 0.0  # what it grows to in a street's view; 0 where it does not grow
    fill_opacity: float = 0.0
    opacity: float = 1.0
    dashes: str = ""


class NameClass(NamedTuple):
    """Names of a layer, from a zoom of the view on."""

    shape: int
    zoom: float


CLASSES = tuple(LayerClass(**one) for one in _DATA["class"])
_RANKS = {one.name: rank for rank, one in enumerate(CLASSES)}
_KIND_KEYS = tuple(_DATA["keys"]["kind"])
_ANY = ""  # stands for every value
_RULES: dict[tuple[str, int], dict[str, int]] = {}  # by layer and shape: value of its kind, place in CLASSES
for _rule in _DATA["rule"]:
    for _layer in _rule["layers"]:
        _ranks = dict.fromkeys(_rule.get("values", [_ANY]), _RANKS[_rule["as"]])
        _RULES.setdefault((_layer, _SHAPES[_rule["shape"]]), {}).update(_ranks)
_NAMED = {
    layer: NameClass(_SHAPES[one["shape"]], one["zoom"]) for one in _DATA["names"] for layer in one["layers"]
}
WANTED = frozenset(layer for layer, _ in _RULES) | frozenset(_NAMED)
_TOLD_APART = {layer for (layer, _), ranks in _RULES.items() if _ANY not in ranks}
UNTAGGED = WANTED - _TOLD_APART - frozenset(_NAMED)  # all of such a layer is the same: water, buildings


def find_class(layer: str, feature: Feature) -> int:
    """The place in CLASSES of what a feature is drawn as; -1 for nothing."""
    ranks = _RULES.get((layer, feature.shape))
    if ranks is None:
        return -1
    for key in _KIND_KEYS:
        if (rank := ranks.get(feature.tags.get(key, ""))) is not None:
            return rank
    return ranks.get(_ANY, -1)


def find_naming(layer: str) -> NameClass | None:
    """Whether the features of a layer are named on a map."""
    return _NAMED.get(layer)


def read_name(feature: Feature) -> str:
    """The name in French where there is one, else as it is written there; "" for none."""
    names = (feature.tags.get(key) for key in _DATA["keys"]["name"])
    return next((name for name in names if isinstance(name, str) and name.strip()), "")


def rank_place(feature: Feature) -> tuple[str, float]:
    """How large a place's name is written, and its turn: smaller first, the more people the earlier."""
    kinds = (feature.tags.get(key) for key in _DATA["keys"]["kind"])
    size, turn = next(
        (_DATA["place_sizes"][kind] for kind in kinds if kind in _DATA["place_sizes"]), _LAST_PLACE
    )
    people = next(
        (n for key in _DATA["keys"]["weight"] if isinstance(n := feature.tags.get(key), int | float)), 0
    )
    return size, turn - min(people, 1e8) / 1e9
