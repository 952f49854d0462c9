"""A text of the city as blocks: the small markup in which the papers are written.

`@key: value` a field for the layout · `#` title · `##` heading · `###` smaller heading · `=` centred · `~` on the
right · `!` bold · `>` set in · `-` item · `█` under a black box · `| a | b |` row · `---` new page · anything else a
paragraph.
"""

import re
from dataclasses import dataclass, field

from .story import fill_facts, read_source, set_french

MARKS = {
    "# ": "title",
    "## ": "heading",
    "### ": "subheading",
    "= ": "centre",
    "~ ": "right",
    "! ": "bold",
    "> ": "quote",
    "- ": "item",
    "█ ": "black",
}


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, table or page break."""

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Text:
    """A whole paper: fields for the layout, and blocks in reading order."""

    fields: dict[str, str] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()


def read_text(name: str, *, typed: bool = False, narrow: bool = True) -> Text:
    """`texts/NAME.txt` with the facts put in; `typed` keeps straight apostrophes, as on a typewriter."""
    return parse_text(read_source(name), typed=typed, narrow=narrow)


def parse_text(source: str, *, typed: bool = False, narrow: bool = True) -> Text:
    """Markup to blocks. Lines of one paragraph are joined; a blank line ends it."""
    source = fill_facts(source)
    source = source if typed else set_french(source, narrow=narrow)
    fields = {key: value.strip() for key, value in re.findall(r"^@(\w+)[ \u00a0]?:(.*)$", source, re.M)}
    body = re.sub(r"^@\w+[ \u00a0]?:.*\n?", "", source, flags=re.M)
    return Text(fields, tuple(_make_block(lines) for lines in _split_groups(body)))


def _split_groups(body: str) -> list[list[str]]:
    groups: list[list[str]] = [[]]
    for line in body.splitlines():
        starts = any(line.startswith(mark) for mark in MARKS) or line == "---"
        in_table = line.startswith("|")
        was_table = bool(groups[-1]) and groups[-1][-1].startswith("|")
        if not line.strip():
            groups.append([])
        elif starts or in_table != was_table or _is_one_line(groups[-1]):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [group for group in groups if group]


def _is_one_line(group: list[str]) -> bool:
    return bool(group) and (group[0] == "---" or group[0].startswith(("#", "= ")))


def _make_block(lines: list[str]) -> Block:
    if lines[0] == "---":
        return Block("page")
    if lines[0].startswith("|"):
        return Block(
            "table", rows=tuple(tuple(c.strip() for c in ln.strip().strip("|").split("|")) for ln in lines)
        )
    for mark, kind in MARKS.items():
        if lines[0].startswith(mark):
            return Block(kind, " ".join([lines[0][len(mark) :], *lines[1:]]).strip())
    return Block("paragraph", " ".join(line.strip() for line in lines))
