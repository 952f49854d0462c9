"""`unpublish-collection`: take a collection back from the public."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=say("the collection"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        count = observatory.unpublish_collection(arguments.name)
    print(say("The collection “{name}” is for the team alone.", name=arguments.name))
    print(say("Documents that the public no longer sees: {count}.", count=count))
    return 0
