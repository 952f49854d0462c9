"""Regular expressions that meet foreign text: the time of each on a hostile megabyte, the slowest first.

    ./run bench regexes [--over 50]

Every expression of the modules that read, and of those that look into what was read, on a megabyte of each kind of
run (or as much as it is ever given). Searching, matching at the beginning and finding every match (300 ns taken off
for each) are timed apart, in processor time.
"""

import argparse
import ast
import importlib
import inspect
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import contrechamp.pipeline.describing
import contrechamp.read
import contrechamp.text

SIZES = (2_000, 20_000, 200_000, 1_000_000)
LIMIT_MS = 50
_GIVEN = {  # all that the expressions of a module, or one of them, are ever given, where that is less than a page
    "pipeline.describing": 3_000,
    "read.number_formats": 255,
    "read.procurement.values _DAY": 40,
    "read.procurement_type": 16_384,
    "read.text_type": 16_384,
    "text.dates": 3_000,
    "text.kinds": 3_000,
    "text.words _SEPARATOR": 400,
}
_GROWN = 4  # texts of each expression that are tried whole
MATCH_SECONDS = 300e-9  # of making one match and handing it over, whatever the expression
_TEXTS = Path(__file__).with_name("hostile_texts.txt")


class Found(NamedTuple):
    """The worst time of one expression, and on what."""

    milliseconds: float
    name: str
    deed: str
    beginning: str
    run: str
    size: int


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--over", type=float, default=LIMIT_MS, help="name the expressions that took longer (ms)"
    )
    parser.add_argument("--name", default="", help="only those whose name has this in it")
    asked = parser.parse_args(words)
    expressions = {name: one for name, one in find_expressions() if asked.name in name}
    worst = []
    for name, one in _tell(expressions):
        worst.append(find_worst(name, one))
        if worst[-1].milliseconds > asked.over:
            print(f"{worst[-1].milliseconds:8.1f} ms  {name}  {_describe(worst[-1])}", flush=True)
    slow = [found for found in worst if found.milliseconds > asked.over]
    runs, beginnings = read_texts()
    texts = len(runs) * len(beginnings)
    print(f"{len(expressions)} expressions, {texts} texts of 1 MB: {len(slow)} above {asked.over:.0f} ms")
    return 1 if slow else 0


def _describe(found: Found) -> str:
    return f"{found.deed} {found.beginning + found.run!r}… of {found.size:,} characters"


def _tell(expressions: dict[str, re.Pattern]) -> Iterator[tuple[str, re.Pattern]]:
    for number, (name, one) in enumerate(expressions.items(), 1):
        print(f"\r{number} of {len(expressions)}: {name:<60.60}", end="", file=sys.stderr, flush=True)
        yield name, one
    print(file=sys.stderr)


def find_expressions() -> Iterator[tuple[str, re.Pattern]]:
    """Every expression of a module: those compiled at its top, in tables too, and those written where they are used."""
    seen: set[tuple[object, int]] = set()
    for module in _list_modules():
        compiled = [
            (name, one) for name, value in sorted(vars(module).items()) for one in _dig(value, depth=3)
        ]
        for name, one in (*compiled, *_find_written(module)):
            if (one.pattern, one.flags) not in seen:
                seen.add((one.pattern, one.flags))
                yield f"{module.__name__.removeprefix('contrechamp.')} {name} ({len(seen)})", one


def _find_written(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    """The patterns given as they are to `re.search` and its sisters."""
    for call in ast.walk(ast.parse(inspect.getsource(module))):
        if not (isinstance(call, ast.Call) and ast.unparse(call.func).startswith("re.") and call.args):
            continue
        if isinstance(call.args[0], ast.Constant) and ast.unparse(call.func) != "re.compile":
            flags = [ast.unparse(one.value) for one in call.keywords if one.arg == "flags"]
            flags += [text for text in map(ast.unparse, call.args[1:]) if re.fullmatch(r"re\.[A-Z]+", text)]
            value = sum(getattr(re, flag.removeprefix("re.")) for flag in flags)
            yield f"line {call.lineno}", re.compile(call.args[0].value, value)


def _list_modules() -> Iterator[ModuleType]:
    for package in (contrechamp.read, contrechamp.text):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            yield importlib.import_module(found.name)
    yield contrechamp.pipeline.describing


def _dig(value: object, *, depth: int) -> Iterator[re.Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from _dig(list(value.values()), depth=depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for one in value:
            yield from _dig(one, depth=depth - 1)


@cache
def read_texts() -> tuple[list[str], list[str]]:
    """What is repeated, and what a text may begin with ("" too)."""
    groups: list[list[str]] = []
    for line in _TEXTS.read_text("ascii").splitlines():
        if line.startswith("# "):
            groups.append([])
        else:
            groups[-1].append(line.encode().decode("unicode_escape"))
    runs, beginnings = groups
    return runs, ["", *beginnings]


def find_worst(name: str, expression: re.Pattern) -> Found:
    """The slowest of all texts: short ones tell which may be, and those alone grow to a megabyte."""
    runs, beginnings = read_texts()
    most = next((size for beginning, size in _GIVEN.items() if name.startswith(beginning)), SIZES[-1])
    sizes = (*(size for size in SIZES if size < most), most)
    promising: list[tuple[float, Found]] = []
    for beginning in beginnings:
        for run in runs:
            for deed in ("search", "match") if beginning else ("search", "match", "every"):
                found = _try(name, expression, deed, beginning, run, sizes=sizes[:2])
                promising.append((found.milliseconds / found.size, found))
    chosen = [found for _, found in sorted(promising, reverse=True)[:_GROWN]]
    grown = (
        _try(name, expression, one.deed, one.beginning, one.run, sizes=sizes[1:] or sizes) for one in chosen
    )
    return max([*chosen, *grown])


def _try(
    name: str, expression: re.Pattern, deed: str, beginning: str, run: str, *, sizes: tuple[int, ...]
) -> Found:
    """The time on the longest of `sizes`, or on a shorter one when that takes too long already, or next to nothing."""
    for size in sizes:
        text = (beginning + run * (size // len(run) + 1))[:size]
        given = text if isinstance(expression.pattern, str) else text.encode("utf-8", "surrogatepass")[:size]
        found = Found(_time(expression, deed, given), name, deed, beginning, run, size)
        if found.milliseconds > LIMIT_MS or found.milliseconds * sizes[-1] / size < LIMIT_MS / 5:
            return found
    return found


def _time(expression: re.Pattern, deed: str, text: str | bytes) -> float:
    """Milliseconds of the process, the best of three when they are many; what a match costs as such is taken off."""
    times = []
    for _ in range(3):
        started, count = time.process_time(), 0
        if deed == "every":
            count = sum(1 for _ in expression.finditer(text))
        else:
            getattr(expression, deed)(text)
        times.append(1000 * (time.process_time() - started - count * MATCH_SECONDS))
        if times[-1] < LIMIT_MS / 2:
            break
    return min(times)
