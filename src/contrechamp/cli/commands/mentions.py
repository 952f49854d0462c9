"""`mentions`: what pages name, as a machine suggests it."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.choosing import add_digest_argument, iterate_chosen
from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.mention import Mention, MentionKind


def add_arguments(parser: ArgumentParser) -> None:
    add_digest_argument(parser)
    parser.add_argument("--kind", choices=[str(kind) for kind in MentionKind], help=say("of this kind only"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        for digest in iterate_chosen(observatory, arguments):
            for mention in observatory.findings.iterate_mentions(digest):
                if arguments.kind in (None, mention.kind):
                    fields = _make_fields(digest, mention)
                    print_json(fields) if arguments.json else _print_mention(digest, mention)
    return 0


def _make_fields(digest: Digest, mention: Mention) -> dict:
    names = ["kind", "text", "value", "page", "start", "end", "rule", "version", "details"]
    return {"digest": digest, **{name: getattr(mention, name) for name in names}}


def _print_mention(digest: Digest, mention: Mention) -> None:
    words = " ".join(mention.text.split())
    print(make_plain(f"{digest[:12]} p. {mention.page:<5} {mention.kind:<11} {words} = {mention.value}"))
