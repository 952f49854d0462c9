"""Proving again that every page cited says the words that it is cited for (T-I1), and saying how many do."""

from typing import TYPE_CHECKING

from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.progress import show_progress
from contrechamp.cli.speech import say
from contrechamp.errors import ArchiveDamaged

if TYPE_CHECKING:
    from contrechamp.pipeline.observatory import Observatory


def prove_citations(observatory: "Observatory", *, is_json: bool) -> int:
    """Each passage that is not proved on a line, then how many are; the exit code."""
    counts = {"proved": 0, "not_proved": 0}

    def count_proved(proved: int) -> None:
        counts["proved"] = proved
        tell(proved, 0, "")

    with show_progress("Proving what is cited") as tell:
        for finding in observatory.desk.check_citations(count_proved):
            counts["not_proved"] += 1
            fields = {"kind": finding.kind, "subject": finding.subject, "sentence": finding.sentence}
            if is_json:
                print_json(fields)
            else:
                print(f"{say(finding.kind)} : {make_plain(finding.subject)} — {say(finding.sentence)}")
    if is_json:
        print_json(counts)
    else:
        print(say("Passages cited and found on their pages: {proved}; not found: {not_proved}.", **counts))
    return ArchiveDamaged.exit_code if counts["not_proved"] else 0
