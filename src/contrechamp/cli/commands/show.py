"""`show`: a document's card, or the text of one of its pages."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_fields, print_json
from contrechamp.cli.speech import say
from contrechamp.errors import DocumentUnknown
from contrechamp.vocabulary.archive import StepOutcome
from contrechamp.vocabulary.catalogue import DocumentCard, Neighbour
from contrechamp.vocabulary.document import Page


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("digest", metavar="DIGEST", help=say("the document's SHA-256, or its beginning"))
    parser.add_argument("page", metavar="PAGE", nargs="?", type=int, help=say("a page number, from 1"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        digest = observatory.complete_digest(arguments.digest)
        if arguments.page is None:
            card, steps = observatory.find_document(digest), observatory.list_steps(digest)
            _show_card(card, steps, observatory.list_children(digest), as_json=arguments.json)
            return 0
        try:
            page = observatory.read_page(digest, arguments.page)
        except IndexError:
            raise DocumentUnknown("This document has no page {page}.", page=arguments.page) from None
        _show_page(page, as_json=arguments.json)
    return 0


def _show_card(
    card: DocumentCard, steps: tuple[StepOutcome, ...], children: tuple[Neighbour, ...], *, as_json: bool
) -> None:
    fields = {
        "digest": card.digest,
        "title": card.title,
        "date": card.description.date.value,
        "body": card.description.body.value,
        "kind": card.description.kind.value,
        "media_type": card.media_type,
        "size_bytes": card.size_bytes,
        "pages": card.page_count,
        "state": card.state,
        "reason": card.reason,
        "withdrawn": card.is_withdrawn,
        "collections": list(card.collections),
        "parent": card.parent.digest if card.parent else None,
        "children": [child.digest for child in children],
        "duplicates": [[near.digest, round(near.similarity, 3)] for near in card.duplicates],
        "receipts": [
            [
                r.sequence,
                r.provenance.received_at.isoformat(),
                r.provenance.way_in,
                r.provenance.untrusted_path,
            ]
            for r in card.receipts
        ],
        "steps": [
            [step.step, step.version, step.outcome, step.finished_at and step.finished_at.isoformat()]
            for step in steps
        ],
    }
    if as_json:
        print_json(fields)
        return
    print_fields(fields | {"withdrawn": say("yes: hidden from every view") if card.is_withdrawn else ""})


def _show_page(page: Page, *, as_json: bool) -> None:
    if not as_json:
        for line in page.text.splitlines():
            print(make_plain(line))
        return
    fields = {"page": page.number, "label": page.label, "text": page.text, "how_read": page.how_read}
    print_json(fields | {"confidence": page.confidence, "flags": page.flags, "reason": page.reason})
