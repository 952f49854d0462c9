"""A million names are found as a few are: the same behaviour, asked of both."""

import random
import sys
from subprocess import run

import pytest

from contrechamp.spot.many_names import ManyNames
from contrechamp.spot.names import Names
from contrechamp.spot.tokens import split_tokens

NAMES = (
    "La Seyne-sur-Mer",
    "La Seyne",
    "Hyères",
    "ANSSI",
    "Société Dubois",
    "Société Dubois et fils",
    "…",
    "l'Œuvre",
)


def find_many(text: str, names=NAMES) -> list[tuple[str, str]]:
    many = ManyNames(names)
    return [(text[start:end], many.name(owner)) for start, end, owner in many.find(split_tokens(text))]


def find_few(text: str, names=NAMES) -> list[tuple[str, str]]:
    few = Names((name, owner) for owner, name in enumerate(names))
    return [(text[start:end], names[owner]) for start, end, owner in few.find(split_tokens(text))]


@pytest.mark.parametrize("find", [find_few, find_many])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("à LA SEYNE SUR MER", [("LA SEYNE SUR MER", "La Seyne-sur-Mer")]),
        ("à la Seyne-\nsur-Mer", [("la Seyne-\nsur-Mer", "La Seyne-sur-Mer")]),
        ("à La Seyne, sur mer", [("La Seyne", "La Seyne")]),
        ("d’Hye\u0300res", [("Hye\u0300res", "Hyères")]),
        ("l'ANSSI, l'anssi", [("ANSSI", "ANSSI")]),
        ("la société dubois et fils", [("société dubois et fils", "Société Dubois et fils")]),
        ("la société Du-\nbois", [("société Du-\nbois", "Société Dubois")]),
        ("la société Dubois et filles", [("société Dubois", "Société Dubois")]),
        ("L’OEUVRE", [("L’OEUVRE", "l'Œuvre")]),
        ("Société", []),
        ("", []),
    ],
)
def test_a_name_is_found_however_a_paper_writes_it(find, text, found):
    assert find(text) == found


def test_many_find_what_few_find_in_any_text():
    chance = random.Random(5)
    words = ["le", "La", "Bar", "sur", "Mer", "ANSSI", "mer", "bar-", "de\n", "Saint", "l'"]
    for _ in range(200):
        names = tuple({" ".join(chance.choices(words, k=chance.randint(1, 4))) for _ in range(12)})
        text = " ".join(chance.choices(words, k=60))
        spans = [[found for found, _ in find(text, names)] for find in (find_few, find_many)]
        assert spans[0] == spans[1]


def test_no_names_find_nothing():
    assert find_many("La Seyne", ()) == []
    assert len(ManyNames(["a", "b"])) == 2


def test_a_name_of_very_many_words_is_found_by_its_first_ones():
    name = " ".join(f"mot{n}" for n in range(40))
    assert len(find_many(name, (name,))) == 1


def test_numpy_waits_for_a_long_list():
    code = (
        "import sys; from contrechamp.spot.lexicons import open_lexicons; "
        "list(open_lexicons().find('vidéo', 'technology')); sys.exit('numpy' in sys.modules)"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
