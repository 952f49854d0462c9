"""The timeline as a view shows it: which years and strips were asked for, and what else there is."""

from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from contrechamp.draw.timeline import Event, draw_timeline
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.events import LANES, Naming, count_lanes, list_events
from contrechamp.vocabulary.drawing import Drawing
from contrechamp.website.registry.pictures.asking import read_choice, read_date, read_key, write_pairs
from contrechamp.website.registry.pictures.map import Choice
from contrechamp.website.registry.pictures.telling import make_addresses, tell_briefly, tell_sentence
from contrechamp.website.registry.pictures.words import TIMELINE, make_words

WIDTHS = {False: 960, True: 360}  # by is_narrow
MOST_SENTENCES = 1500
NAMES = {
    "acts": gettext_lazy("Acts"),
    "votes": gettext_lazy("Votes"),
    "devices": gettext_lazy("Steps of devices"),
    "counts": gettext_lazy("How many"),
    "money": gettext_lazy("Money"),
    "positions": gettext_lazy("Positions"),
    "actors": gettext_lazy("Ties"),
}
SLUGS = {
    "acts": "actes",
    "votes": "votes",
    "devices": "appareils",
    "counts": "nombres",
    "money": "argent",
    "positions": "positions",
    "actors": "liens",
}
_LANES = {slug: lane for lane, slug in SLUGS.items()}


@dataclass(frozen=True)
class TimelineAsked:
    """From when to when ("" for all), one strip ("" for all of them), about whom."""

    first: str = ""
    last: str = ""
    lane: str = ""
    about: str = ""
    is_narrow: bool = False

    def write(self, path: str = "") -> str:
        pairs = {"de": self.first, "a": self.last, "voie": SLUGS.get(self.lane, ""), "sur": self.about}
        return write_pairs(path or reverse("timeline"), pairs | {"etroit": "1" if self.is_narrow else ""})

    def change(self, **others: object) -> "TimelineAsked":
        return replace(self, **others)


def read_timeline(parameters: QueryDict) -> TimelineAsked:
    first, last = read_date(parameters.get("de", "")), read_date(parameters.get("a", ""))
    if first and last and first[: len(last)] > last[: len(first)]:
        first, last = last, first
    return TimelineAsked(
        first,
        last,
        _LANES.get(read_choice(parameters.get("voie", ""), tuple(_LANES)), ""),
        read_key(parameters.get("sur", "")),
        parameters.get("etroit") == "1",
    )


def draw_asked(view: View, asked: TimelineAsked, *, today: date) -> Drawing:
    """The picture; kept, because many ask for the same and a large one takes its second."""
    name = ("timeline", asked, today, get_language())
    return view.remember(name, lambda: _draw(view, asked, today=today))


def _draw(view: View, asked: TimelineAsked, *, today: date) -> Drawing:
    events = find_events(view, asked, today=today)
    latest = max((event.when[:10] for event in events), default="")
    last = asked.last or max(today.isoformat(), latest if latest[:1] != "/" else "")
    lanes = {str(name): lane for lane, name in NAMES.items()}

    def find_narrower(first: str, last: str, lane: str) -> str:
        return asked.change(first=first, last=last, lane=lanes.get(lane, asked.lane)).write()

    return draw_timeline(
        events,
        words=make_words(TIMELINE),
        first=asked.first,
        last=last if events else "",
        width=WIDTHS[asked.is_narrow],
        is_narrow=asked.is_narrow,
        find_address=find_narrower,
    )


def find_events(view: View, asked: TimelineAsked, *, today: date) -> list[Event]:
    """All events of the strips, whatever their time: the picture says how many lie outside."""
    lanes = (asked.lane,) if asked.lane else LANES
    return list_events(view, lanes, about=asked.about, on=today, naming=make_naming(view, asked.about))


def make_naming(view: View, about: str) -> Naming:
    is_short = sum(count_lanes(view, about=about).values()) <= MOST_SENTENCES
    return Naming(
        {lane: str(name) for lane, name in NAMES.items()},
        tell_sentence if is_short else tell_briefly,
        make_addresses("fact"),
        make_addresses("entity"),
        get_language() or "",
    )


def list_lanes(view: View, asked: TimelineAsked) -> list[Choice]:
    """The strips that there are, each with how many events it has; the chosen one leads back to all."""
    counted = count_lanes(view, about=asked.about)
    return [
        Choice(
            str(NAMES[lane]),
            asked.change(lane="" if lane == asked.lane else lane).write(),
            counted[lane],
            lane == asked.lane,
        )
        for lane in LANES
        if counted[lane] or lane == asked.lane
    ]
