"""`verify`: re-hash everything, prove the ledger, name each missing, changed or foreign file; prove what is cited."""

from argparse import ArgumentParser, Namespace

from contrechamp.cli.doors import find_folder, open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.progress import show_progress
from contrechamp.cli.proofs import prove_citations
from contrechamp.cli.speech import say
from contrechamp.errors import ArchiveDamaged, ContrechampError


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    from contrechamp.archive.archive import Archive
    from contrechamp.archive.verifying import verify

    count = 0
    with Archive.open_for_check(find_folder(arguments)) as archive, show_progress("Checking") as tell:
        findings = verify(archive, on_progress=lambda p: tell(p.done_bytes, p.total_bytes, p.path.name[:12]))
        for finding in findings:
            count += 1
            fields = {"kind": finding.kind, "subject": finding.subject, "sentence": finding.sentence}
            if arguments.json:
                print_json(fields)
            else:
                print(f"{say(finding.kind)} : {make_plain(finding.subject)} — {say(finding.sentence)}")
    if not count and not arguments.json:
        print(say("Everything is as it was kept."))
    proved = _prove(arguments, is_damaged=bool(count))
    return ArchiveDamaged.exit_code if count else proved


def _prove(arguments: Namespace, *, is_damaged: bool) -> int:
    """What is cited can only be proved in an archive that opens."""
    try:
        with open_observatory(arguments) as observatory:
            return prove_citations(observatory, is_json=arguments.json)
    except ContrechampError:
        if not is_damaged:
            raise
        return ArchiveDamaged.exit_code
