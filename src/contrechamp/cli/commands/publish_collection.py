"""`publish-collection`: show a collection to everybody."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=say("the collection"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        observatory.publish_collection(arguments.name)
    print(say("The collection “{name}” is public.", name=arguments.name))
    return 0
