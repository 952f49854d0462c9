"""What a spotter says of a text, in a form that tests can be read in."""

from types import ModuleType

from contrechamp.spot.lexicons import Lexicons


def list_found(spotter: ModuleType, text: str) -> list[tuple[str, str]]:
    """The words and the value of each find."""
    return [(text[f.start : f.end], f.value) for f in spotter.find(text, Lexicons())]


def list_values(spotter: ModuleType, text: str) -> list[str]:
    return [found.value for found in spotter.find(text, Lexicons())]


def list_details(spotter: ModuleType, text: str) -> list[dict[str, str]]:
    return [found.details for found in spotter.find(text, Lexicons())]
