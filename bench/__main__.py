"""`./run bench [NAME] […]`: list the benches, or run one with its own arguments."""

import importlib
import sys
from pathlib import Path

_HERE = Path(__file__).parent
_SUPPORT = {"__init__", "__main__"}


def main(words: list[str]) -> int:
    """A bench is a module with `main(arguments)`; its docstring says what it asks."""
    names = sorted(path.stem for path in _HERE.glob("*.py") if path.stem not in _SUPPORT)
    benches = {name: importlib.import_module(f"bench.{name}") for name in names}
    benches = {name: module for name, module in benches.items() if hasattr(module, "main")}
    if not words or words[0] not in benches:
        for name, module in benches.items():
            print(f"./run bench {name:<18} {(module.__doc__ or '').strip().splitlines()[0]}")
        return 2 if words else 0
    return benches[words[0]].main(words[1:]) or 0


if __name__ == "__main__":  # benches start processes of their own
    sys.exit(main(sys.argv[1:]))
