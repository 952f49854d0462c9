"""`judge`: apply sheets of facts, written by people in an editor or a spreadsheet, as one member's judgements."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.cli.commands.account import open_accounts
from contrechamp.cli.doors import find_config, open_observatory, read_clock
from contrechamp.cli.output import complain, print_json
from contrechamp.cli.speech import say
from contrechamp.errors import SheetIsWrong, SourceUnreadable

if TYPE_CHECKING:
    from contrechamp.link.sheets.form import Problem, Sheet
    from contrechamp.pipeline.sheets import Applied

_WORDS = {
    "entity": "entities",
    "fact": "facts",
    "merge": "merges",
    "apart": "pairs held apart",
    "refuse": "refusals",
    "second": "confirmations",
    "contest": "contests",
}


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="SHEET", nargs="+", type=Path, help=say("sheets (TOML, CSV), or folders of them")
    )
    parser.add_argument("--by", required=True, metavar="NAME", help=say("the member of the team who judges"))
    parser.add_argument(
        "--keep-going",
        action="store_true",
        help=say("keep the lines that are right even where others are wrong"),
    )
    parser.add_argument(
        "--take-back", action="store_true", help=say("undo the facts that the sheets no longer say")
    )
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    from contrechamp.pipeline.sheets import apply_sheets

    sheets = [_read(path) for path in _list_files(arguments.paths)]
    with open_observatory(arguments) as observatory:
        member = open_accounts(find_config(arguments).archive).find_name(arguments.by)
        wishes = {"keep_going": arguments.keep_going, "take_back": arguments.take_back}
        applied = apply_sheets(observatory, sheets, by=member, at=read_clock(), **wishes)
    _print(applied, is_json=arguments.json)
    if applied.problems and not applied.is_kept:
        raise SheetIsWrong("Lines that are wrong: {count}. Nothing was kept.", count=len(applied.problems))
    return 1 if applied.problems else 0


def _list_files(paths: list[Path]) -> Iterator[Path]:
    from contrechamp.link.sheets.reading import SUFFIXES

    for path in paths:
        if not path.exists():
            raise SourceUnreadable("{path}: there is no such file or folder.", path=path)
        found = sorted(path.iterdir()) if path.is_dir() else [path]
        yield from (file for file in found if not path.is_dir() or file.suffix.lower() in SUFFIXES)


def _read(path: Path) -> "Sheet":
    from contrechamp.link.sheets.reading import LARGEST_BYTES, read_sheet
    from contrechamp.vocabulary.archive import say_why

    try:
        with path.open("rb") as file:
            return read_sheet(path.name, file.read(LARGEST_BYTES))
    except OSError as error:
        raise SourceUnreadable("{path}: {reason}", path=path, reason=say_why(error)) from error


def _print(applied: "Applied", *, is_json: bool) -> None:
    for problem in applied.problems:
        complain(_tell_place(problem), _tell_reason(problem))
    if is_json:
        for outcome in applied.outcomes:
            print_json({**outcome._asdict(), "kept": applied.is_kept, "reason": ""})
        for problem in applied.problems:
            wrong = {
                "thing": "",
                "id": "",
                "verdict": "wrong",
                "kept": False,
                "reason": _tell_reason(problem),
            }
            print_json({"sheet": problem.sheet, "line": problem.line, **wrong})
    elif applied.is_kept:
        _print_counts(applied)


def _tell_place(problem: "Problem") -> str:
    if not problem.line:
        return problem.sheet
    return say("{sheet}, line {line}", sheet=problem.sheet, line=problem.line)


def _tell_reason(problem: "Problem") -> str:
    return say(problem.message, **problem.values)


def _print_counts(applied: "Applied") -> None:
    counts = Counter((one.thing, one.verdict) for one in applied.outcomes)
    for thing, word in _WORDS.items():
        said = {verdict: counts[thing, verdict] for verdict in ("new", "changed", "same")}
        if any(said.values()):
            what = say("{new} new, {changed} changed, {same} as before", **said)
            print(f"{say(word)} : {what}")
    if gone := counts["fact", "gone"]:
        print(say("Facts that the sheets no longer say: {count} (--take-back undoes them).", count=gone))
