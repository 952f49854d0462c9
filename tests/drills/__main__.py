"""`./run drill [NAME …]`: the drills in full; each prints what it proved."""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from tests.drills import disk_full, fault_points, fuzz_mail, mutations, power_cut
from tests.drills.ground import DrillFailed, DrillImpossible

CUTS, FILLS, MUTATIONS = 200, 120, 1_000
IMPOSSIBLE = 77  # the exit code by which test runners know "skipped"


class Outcome(NamedTuple):
    title: str
    proved: str
    wrong: list[str]


def drill_power(arguments: argparse.Namespace) -> Iterator[Outcome]:
    lost = power_cut.run_control()
    yield Outcome("power cuts without syncs (the control)", f"{lost} losses seen, as it must be", [])
    count = arguments.count or CUTS
    acknowledged, wrong = power_cut.run(
        count, seed=arguments.seed, writer=arguments.writer, longest_seconds=arguments.longest_seconds
    )
    yield Outcome("power cuts", f"{count} cuts, {acknowledged} acknowledgements looked for", wrong)


def drill_points(arguments: argparse.Namespace) -> Iterator[Outcome]:
    for name in fault_points.DEEDS:
        count, wrong = fault_points.run(name, limit=arguments.count)
        yield Outcome(f"fault points, {name}", f"{count} points", wrong)


def drill_disk(arguments: argparse.Namespace) -> Iterator[Outcome]:
    count = arguments.count or FILLS
    acknowledged, wrong = disk_full.run(count)
    yield Outcome("full disks", f"{count} fillings, {acknowledged} acknowledgements looked for", wrong)


def drill_mutations(arguments: argparse.Namespace) -> Iterator[Outcome]:
    count = arguments.count or MUTATIONS
    proved, wrong = mutations.run(mutations.find_sets(), count, seed=arguments.seed)
    yield Outcome("mutations taken in by `contrechamp ingest`", proved, wrong)


def drill_mail(arguments: argparse.Namespace) -> Iterator[Outcome]:
    tried, wrong = fuzz_mail.run(arguments.seconds or fuzz_mail.SECONDS, seed=arguments.seed)
    yield Outcome("fuzzed messages", tried, wrong)


DRILLS: dict[str, Callable[[argparse.Namespace], Iterator[Outcome]]] = {
    "power-cut": drill_power,
    "fault-points": drill_points,
    "disk-full": drill_disk,
    "mutations": drill_mutations,
    "fuzz-mail": drill_mail,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.drills", description=__doc__)
    parser.add_argument("drill", nargs="*", help=f"one of {', '.join(DRILLS)}; all when none is named")
    parser.add_argument(
        "--count",
        type=int,
        help="cuts, fillings, damaged papers, or points a deed (the full number by default)",
    )
    parser.add_argument("--seed", type=int, default=2026, help="of the random moments and papers")
    parser.add_argument(
        "--writer", default=power_cut.DEFAULT_WRITER, help="a command with {archive} and {papers}"
    )
    parser.add_argument(
        "--longest-seconds", type=float, default=power_cut.LONGEST_SECONDS, help="before a power cut"
    )
    parser.add_argument("--seconds", type=int, help="how long to fuzz (five minutes by default)")
    arguments = parser.parse_args()
    statuses = [_carry_out(name, arguments) for name in arguments.drill or DRILLS]
    return 1 if 1 in statuses else max(statuses)


def _carry_out(name: str, arguments: argparse.Namespace) -> int:
    """0, 1 when a promise was broken, IMPOSSIBLE when this machine cannot run the drill."""
    started = time.monotonic()
    wrong = []
    try:
        for outcome in DRILLS[name](arguments):
            seconds, started = time.monotonic() - started, time.monotonic()
            print(
                f"{outcome.title}: {outcome.proved}, {len(outcome.wrong)} wrong ({seconds:.0f} s)", flush=True
            )
            wrong += outcome.wrong
    except DrillImpossible as error:
        print(f"{name}: not run: {error}")
        return IMPOSSIBLE
    except DrillFailed as error:
        wrong.append(str(error))
    for one in wrong:
        print(f"  {one}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
