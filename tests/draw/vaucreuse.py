"""The sample city's story as things to draw, and crowds of invented things, always the same."""

import random
from decimal import Decimal
from functools import cache

from contrechamp.draw.money import MoneyLine
from contrechamp.draw.network import Actor, Tie
from contrechamp.draw.timeline import Event

COUNCIL, CONTRACT, PREFECTURE, COLLECTIVE = (
    "Conseil municipal",
    "Marché 19-VP-07",
    "Préfecture",
    "Le collectif",
)
HOSTILE = "</text><script>alert(1)</script>&\"'\u202e]]>\x00\ud800<!--"
LANES = ("Actes", "Marchés", "Caméras", "Subventions", "Courriers")
STATES = ("", "in_force", "expired", "contested")

EVENTS = [
    Event("1", "/f/1", "48 caméras votées (24 pour, 8 contre, 3 abstentions)", "2019-02-28", COUNCIL, "", 2),
    Event("2", "/f/2", "Marché attribué à Noctiluque Systèmes : 62 caméras", "2019-09", CONTRACT, "", 3),
    Event("3", "/f/3", "Autorisation de 35 caméras", "2019-12-05/2021", PREFECTURE, "expired", 1),
    Event(
        "4", "/f/4", "« Recherche par similitude » mise en service", "2020-03-03", CONTRACT, "contested", 2
    ),
    Event("5", "/f/5", "Avenant n° 2", "2020-11", COUNCIL, "", 2),
    Event("6", "/f/6", "Autorisation de 57 caméras", "2021-10-18/", PREFECTURE, "in_force", 1),
    Event("7", "/f/7", "12 capteurs de bruit votés", "2021-04-01", COUNCIL, "contested", 1),
    Event("8", "/f/8", "21 capteurs de bruit, publiés de nouveau", "2021-04-01", COUNCIL, "contested", 1),
    Event("9", "/f/9", "Réception : 71 caméras", "2021", CONTRACT, "contested", 1),
    Event("10", "/f/10", "Avenant n° 3 : 216 200 €", "2022-06-30", COUNCIL, "contested", 2),
    Event("11", "/f/11", "Le commissaire de justice relève 83 caméras", "2023-01-12", COLLECTIVE, "", 2),
    Event("12", "/f/12", "Abrogation par 33 voix", "2023-05-25", COUNCIL, "in_force", 2),
    Event("13", "/f/13", "Maintenance du réseau", "2019/2023", CONTRACT, "", 1),
    Event("14", "/f/14", "Avis favorable de la CADA", "2021-04", COLLECTIVE, "", 1),
]

ACTORS = [
    Actor("city", "/a/city", "Ville de Vaucreuse", "public_body"),
    Actor("holder", "/a/holder", "Noctiluque Systèmes", "company"),
    Actor("sound", "/a/sound", "Auriphane", "company"),
    Actor("faces", "/a/faces", "Prosopène", "company"),
    Actor("second", "/a/second", "Vigilaur Réseaux", "company"),
    Actor("third", "/a/third", "Sagittel Énergies", "company"),
    Actor("prefecture", "/a/prefecture", "Préfecture de la Lorme", "public_body"),
    Actor("cada", "/a/cada", "CADA", "public_body"),
    Actor("collective", "/a/collective", "Collectif Regards de Vaucreuse", "association"),
    Actor("school", "/a/school", "École de musique"),
]
TIES = [
    Tie("1", "/f/1", "city", "holder", "achète à", "2019-09"),
    Tie("2", "/f/2", "city", "holder", "prolonge", "2020-11"),
    Tie("3", "/f/3", "city", "holder", "prolonge", "2022-06-30", "contested"),
    Tie("4", "/f/4", "city", "sound", "achète à", "2021"),
    Tie("5", "/f/5", "holder", "faces", "sous-traite à", "", "contested"),
    Tie("6", "/f/6", "second", "city", "soumissionne auprès de"),
    Tie("7", "/f/7", "third", "city", "soumissionne auprès de"),
    Tie("8", "/f/8", "prefecture", "city", "autorise", "2019-12-05/2021", "expired"),
    Tie("9", "/f/9", "prefecture", "city", "subventionne", "2019"),
    Tie("10", "/f/10", "collective", "cada", "saisit", "2021"),
    Tie("11", "/f/11", "cada", "city", "rend un avis contre", "2021-04"),
    Tie("12", "/f/12", "collective", "city", "s’oppose à"),
    Tie("13", "/f/13", "city", "school", "donne à", "2023-05-25"),
]

HOLDER = "Noctiluque Systèmes"
PRICE = [
    MoneyLine("e", "/f/e", "Estimation", HOLDER, "", "2019-02", Decimal(900000), kind="estimated", tax="HT"),
    MoneyLine("a", "/f/a", "Marché 19-VP-07", HOLDER, "", "2019-09", Decimal(1184500), tax="HT"),
    MoneyLine("1", "/f/1", "Avenant n° 1", HOLDER, "", "2020", Decimal(98700), tax="HT", is_amendment_of="a"),
    MoneyLine(
        "2", "/f/2", "Avenant n° 2", HOLDER, "", "2020-11", Decimal(142600), tax="HT", is_amendment_of="a"
    ),
    MoneyLine(
        "3", "/f/3", "Avenant n° 3", HOLDER, "", "2022-06", Decimal(216200), tax="HT", is_amendment_of="a"
    ),
    MoneyLine("f", "/f/f", "Décompte final", HOLDER, "", "2022", Decimal(1642000), kind="final", tax="HT"),
    MoneyLine("p", "/f/p", "Mandats", HOLDER, "", "2022", Decimal(2113440), kind="paid", tax="TTC"),
]
MONEY = [
    *PRICE,
    MoneyLine("s", "/f/s", "Capteurs", "Auriphane", "", "2021", maximum=Decimal(240000), tax="HT"),
    MoneyLine(
        "m", "/f/m", "Maintenance", "Auriphane", "", "2022", None, Decimal(20000), Decimal(80000), tax="HT"
    ),
    MoneyLine("u", "/f/u", "Module", "Prosopène", "", "2020"),
    MoneyLine("g", "/f/g", "Subvention", "", "État", "2019", Decimal(310000)),
]


@cache
def make_events(count: int, *, lanes: int = 5, seed: int = 3) -> list[Event]:
    """Events of every precision and state, from 2006 to 2024."""
    chance = random.Random(seed)
    return [
        Event(
            str(k),
            f"/f/{k}",
            f"Chose n° {k}",
            _make_date(chance),
            LANES[k % lanes] if lanes <= len(LANES) else f"Acteur {k % lanes}",
            chance.choice(STATES),
            chance.randint(0, 4),
        )
        for k in range(count)
    ]


def _make_date(chance: random.Random) -> str:
    year, precision = int(chance.triangular(2006, 2025, 2019)), chance.random()
    if precision < 0.2:
        return str(year)
    month = f"{year}-{chance.randint(1, 12):02}"
    return month if precision < 0.4 else f"{month}-{chance.randint(1, 28):02}"


@cache
def make_network(actors: int, ties: int, *, seed: int = 2) -> tuple[list[Actor], list[Tie]]:
    """A few actors in most of the facts, and many in few, as in a city."""
    chance = random.Random(seed)
    kinds = ("public_body", "company", "association", "")
    people = [Actor(f"k{k:05}", f"/a/{k}", f"Acteur n° {k} de la Lorme", kinds[k % 4]) for k in range(actors)]
    relations = ("achète à", "finance", "autorise", "installe", "prolonge", "s’oppose à", "vote")

    def choose() -> str:
        return people[min(int(chance.paretovariate(0.7)) - 1, actors - 1)].key

    facts = [
        Tie(
            str(k),
            f"/f/{k}",
            choose(),
            chance.choice(people).key,
            chance.choice(relations),
            str(chance.randint(2008, 2023)),
            chance.choice(STATES),
        )
        for k in range(ties)
    ]
    return people, facts


@cache
def make_money(count: int, *, seed: int = 1) -> list[MoneyLine]:
    """Sums of 500 suppliers, one in five unknown."""
    chance = random.Random(seed)
    return [
        MoneyLine(
            str(k),
            f"/f/{k}",
            f"Marché {k}",
            f"Société {int(chance.paretovariate(0.5)) % 500}",
            "",
            str(chance.randint(2005, 2024)),
            Decimal(chance.randint(1000, 900000)) if chance.random() < 0.8 else None,
            kind=chance.choice(("awarded", "paid", "estimated")),
            tax=chance.choice(("HT", "TTC", "")),
        )
        for k in range(count)
    ]
