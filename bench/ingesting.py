"""How fast do papers become findable, beside recollindex and beside bare pdfium; is memory flat?

`./run bench ingesting speed` · three folders of text PDFs: kept with sync, read in the sandbox, indexed.
`./run bench ingesting speed --papers FOLDER` · the same shapes made of pages of real papers under that folder.
`./run bench ingesting memory` · 10,000 pages with 2 workers: resident memory by tenths of the work.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import psutil
import pypdfium2

from bench.council_papers import SHAPES, write_folder
from bench.real_pages import write_real_folder

_WORK = Path(__file__).parent / "work"
_PROGRAM = [sys.executable, "-m", "contrechamp.cli"]
_LOOK_SECONDS = 0.2
_GROUP = Path("/sys/fs/cgroup/cpuacct/contrechamp-bench")
_DISTRIBUTION = {
    "PATH": "/usr/bin:/bin",
    "HOME": str(_WORK),
    "LANG": "C.UTF-8",
}  # the peer as Debian ships it


class Cost(NamedTuple):
    """Seconds on the clock, and of processors: run it on a quiet machine."""

    wall: float
    processor: float


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("question", choices=("speed", "memory"))
    parser.add_argument("--only", default="", help="a word of the name of the one folder wanted")
    parser.add_argument("--papers", type=Path, help="a folder of real PDFs whose pages are to be used")
    parser.add_argument("--times", type=int, default=3, help="how often each is run; medians are shown")
    asked = parser.parse_args(words)
    if asked.question == "memory":
        measure_memory()
        return 0
    usage = subprocess.run(["recollindex", "-h"], capture_output=True, text=True, check=False)
    version = next((line for line in (usage.stdout + usage.stderr).splitlines() if "ersion:" in line), "")
    print(
        f"peers: {version or 'recollindex'} (defaults); pypdfium2 {pypdfium2.PYPDFIUM_INFO}; {os.cpu_count()} cores"
    )
    print("processor time:", "of our own group" if _enter_group() else "of the whole machine: keep it quiet")
    for name, (files, pages) in SHAPES.items():
        if asked.only not in name:
            continue
        folder = _WORK / f"{'real-' if asked.papers else ''}{name.replace(' ', '-')}"
        if asked.papers:
            write_real_folder(folder, asked.papers, files=files, pages=pages)
        else:
            write_folder(folder, files=files, pages=pages)
        compare(name, folder, pages=files * pages, times=asked.times)
    return 0


def compare(name: str, folder: Path, *, pages: int, times: int) -> None:
    """Ours, recollindex and bare extraction in turns, so that a noisy minute disturbs them alike."""
    ours, theirs, bare = [], [], []
    for _ in range(times):
        archive, settings = _clear("archive"), _clear("recoll")
        ours.append(measure(partial(ingest, folder, archive)))
        theirs.append(measure(partial(index_with_recoll, folder, settings)))
        check_recoll_found(settings)
        bare.append(measure(lambda: subprocess.run([sys.executable, "-c", _BARE, str(folder)], check=True)))
    wall = {
        key: statistics.median(cost.wall for cost in costs)
        for key, costs in zip("otb", (ours, theirs, bare), strict=True)
    }
    used = {
        key: statistics.median(c.processor for c in costs)
        for key, costs in zip("otb", (ours, theirs, bare), strict=True)
    }
    print(
        f"{name}: ours {pages / wall['o']:.0f} pages/s, recollindex {pages / wall['t']:.0f} "
        f"(ours {wall['t'] / wall['o']:.2f} times as fast); processor: ours {used['o']:.2f} s, bare pdfium "
        f"{used['b']:.2f} s (ratio {used['o'] / used['b']:.2f}), recollindex {used['t']:.2f} s",
        flush=True,
    )


_BARE = """
import sys, pathlib, pypdfium2
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    document = pypdfium2.PdfDocument(path)
    for page in document:
        textpage = page.get_textpage(); textpage.get_text_bounded(); textpage.close(); page.close()
    document.close()
"""


def measure(work: Callable[[], object]) -> Cost:
    """Processes in namespaces of their own escape most counts of processor time: see `_enter_group`."""
    before, started = _count_busy(), time.perf_counter()
    work()
    return Cost(time.perf_counter() - started, _count_busy() - before)


def _enter_group() -> bool:
    """Be in a control group of our own, whose processor time is counted by the kernel; False where that may not be."""
    try:
        _GROUP.mkdir(exist_ok=True)
        (_GROUP / "tasks").write_text(str(os.getpid()))
    except OSError:
        return False
    return True


def _count_busy() -> float:
    """Processor seconds of our group; without one, those of the whole machine, which must then be quiet (proc(5))."""
    if (_GROUP / "cpuacct.usage").exists():
        return int((_GROUP / "cpuacct.usage").read_text()) / 1e9
    ticks = [int(word) for word in Path("/proc/stat").read_text().split("\n")[0].split()[1:]]
    idle = ticks[3] + ticks[4]
    return (sum(ticks[:8]) - idle) / os.sysconf("SC_CLK_TCK")


def _clear(name: str) -> Path:
    """A place for what is about to be made; what the last round left is gone, and on disk, before the clock starts."""
    shutil.rmtree(_WORK / name, ignore_errors=True)
    os.sync()
    return _WORK / name


def ingest(folder: Path, archive: Path) -> None:
    """Into an archive of its own, from nothing to findable."""
    for command in (["init"], ["ingest", str(folder)]):
        subprocess.run(
            [*_PROGRAM, "--archive", str(archive), *command], check=True, stdout=subprocess.DEVNULL
        )


def index_with_recoll(folder: Path, settings: Path) -> None:
    settings.mkdir(parents=True)
    (settings / "recoll.conf").write_text(f"topdirs = {folder}\n")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": _DISTRIBUTION}
    subprocess.run(["recollindex", "-c", str(settings)], check=True, **quiet)


def check_recoll_found(settings: Path) -> None:
    """The control: a peer that was fast because it read nothing makes the figure void."""
    command = ["recollq", "-c", str(settings), "conseil"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, env=_DISTRIBUTION).stdout
    if "\n0 results" in answer or "results" not in answer:
        raise SystemExit(f"void: recollindex read nothing ({answer.strip()[:200]})")


def measure_memory() -> None:
    """The sum of the unshared memory of all our processes, looked at five times a second."""
    folder = _WORK / "10000-pages"
    write_folder(folder, files=400, pages=25)
    archive = _WORK / "archive"
    shutil.rmtree(archive, ignore_errors=True)
    environment = os.environ | {"CONTRECHAMP_WORKERS": "2"}
    subprocess.run([*_PROGRAM, "--archive", str(archive), "init"], check=True, stdout=subprocess.DEVNULL)
    command = [*_PROGRAM, "--archive", str(archive), "ingest", str(folder)]
    process = psutil.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    seen: list[float] = []
    while process.poll() is None:
        seen.append(_sum_memory(process))
        time.sleep(_LOOK_SECONDS)
    tenth = max(1, len(seen) // 10)
    tenths = [statistics.mean(seen[i * tenth : (i + 1) * tenth]) for i in range(10)]
    print("MB by tenths:", ", ".join(f"{value:.0f}" for value in tenths))
    print(f"last tenth / second: {tenths[-1] / tenths[1]:.2f}; most: {max(seen):.0f} MB")


def _sum_memory(process: psutil.Process) -> float:
    """Megabytes that are gone if all of these processes end (proportional set size)."""
    total = 0
    for one in (process, *process.children(recursive=True)):
        try:
            total += one.memory_full_info().pss
        except (psutil.NoSuchProcess, psutil.ZombieProcess, PermissionError):
            continue
    return total / 1e6
