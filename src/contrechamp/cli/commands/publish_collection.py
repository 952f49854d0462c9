"""`publish-collection`: show a collection to everybody."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.speech import say


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", help=say("the collection"))


def run(arguments: Namespace) -> int:
    with open_observatory(arguments) as observatory:
        count = observatory.publish_collection(arguments.name)
    print(say("The collection “{name}” is public.", name=arguments.name))
    print(say("Documents that the public sees from now on: {count}.", count=count))
    return 0
