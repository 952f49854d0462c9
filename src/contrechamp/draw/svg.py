"""A tiny writer of SVG: every text escaped, every link kept inside the site, colours as the house names them."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

from contrechamp.vocabulary.plain import show_plain

# The light palette of gazette.css, so that a drawing also stands alone; the classes let the style sheet go over it.
COLOURS = {"paper": "#f7f1e4", "ink": "#1c1813", "quiet": "#5e5446", "line": "#cbbfa7", "signal": "#a5281b"}
FONTS = "'Source Sans 3', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

_NOT_XML = re.compile("[\ud800-\udfff\ufffe\uffff]")
# Within the site: "/…" (not "//…"), "?…", "#…", "./…", "facts/12", but no scheme, no host; browsers read "\" as "/".
_INNER = re.compile(r"(?:/(?!/)|[?#]|\.{1,2}/|[\w.-]+(?=[/?#]|$))[^\x00-\x20\\\x7f]*")

type Value = str | float


class Markup(str):
    """Sound XML: what was escaped already."""

    __slots__ = ()


def write_element(name: str, attributes: Mapping[str, Value] | None = None, *inside: str) -> Markup:
    """An element. Strings inside are escaped, unless they are Markup; an attribute that is "" is left out.

    `class_` stands for class, and "_" in other names for "-".
    """
    said = "".join(_write_attribute(name, value) for name, value in (attributes or {}).items())
    if not inside:
        return Markup(f"<{name}{said}/>")
    body = "".join(part if isinstance(part, Markup) else escape(clean_text(part)) for part in inside)
    return Markup(f"<{name}{said}>{body}</{name}>")


def write_drawing(*inside: Markup, label: str, size: tuple[int, int], kind: str) -> Markup:
    """A whole <svg> that scales. With links inside it is a group, for an image would hide them from a screen reader."""
    body = Markup("".join(inside))
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class_": f"drawing {kind}",
        "viewBox": f"0 0 {size[0]} {size[1]}",
        "width": size[0],
        "height": size[1],
        "role": "group" if "<a " in body else "img",
        "aria_label": label,
        "font_family": FONTS,
        "font_size": 14,
    } | paint(fill="ink")
    return write_element("svg", attributes | {"class_": f"drawing {kind} fill-ink"}, body)


def write_link(address: str, *inside: Markup, title: str = "", **attributes: Value) -> Markup:
    """A link that the keyboard reaches; a mere group where the address is "" or would leave the site."""
    titled = (write_element("title", {}, title), *inside) if title else inside
    if not is_inner(address):
        return write_element("g", {}, *titled)
    return write_element("a", {"href": address} | attributes, *titled)


def write_text(x: float, y: float, text: str, **attributes: Value) -> Markup:
    """One line of text whose baseline is at y."""
    return write_element("text", {"x": x, "y": y} | attributes, text)


def write_target(x: float, y: float, *, width: float, height: float = 26) -> Markup:
    """Nothing to be seen, but enough for a finger."""
    box = {"x": x, "y": y, "width": width, "height": height}
    return write_element("rect", box | {"fill": "none", "stroke": "none", "pointer_events": "all"})


def paint(*, fill: str = "", stroke: str = "") -> dict[str, Value]:
    """The attributes that paint with the house's colours (keys of COLOURS, "none", or "" to inherit)."""
    named = [f"{what}-{tone}" for what, tone in (("fill", fill), ("stroke", stroke)) if tone in COLOURS]
    return {
        "class_": " ".join(named),
        "fill": COLOURS.get(fill, fill),
        "stroke": COLOURS.get(stroke, stroke),
    }


def is_inner(address: str) -> bool:
    """Whether an address stays in the site, whatever a browser makes of it."""
    return bool(_INNER.fullmatch(address))


def clean_text(untrusted_text: str) -> str:
    """Text that XML can hold and that shows what it is."""
    return _NOT_XML.sub("�", show_plain(untrusted_text))


def _write_attribute(name: str, value: Value) -> str:
    if value == "":
        return ""
    said = _write_number(value) if isinstance(value, int | float) else clean_text(value)
    return f" {name.rstrip('_').replace('_', '-')}={quoteattr(said)}"


def _write_number(value: float) -> str:
    """Tenths of a pixel are enough: "12", "12.5"."""
    said = f"{value:.1f}".removesuffix(".0")
    return "0" if said == "-0" else said
