"""Seeded pages of gazettes, minutes and ordinary papers, one document after the other, for the bench of splitting."""

import random
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bench.council_papers import _DOES, _OPENINGS, _WHERE, _WHO
from contrechamp.vocabulary.document import HowRead, Page

PAGES_AN_ACT = 3
_SENTENCES = 16  # a page: with the headings about 2,100 characters
_TEXTS = 2_000  # different ones: the generator must cost less than what is measured
_FOOTER = "Préfecture de la Lorme - {number} - {title} {page}"


class GeneratedPaper(NamedTuple):
    """A document's kind, how many acts it holds, and its pages, made as they are asked for."""

    kind: str
    act_count: int
    pages: Iterator[Page]


def make_papers(page_count: int, *, seed: int, pages_a_paper: int = 302) -> Iterator[GeneratedPaper]:
    """Gazettes, minutes and letters in turn, until there are `page_count` pages; the same from the same seed."""
    dice = random.Random(seed)
    texts = [_write_text(dice) for _ in range(_TEXTS)]
    makers = (_make_gazette, _make_minutes, _make_letters)
    for place in range(page_count // pages_a_paper):
        yield makers[place % len(makers)](dice, texts, pages_a_paper)


def _make_gazette(dice: random.Random, texts: Sequence[str], page_count: int) -> GeneratedPaper:
    acts = (page_count - 2) // PAGES_AN_ACT
    titles = [f"Arrêté n° 2021-{n:04} portant que {_write_line(dice)}"[:110] for n in range(acts)]
    numbers = [f"96-2021-03-{1 + n % 28:02}-{n:05}" for n in range(acts)]

    def give() -> Iterator[Page]:
        yield _make_page(1, "RECUEIL DES ACTES ADMINISTRATIFS\nN° 96-2021-012")
        places = [3 + PAGES_AN_ACT * n for n in range(acts)]
        entries = zip(numbers, titles, places, strict=True)
        yield _make_page(2, "Sommaire\n" + "\n".join(f"{n} - {t} (2 pages) Page {p}" for n, t, p in entries))
        for number, title, first in zip(numbers, titles, places, strict=True):
            bodies = (
                f"Préfecture de la Lorme\n{number}\n{title}",
                f"{title}\nLe préfet,\nVu le code ;\n",
                "",
            )
            for page, body in enumerate(bodies, start=first):
                text = body if page == first else body + dice.choice(texts)
                end = "\nFait à Champlorme, le 3 mars 2021\nLe préfet\n" if page == first + 2 else "\n"
                yield _make_page(page, text + end + _FOOTER.format(number=number, title=title, page=page))

    return GeneratedPaper("gazette", acts, give())


def _make_minutes(dice: random.Random, texts: Sequence[str], page_count: int) -> GeneratedPaper:
    items = page_count // PAGES_AN_ACT

    def give() -> Iterator[Page]:
        for page in range(1, page_count + 1):
            item, rest = divmod(page - 1, PAGES_AN_ACT)
            heading = (
                f"{item + 1}- {_write_line(dice).capitalize()}\nOdile FARGUE :\n"
                if rest == 0 and item < items
                else ""
            )
            vote = "\nPour : 30\nContre :\nAdopté à l'unanimité." if rest == PAGES_AN_ACT - 1 else ""
            yield _make_page(page, heading + dice.choice(texts) + vote)

    return GeneratedPaper("minutes", items, give())


def _make_letters(dice: random.Random, texts: Sequence[str], page_count: int) -> GeneratedPaper:
    return GeneratedPaper("letter", 0, (_make_page(n, dice.choice(texts)) for n in range(1, page_count + 1)))


def _make_page(number: int, text: str) -> Page:
    return Page(number, text, HowRead.NATIVE)


def _write_text(dice: random.Random) -> str:
    return "\n".join(f"{dice.choice(_OPENINGS)} {_write_line(dice)}." for _ in range(_SENTENCES))


def _write_line(dice: random.Random) -> str:
    return f"{dice.choice(_WHO)} {dice.choice(_DOES)} {dice.choice(_WHERE)}"
