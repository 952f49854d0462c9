"""`search --list`: each name of a file, with the pages and documents that have it."""

import sys
from argparse import Namespace
from pathlib import Path

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable
from contrechamp.text.name_lists import read_names
from contrechamp.vocabulary.search import NameHits


def search_list(arguments: Namespace) -> int:
    """What every name finds, those found most often first; SourceUnreadable when the file cannot be read."""
    names = read_names(_read_file(arguments.list), is_csv=arguments.list.suffix.lower() == ".csv", most=None)
    with open_observatory(arguments) as observatory:
        collections = observatory.public_collections() if arguments.public else None
        found = observatory.find_names(names, collections=collections)
    for one in sorted(found, key=lambda one: (-one.pages, -one.documents)):
        print_json(_make_fields(one)) if arguments.json else _print_name(one)
    if not arguments.json:
        print(
            say(
                "Names found: {found} of {total}", found=sum(one.pages > 0 for one in found), total=len(found)
            )
        )
    return 0


def _read_file(path: Path) -> bytes:
    """The bytes of a file, or of the standard input ("-")."""
    if str(path) == "-":
        return sys.stdin.buffer.read()
    try:
        return path.read_bytes()
    except OSError:
        raise SourceUnreadable("{path}: there is no such file or folder.", path=path) from None


def _make_fields(one: NameHits) -> dict:
    hits = [[page.digest, page.page] for page in one.first]
    return {"name": one.name, "pages": one.pages, "documents": one.documents, "hits": hits}


def _print_name(one: NameHits) -> None:
    places = ", ".join(f"{page.digest[:12]} p. {page.page}" for page in one.first)
    print(make_plain(f"{one.pages:>6} {one.documents:>6}  {one.name}" + (f"  ({places})" if places else "")))
