"""Makes every paper of the city: `python -m tests.city.make [OUT]` (default: `tests/city/papers`)."""

import sys
from pathlib import Path

from .catalogue import write_manifest, write_table
from .recipes import make_all

CITY = Path(__file__).parent.parent


def main(out: Path) -> None:
    """Writes the papers; with the default folder, also the manifest and the table of the README."""
    for name, content in make_all():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            print(f"left as it is (LibreOffice is absent): {name}")
        else:
            path.write_bytes(content)
    if out == CITY / "papers":
        write_manifest(CITY / "manifest.csv")
        write_table(CITY / "README.md")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else CITY / "papers")
