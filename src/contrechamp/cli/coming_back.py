"""`import sqlite` and `import bagit`: what left in an export comes back, whole, checked, and each thing once."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.cli.doors import open_observatory, read_clock
from contrechamp.cli.output import complain, print_json
from contrechamp.cli.progress import show_progress
from contrechamp.cli.reading import follow_reading
from contrechamp.cli.speech import say
from contrechamp.errors import SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory
    from contrechamp.pipeline.returning import KeptReport
    from contrechamp.pipeline.taking_back import TakenReport

KINDS = ("sqlite", "bagit")
_MOST_NAMED = 10


def run(arguments: Namespace) -> int:
    """0 where all of it is here now; 1 where something waits for documents that are not here."""
    code = 0
    for path in arguments.paths:
        if not (path.is_dir() if arguments.kind == "bagit" else path.is_file()):
            raise SourceUnreadable("{path}: there is no such file or folder.", path=path)
    with open_observatory(arguments) as observatory:
        for path in arguments.paths:
            kept, taken = _take(arguments, observatory, path)
            if arguments.json:
                print_json(_make_fields(path, kept, taken))
            else:
                _print_report(kept, taken)
            code |= bool(taken.waiting or (kept and kept.refusals))
    return code


def _take(
    arguments: Namespace, observatory: "Observatory", path: Path
) -> tuple["KeptReport | None", "TakenReport"]:
    from contrechamp.pipeline import returning

    if arguments.kind == "sqlite":
        returning.check_sqlite(path)
        with show_progress("Taking back") as tell:
            return None, returning.take_back_sqlite(
                observatory, path, on_progress=lambda done: tell(done, 0, "")
            )
    with show_progress("Checking") as tell:
        returning.check_whole_bag(path, on_progress=lambda done, total, name: tell(done, total, name[-12:]))
    with show_progress("Keeping") as tell:
        kept = returning.keep_bag(
            observatory,
            path,
            at=read_clock(),
            name_aside=lambda name: say("{name} (taken back)", name=name),
            on_progress=tell,
        )
    follow_reading(observatory)
    returning.withdraw_again(observatory, path)
    with show_progress("Taking back") as tell:
        taken = returning.take_back_bag(observatory, path, on_progress=lambda done: tell(done, 0, ""))
    if arguments.publish:
        for name in kept.public:
            observatory.publish_collection(name)
    return kept, taken


def _make_fields(path: Path, kept: "KeptReport | None", taken: "TakenReport") -> dict:
    fields = {"path": str(path), "taken": taken.taken, "known": taken.known, "kept_as_here": taken.kept}
    fields |= {"waiting": taken.waiting, "confirmed_persons": taken.confirmed_persons}
    fields |= {"missing_documents": sorted(taken.missing)}
    fields["reasons"] = [[key, sentence.format(**values)] for key, sentence, values in taken.reasons]
    if kept:
        fields |= {"receipts": kept.receipts, "new_documents": kept.new}
        fields |= {"public_there": list(kept.public)}
        fields["refused"] = [[one.untrusted_path, one.reason] for one in kept.refusals]
    return fields


def _print_report(kept: "KeptReport | None", taken: "TakenReport") -> None:
    if kept:
        print(say("Files kept: {count}, of which new: {new}.", count=kept.receipts, new=kept.new))
        for refusal in kept.refusals:
            complain(say("Not taken"), refusal.untrusted_path, say(refusal.reason))
        if kept.public:
            names = " · ".join(kept.public)
            print(say("Collections that were public there: {names}. Here the team alone sees them until they are "
                      "published (`publish-collection`, or `--publish` with this command).", names=names))  # fmt: skip
    print(say("Decisions taken: {taken}, known already: {known}.", taken=taken.taken, known=taken.known))
    if taken.kept:
        print(say("Said otherwise by this team, whose words stay: {count}.", count=taken.kept))
    if taken.confirmed_persons:
        count = taken.confirmed_persons
        print(say("Persons confirmed by members of the team that this comes from: {count}.", count=count))
    if taken.waiting:
        _print_waiting(taken)


def _print_waiting(taken: "TakenReport") -> None:
    sentence = "Decisions that wait, for no page here says what they cite: {count}. Keep the documents, then give the same file again."  # noqa: E501
    print(say(sentence, count=taken.waiting))
    for digest in sorted(taken.missing)[:_MOST_NAMED]:
        print("  " + say("the document {digest} is not here", digest=digest))
    for key, sentence, values in taken.reasons[:_MOST_NAMED]:
        print(f"  {key} : {say(sentence, **values)}")
