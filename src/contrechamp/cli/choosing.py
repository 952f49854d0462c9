"""Which documents a command that may be given one is about."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from contrechamp.cli.speech import say
from contrechamp.vocabulary.digest import Digest

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory


def add_digest_argument(parser: ArgumentParser) -> None:
    parser.add_argument(
        "digest", metavar="DIGEST", nargs="?", default="", help=say("of this document; otherwise of all")
    )


def iterate_chosen(observatory: "Observatory", arguments: Namespace) -> Iterator[Digest]:
    """The document whose digest begins as was said; without one, every document, oldest first."""
    if arguments.digest:
        yield observatory.complete_digest(arguments.digest)
    else:
        yield from (card.digest for card in observatory.iterate_documents())
