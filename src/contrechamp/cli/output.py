"""How the command line prints: plain text that cannot play tricks on a terminal, JSON one object a line."""

import json
import re
import sys

_STEERING = re.compile(
    "[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)  # of terminals and of reading order


def make_plain(untrusted_text: str) -> str:
    """The text on one line, without control characters: foreign words must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in untrusted_text).strip()


def print_json(fields: dict) -> None:
    """One object on one line, every key documented in docs/keepers/commands.md."""
    text = json.dumps(fields, ensure_ascii=False)
    sys.stdout.write(_STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n")


def print_fields(fields: dict) -> None:
    """One field on a line; lists take a line for each member."""
    for name, value in fields.items():
        values = value if isinstance(value, list) else [value]
        for member in values:
            if member not in ("", None):
                print(f"{name:<12} {make_plain(str(member))}")


def complain(*parts: str) -> None:
    """One line on standard error: what, where, why."""
    print(" : ".join(make_plain(part) for part in parts if part), file=sys.stderr)
