"""What is said of each paper (`catalogue.toml`): the manifest beside the files, the table in the README."""

import csv
import io
import tomllib
from pathlib import Path

from .story import HERE

COLUMNS = ("path", "title", "date", "body", "kind")
START, END = "<!-- papers -->", "<!-- end of papers -->"


def read_catalogue() -> dict[str, dict]:
    """The papers by path: `hard`, and for about half of them title, date, body and kind."""
    return tomllib.loads((HERE / "catalogue.toml").read_text("utf-8"))


def write_manifest(path: Path) -> None:
    """The CSV that a volunteer would have made: only the papers that have a title here."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for name, said in read_catalogue().items():
        if "title" in said:
            writer.writerow([name, *(said.get(column, "") for column in COLUMNS[1:])])
    path.write_text(out.getvalue(), "utf-8")


def write_table(path: Path) -> None:
    """The table of papers, between two marks of the README."""
    rows = ["| papier | ce qu'il a de difficile |", "| --- | --- |"]
    rows += [f"| `{name}` | {said['hard']} |" for name, said in read_catalogue().items()]
    text = path.read_text("utf-8")
    head, rest = text.split(START)
    path.write_text(head + START + "\n" + "\n".join(rows) + "\n" + END + rest.split(END)[1], "utf-8")
