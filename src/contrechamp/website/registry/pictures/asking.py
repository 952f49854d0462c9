"""What the address of a picture asks, read with sane limits and written again; what makes no sense is left out."""

import math
import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from contrechamp.draw.map_view import MapView
from contrechamp.draw.projection import Box
from contrechamp.link.times import find_last_day, is_partial_date

TYPES = ("fixe", "dome", "mobile", "plaques", "capteur", "autre", "inconnu")
STATES = ("en-vigueur", "expiree", "prevue", "retiree", "inconnue")
WIDE, NARROW = (960, 640), (360, 440)
_LEAST_FRAME, _MOST_FRAME = 200, 1600
_MOST_TEXT = 100
_KEY = re.compile(r"[0-9a-hjkmnp-tv-z]{10}")


@dataclass(frozen=True)
class MapAsked:
    """A part of the globe (None: where the devices are), what is shown of it, on which day ("" for today)."""

    box: Box | None = None
    type: str = ""
    state: str = ""
    on: str = ""
    frame: tuple[int, int] = WIDE
    key_width: int = 0  # of the legend, where a script asks for a frame wider than it shows
    place: str = ""
    is_list: bool = False

    def write(self, path: str) -> str:
        """The address of this map under `path`."""
        pairs = {
            "boite": ",".join(_write_degrees(side) for side in self.box) if self.box else "",
            "type": self.type,
            "etat": self.state,
            "jour": self.on,
            "etroit": "1" if self.frame == NARROW else "",
            "liste": "1" if self.is_list else "",
        }
        return write_pairs(path, pairs)

    def at(self, box: Box) -> "MapAsked":
        """The same, of another part of the globe."""
        return replace(self, box=box, is_list=False)

    def change(self, **others: object) -> "MapAsked":
        return replace(self, **others)


def read_map(parameters: QueryDict) -> MapAsked:
    is_narrow = parameters.get("etroit") == "1"
    frame = read_frame(parameters.get("cadre", "")) or (NARROW if is_narrow else WIDE)
    return MapAsked(
        box=read_box(parameters.get("boite", "")) or _read_centre(parameters, frame),
        type=read_choice(parameters.get("type", ""), TYPES),
        state=read_choice(parameters.get("etat", ""), STATES),
        on=read_date(parameters.get("jour", "")),
        frame=frame,
        key_width=min((read_frame(parameters.get("legende", "") + "x0") or (0, 0))[0], frame[0]),
        place=read_text(parameters.get("lieu", "")),
        is_list=parameters.get("liste") == "1",
    )


def read_box(written: str) -> Box | None:
    """ "west,south,east,north" in degrees; None where it is no box. East of the date line west may be the greater."""
    sides = [read_number(part) for part in written.split(",")] if written.count(",") == 3 else []
    if not sides or None in sides:
        return None
    box = Box(*sides)
    is_possible = max(abs(box.west), abs(box.east)) <= 180 and -90 <= box.south <= box.north <= 90
    return box if is_possible else None


def read_number(written: str) -> float | None:
    """A plain decimal number; None for all else ("inf" and "nan" too)."""
    try:
        number = float(written) if len(written) <= 24 and re.fullmatch(r"[-+0-9.eE]+", written) else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _read_centre(parameters: QueryDict, frame: tuple[int, int]) -> Box | None:
    """The box of "centre=latitude,longitude" and "zoom"."""
    degrees = [read_number(part) for part in parameters.get("centre", "").split(",")]
    zoom = read_number(parameters.get("zoom", "14"))
    if len(degrees) != 2 or None in degrees or zoom is None or not 0 <= zoom <= 22:
        return None
    latitude, longitude = degrees
    if abs(latitude) > 85 or abs(longitude) > 180:
        return None
    return MapView.around(latitude, longitude, zoom=zoom, width=frame[0], height=frame[1]).box


def read_frame(written: str) -> tuple[int, int] | None:
    """ "960x640" in pixels, within reason; None for all else."""
    found = re.fullmatch(r"(\d{1,5})x(\d{1,5})", written, re.ASCII)
    if not found:
        return None
    width, height = (min(max(int(side), _LEAST_FRAME), _MOST_FRAME) for side in found.groups())
    return width, height


def read_choice(written: str, known: tuple[str, ...]) -> str:
    return written if written in known else ""


def read_date(written: str) -> str:
    """A date of the calendar with its own precision; "" for all else."""
    return written if is_partial_date(written) else ""


def read_text(written: str) -> str:
    return " ".join(written.replace("\x00", " ").split())[:_MOST_TEXT]


def read_key(written: str) -> str:
    """The id of an entity, which may be anybody's; "" where it is none."""
    return written if _KEY.fullmatch(written) else ""


def read_sort(written: str) -> int:
    """Which column of a table sorts it, from 1; negative for the other way round; 0 for the table's own order."""
    return int(written) if re.fullmatch(r"-?[1-9]", written, re.ASCII) else 0


def find_day(partial: str, *, today: date) -> date:
    """The last day that a partial date may be; today where there is none."""
    return date.fromisoformat(find_last_day(partial)) if partial else today


def write_pairs(path: str, pairs: dict[str, str]) -> str:
    """An address with those of its parts that say something."""
    said = {name: value for name, value in pairs.items() if value}
    return f"{path}?{urlencode(said, safe=',')}" if said else path


def _write_degrees(degrees: float) -> str:
    """To about a decimetre."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")
