"""Whatever is drawn, at whatever width: no word lies on another, none leaves the picture."""

import random
from decimal import Decimal

import pytest
from tests.draw.pictures import find_words, list_collisions, read_picture
from tests.draw.vaucreuse import STATES

from contrechamp.draw.money import MoneyLine, draw_money
from contrechamp.draw.money_growth import draw_growth
from contrechamp.draw.network import Actor, Tie, draw_network
from contrechamp.draw.timeline import Event, draw_timeline
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Drawing

_WIDE, _NARROW = (480, 640, 1000, 1300), (320, 360)
_RELATIONS = ("achète à", "soumissionne auprès de", "finance")


def make_words(chance: random.Random, most: int) -> str:
    letters = "aemnoirstluWM"
    return " ".join(
        "".join(chance.choice(letters) for _ in range(chance.randint(2, 16)))
        for _ in range(chance.randint(1, most))
    )


def make_date(chance: random.Random) -> str:
    year, month, day = chance.randint(1990, 2030), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice((f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}"))


def make_when(chance: random.Random) -> str:
    first, last = sorted([make_date(chance), make_date(chance)])
    return chance.choice((first, first, f"{first}/{last}", f"{first}/", f"/{last}"))


def make_sum(chance: random.Random) -> Decimal | None:
    return chance.choice((None, Decimal(chance.randint(1, 10 ** chance.randint(1, 11))) / 100))


def make_lines(chance: random.Random) -> list[MoneyLine]:
    return [
        MoneyLine(
            str(k),
            f"/f/{k}",
            make_words(chance, 8),
            make_words(chance, 4),
            "",
            chance.choice(("", make_date(chance))),
            *(make_sum(chance) for _ in range(3)),
            kind=chance.choice(("awarded", "paid", "estimated", "final")),
            tax=chance.choice(("HT", "TTC", "")),
            is_amendment_of=chance.choice(("", "a")),
        )
        for k in range(chance.randint(1, 20))
    ]


def check(drawing: Drawing) -> None:
    words = find_words(read_picture(drawing))
    assert list_collisions(words) == []
    assert all(
        one.left >= -1 and one.right <= drawing.width + 1 and one.bottom <= drawing.height for one in words
    )


@pytest.mark.parametrize("seed", range(60))
def test_timelines_of_any_events(seed):
    chance = random.Random(seed)
    lanes = [make_words(chance, 6) for _ in range(chance.randint(1, 14))]
    count, is_narrow = chance.choice((1, 3, 10, 40, 80)), seed % 3 == 0
    events = [
        Event(
            str(k),
            f"/f/{k}",
            make_words(chance, 12),
            make_when(chance),
            chance.choice(lanes),
            chance.choice(STATES),
            k % 5,
        )
        for k in range(count)
    ]
    width = chance.choice(_NARROW if is_narrow else _WIDE)
    check(draw_timeline(events, words=Words(), width=width, is_narrow=is_narrow))


@pytest.mark.parametrize("seed", range(60))
def test_networks_of_anybody(seed):
    chance = random.Random(seed)
    count = chance.randint(2, 70)
    actors = [Actor(f"k{k}", "", make_words(chance, 7), chance.choice(("company", ""))) for k in range(count)]
    ties = [
        Tie(
            str(k),
            "",
            f"k{chance.randrange(count)}",
            f"k{chance.randrange(count)}",
            chance.choice(_RELATIONS),
        )
        for k in range(chance.randint(1, count * 2))
    ]
    check(draw_network(actors, ties, words=Words(), width=chance.choice(_NARROW + _WIDE)))


@pytest.mark.parametrize("seed", range(60))
def test_money_of_any_sums(seed):
    chance = random.Random(seed)
    lines, width = make_lines(chance), chance.choice(_NARROW + _WIDE)
    check(draw_money(lines, by=chance.choice(("supplier", "year")), words=Words(), width=width))
    check(draw_growth(lines[:8], words=Words(), width=width))
