"""`status`: every document and what became of it."""

from argparse import ArgumentParser, Namespace
from collections import Counter

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.catalogue import DocumentCard

_WORDS = {"read": "read", "partly_read": "partly read", "unreadable": "unreadable", "waiting": "waiting"}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    counts: Counter[str] = Counter()
    pages = 0
    with open_observatory(arguments) as observatory:
        for card in observatory.iterate_documents():
            counts[card.state] += 1
            pages += card.page_count
            print_json(_make_fields(card)) if arguments.json else _print_card(card)
    if not arguments.json:
        said = ", ".join(f"{say(_WORDS[state])} : {count}" for state, count in sorted(counts.items()))
        print(
            say("Documents: {count} ({said}). Pages: {pages}.", count=counts.total(), pages=pages, said=said)
        )
    return 0


def _make_fields(card: DocumentCard) -> dict:
    return {
        "digest": card.digest,
        "parent": card.parent.digest if card.parent else None,
        "title": card.title,
        "media_type": card.media_type,
        "pages": card.page_count,
        "state": card.state,
        "reason": card.reason,
        "withdrawn": card.is_withdrawn,
    }


def _print_card(card: DocumentCard) -> None:
    reason = f" — {make_plain(card.reason)}" if card.reason else ""
    withdrawn = f" — {say('withdrawn')}" if card.is_withdrawn else ""
    print(f"{card.digest[:12]}  {say(_WORDS[card.state]):<14} {make_plain(card.title)}{reason}{withdrawn}")
