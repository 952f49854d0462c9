"""`retry`: do again what failed, what is outdated, or what a password opens; each step alone."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.passwords import add_stdin_argument, ask_password, read_password
from contrechamp.cli.reading import read_what_waits
from contrechamp.cli.speech import say
from contrechamp.pipeline.steps import INDEX, LINK, READ, SPLIT, SPOT, STEPS, Step
from contrechamp.vocabulary.digest import Digest


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "digests", metavar="DIGEST", nargs="*", help=say("these only; otherwise all that failed")
    )
    parser.add_argument(
        "--step", choices=[step.name for step in STEPS], default="", help=say("this step only")
    )
    parser.add_argument("--password", action="store_true", help=say("ask for the password that opens them"))
    add_stdin_argument(parser)


def run(arguments: Namespace) -> int:
    password = _read_password(arguments)
    with open_observatory(arguments) as observatory:
        digests = [observatory.complete_digest(text) for text in arguments.digests]
        due = observatory.retry(digests, step=arguments.step, password=password)
        sets = (_gather(due, *steps) for steps in ((READ,), (SPLIT, SPOT), (INDEX,), (LINK,)))
        read, spot, index, link = sets
        if read or spot or index or link:
            sentence = "Done again: reading {read}, spotting alone {spot}, indexing {index}, linking {link}."
            alone = {"index": len(index - spot - read), "link": len(link - spot - read)}
            print(say(sentence, read=len(read), spot=len(spot - read), **alone))
        elif digests:
            print(
                say(
                    "Nothing failed here. To do a step again all the same: --step read, split, spot, link or index."
                )
            )
        else:
            print(say("Nothing failed, nothing is outdated."))
        read_what_waits(observatory)
    return 0


def _gather(due: dict[str, list[Digest]], *steps: Step) -> set[Digest]:
    """The documents for which one of these steps is done again."""
    return {digest for step in steps for digest in due.get(step.name, ())}


def _read_password(arguments: Namespace) -> str:
    if arguments.password_stdin:
        return read_password()
    return ask_password(say("Password: ")) if arguments.password else ""
