"""The three prefecture gazettes: our act among the many that speak of hunting, roads and water."""

import random
import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta

from .blocks import Block, Text, parse_text, read_text
from .reportlab_pages import render_gazette
from .story import HERE, set_french
from .typst_pages import render_typst

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
BUREAU = "Préfecture de la Lorme / Cabinet / Bureau de la sécurité intérieure"


@dataclass(frozen=True)
class Issue:
    """One number of the gazette, and the act of our story in it."""

    number: str
    published_on: date
    acts: int
    polling_communes: int
    own_number: str
    own_title: str
    own_text: str
    maker: str


ISSUES = {
    "raa-2019": Issue(
        "n° 2019-118",
        date(2019, 12, 5),
        21,
        12,
        "96-2019-11-28-007",
        "Arrêté portant autorisation d'un système de vidéoprotection — commune de Vaucreuse",
        "raa-2019-story",
        "gazette_single",
    ),
    "raa-2021": Issue(
        "n° 2021-042",
        date(2021, 4, 30),
        124,
        35,
        "96-2021-04-22-011",
        "Arrêté modifiant l'autorisation d'un système de vidéoprotection — commune de Vaucreuse",
        "raa-2021-story",
        "gazette_columns",
    ),
    "raa-2023": Issue(
        "spécial n° 2023-031",
        date(2023, 6, 16),
        58,
        35,
        "96-2023-06-09-004",
        "Arrêté portant retrait d'autorisation et mise en demeure — commune de Vaucreuse",
        "raa-2023-story",
        "reportlab",
    ),
}


def render_issue(name: str) -> bytes:
    """The PDF of one gazette."""
    issue = ISSUES[name]
    acts = [_make_polling_act(issue), _make_own_act(issue), *_draw_acts(issue)]
    acts.sort(key=lambda act: (act["service"], act["number"]))
    day = _write_date(issue.published_on)
    if issue.maker == "reportlab":
        return render_gazette(acts, number=issue.number, day=day)
    extra = {
        "acts": [{**act, "blocks": [vars(b) for b in act["blocks"]]} for act in acts],
        "number": issue.number,
        "day": day,
    }
    return render_typst(Text(), layout=issue.maker, extra=extra)


def _draw_acts(issue: Issue) -> list[dict]:
    table = tomllib.loads((HERE / "acts.toml").read_text("utf-8"))
    draw = random.Random(issue.number)
    others = [act for act in table["act"] if act["key"] != "video"]
    acts: dict[str, dict] = {}
    while len(acts) < issue.acts:  # no two acts with one title: a gazette has one tariff of taxis
        template = table["act"][0] if draw.random() < 0.3 else draw.choice(others)
        act = _make_act(template, table["slots"], issue, draw)
        acts.setdefault(act["title"], act)
    return list(acts.values())


def _make_act(template: dict, slots: dict, issue: Issue, draw: random.Random) -> dict:
    signed_on = issue.published_on - timedelta(days=draw.randrange(2, 20))
    values = {name: draw.choice(choices) for name, choices in slots.items()}
    values["other"] = draw.choice([c for c in slots["commune"] if c != values["commune"]])
    low, high = sorted(draw.sample(range(3, 29), 2))
    values |= {
        "n": low,
        "m": high,
        "year": signed_on.year,
        "file": f"{draw.randrange(40, 400):04d}",
        "days": draw.choice((7, 10, 15, 15, 20, 30)),
        "inside": draw.randrange(2, 13),
        "outside": draw.randrange(2, 7),
    }
    number = f"96-{signed_on:%Y-%m-%d}-{draw.randrange(1, 30):03d}"
    body = template["body"].strip() + "\n"
    at_end = body.rindex("\n~ ")
    body = f"{body[:at_end]}\nFait à Champlorme, le {_write_date(signed_on)}.\n{body[at_end:]}"
    return {
        "number": number,
        "service": template["service"],
        "title": set_french(_put(template["title"], values)),
        "blocks": parse_text(_put(body, values)).blocks,
    }


def _put(text: str, values: dict) -> str:
    for name, value in values.items():
        text = text.replace("{" + name + "}", str(value))
    return _elide(text)


def _elide(text: str) -> str:
    """`de Ombrejoux` becomes `d'Ombrejoux`, `à Les Essartines` becomes `aux Essartines`."""
    for said, written in (
        ("de [Ll]e ", "du "),
        ("de [Ll]es ", "des "),
        ("à [Ll]es ", "aux "),
        ("à [Ll]e ", "au "),
    ):
        text = re.sub(rf"\b{said}", written, text)
    return re.sub(r"\bde (?=[AEIOUÉ][a-zéè]|avril|août|octobre)", "d'", text)


def _make_own_act(issue: Issue) -> dict:
    return {
        "number": issue.own_number,
        "service": BUREAU,
        "title": set_french(issue.own_title),
        "blocks": read_text(issue.own_text).blocks,
    }


def _make_polling_act(issue: Issue) -> dict:
    """A long table: the polling stations of the department, one row a station."""
    draw = random.Random("bureaux " + issue.number)
    communes = tomllib.loads((HERE / "acts.toml").read_text("utf-8"))["slots"]["commune"]
    places = ("salle des fêtes", "école élémentaire", "mairie", "gymnase", "foyer rural", "salle polyvalente")
    rows = [("Commune", "Bureau", "Siège du bureau", "Électeurs")]
    for commune in sorted(communes)[: issue.polling_communes]:
        rows += [
            (commune, str(i + 1), draw.choice(places), str(draw.randrange(210, 990)))
            for i in range(draw.randrange(1, 4))
        ]
    intro = parse_text(
        "Le préfet de la Lorme,\n\nVu le code électoral, notamment ses articles L. 17 et R. 40 ;\n"
        "= ARRÊTE\nArticle 1er — Les bureaux de vote du département sont institués comme suit."
    )
    close = parse_text(
        "Article 2 — Les maires sont chargés de l'exécution du présent arrêté.\n\n"
        "~ Pour le préfet, le secrétaire général"
    )
    return {
        "number": f"96-{issue.published_on:%Y-%m}-02-001",
        "service": "Préfecture de la Lorme / Bureau des élections et de la réglementation",
        "title": "Arrêté instituant les bureaux de vote",
        "blocks": (*intro.blocks, Block("table", rows=tuple(rows)), *close.blocks),
    }


def _write_date(day: date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"
