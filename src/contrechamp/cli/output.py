"""How the command line prints: plain text that cannot play tricks on a terminal, JSON one object a line."""

import json
import sys


def make_plain(untrusted_text: str) -> str:
    """The text on one line, without control characters: foreign words must not steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in untrusted_text).strip()


def print_json(fields: dict) -> None:
    """One object on one line, every key documented in docs/keepers/commands.md."""
    sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")


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
