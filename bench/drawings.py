"""How long do pictures of 1,000 to 200,000 things take, what do they weigh, beside matplotlib and igraph?

    ./run bench drawings [--things 1000 20000 200000] [--rounds 5]

Everything is invented from a seed (`tests/draw/vaucreuse.py`). The peers, where they are installed (`PYTHONPATH` will
do), draw all of it, at their defaults, to SVG: matplotlib a point for each event in a strip for each kind; igraph the
whole network, by the layout that it chooses. Ours gather what cannot be read; the time includes the table. Weights are
of the SVG alone.
"""

import argparse
import gc
import gzip
import importlib
import importlib.metadata
import io
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.draw.vaucreuse import make_events, make_money, make_network

from contrechamp.draw.money import draw_money
from contrechamp.draw.network import draw_network
from contrechamp.draw.timeline import draw_timeline
from contrechamp.draw.words import Words

_WORDS = Words()
_REPEATED = 20_000  # beyond, peers draw once
_AIM_SECONDS, _AIM_BYTES = 1.5, 150_000  # of the largest picture, on one core


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--things", type=int, nargs="*", default=[1000, 20_000, 200_000])
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args(words)
    slowest, heaviest = 0.0, 0
    for things in asked.things:
        for name, draw in list_ours(things).items():
            seconds, svg = measure(draw, asked.rounds)
            tell(f"{things:>7,} {name}", seconds, svg)
            slowest, heaviest = max(slowest, seconds), max(heaviest, len(svg))
        for name, draw in list_peers(things).items():
            tell(f"{things:>7,} {name}", *measure(draw, asked.rounds if things <= _REPEATED else 1))
    return int(slowest > _AIM_SECONDS or heaviest > _AIM_BYTES)


def measure(draw: Callable[[], bytes], rounds: int) -> tuple[float, bytes]:
    """Processor seconds of the best round, and the SVG."""
    best, svg = float("inf"), b""
    for _ in range(rounds):
        gc.collect()
        started = time.process_time()
        svg = draw()
        best = min(best, time.process_time() - started)
    return best, svg


def tell(name: str, seconds: float, svg: bytes) -> None:
    raw, packed = len(svg) / 1000, len(gzip.compress(svg)) / 1000
    print(f"{name:<40} {seconds * 1000:>9,.0f} ms {raw:>9,.1f} kB {packed:>8,.1f} kB gz", flush=True)


def list_ours(things: int) -> dict[str, Callable[[], bytes]]:
    """Our pictures, wide and for a telephone; of the network, one actor for ten facts."""
    events, money = make_events(things), make_money(things)
    actors, ties = make_network(things // 10, things)

    def find_address(first: str, last: str, lane: str) -> str:
        return f"/timeline?from={first}&to={last}&kind={lane}"

    def find_line(one: str, other: str) -> str:
        return f"/facts?between={one}&and={other}"

    return {
        "timeline": lambda: draw_timeline(events, words=_WORDS, find_address=find_address).svg.encode(),
        "timeline, narrow": lambda: draw_timeline(
            events, words=_WORDS, find_address=find_address, width=360, is_narrow=True
        ).svg.encode(),
        "network": lambda: draw_network(actors, ties, words=_WORDS, find_line_address=find_line).svg.encode(),
        "network, narrow": lambda: draw_network(
            actors, ties, words=_WORDS, find_line_address=find_line, width=360
        ).svg.encode(),
        "money by supplier": lambda: draw_money(money, by="supplier", words=_WORDS).svg.encode(),
    }


def list_peers(things: int) -> dict[str, Callable[[], bytes]]:
    """The peers that are installed here, with their versions."""
    peers = {}
    for package, (what, draw) in {
        "matplotlib": ("timeline", draw_with_matplotlib),
        "igraph": ("network", draw_with_igraph),
    }.items():
        try:
            version = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            print(f"{package} is not installed here: no peer beside the {what} (pip install {package}).")
            continue
        importlib.import_module(
            "matplotlib.pyplot" if package == "matplotlib" else package
        )  # outside the time
        peers[f"{what}, {package} {version}"] = lambda draw=draw: draw(things)
    return peers


def draw_with_matplotlib(things: int) -> bytes:
    """A point for each event: of a year or a month, its first day, for it knows no other."""
    import matplotlib

    matplotlib.use("svg")
    from matplotlib import pyplot

    events = make_events(things)
    days = [date.fromisoformat((event.when + "-01-01")[:10]) for event in events]
    figure, axes = pyplot.subplots(figsize=(10, 5))
    axes.scatter(days, [event.lane for event in events])
    written = io.BytesIO()
    figure.savefig(written, format="svg")
    pyplot.close(figure)
    return written.getvalue()


def draw_with_igraph(things: int) -> bytes:
    """The whole network, laid out as igraph chooses, with its own writer of SVG."""
    import igraph

    actors, ties = make_network(things // 10, things)
    order = {actor.key: k for k, actor in enumerate(actors)}
    graph = igraph.Graph(len(actors), [(order[tie.source], order[tie.target]) for tie in ties], directed=True)
    graph.vs["label"] = [actor.label for actor in actors]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "network.svg"
        graph.write_svg(str(path), layout=graph.layout("auto"))
        return path.read_bytes()
