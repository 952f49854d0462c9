"""Money as a view shows it: by supplier, by year, by funder, and how the price of one contract grew."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy

from contrechamp.draw.money import MoneyLine, draw_money
from contrechamp.draw.money_growth import draw_growth
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.sums import Money, find_money, list_growth
from contrechamp.vocabulary.drawing import Drawing
from contrechamp.website.registry.pictures.asking import read_choice, read_key, read_text, write_pairs
from contrechamp.website.registry.pictures.map import Choice
from contrechamp.website.registry.pictures.telling import make_addresses
from contrechamp.website.registry.pictures.words import GROWTH, MONEY, make_words

WIDTHS = {False: 960, True: 360}  # by is_narrow
BY = {"titulaire": "supplier", "annee": "year", "financeur": "funder"}
BY_NAMES = {
    "supplier": gettext_lazy("By supplier"),
    "year": gettext_lazy("By year"),
    "funder": gettext_lazy("By funder"),
}
OF = ("actes", "ensembles")
OF_NAMES = {"actes": gettext_lazy("Prices of acts"), "ensembles": gettext_lazy("Prices of whole projects")}
_SLUGS = {by: slug for slug, by in BY.items()}


@dataclass(frozen=True)
class MoneyAsked:
    """How sums are gathered, prices of what, one group whose facts are listed, the contract whose growth is shown."""

    by: str = "supplier"
    of: str = "actes"
    group: str = ""
    contract: str = ""
    about: str = ""
    is_narrow: bool = False

    def write(self, path: str = "") -> str:
        pairs = {
            "par": _SLUGS[self.by] if self.by != "supplier" else "",
            "quoi": self.of if self.of != OF[0] else "",
            "groupe": self.group,
            "marche": self.contract,
            "sur": self.about,
            "etroit": "1" if self.is_narrow else "",
        }
        return write_pairs(path or reverse("money"), pairs)

    def change(self, **others: object) -> "MoneyAsked":
        return replace(self, **others)


def read_money(parameters: QueryDict) -> MoneyAsked:
    return MoneyAsked(
        BY.get(parameters.get("par", ""), "supplier"),
        read_choice(parameters.get("quoi", ""), OF) or OF[0],
        read_text(parameters.get("groupe", "")),
        read_key(parameters.get("marche", "")),
        read_key(parameters.get("sur", "")),
        parameters.get("etroit") == "1",
    )


def find_asked(view: View, asked: MoneyAsked) -> Money:
    return find_money(view, about=asked.about, fact=make_addresses("fact"))


def choose_lines(money: Money, asked: MoneyAsked) -> list[MoneyLine]:
    """What funders give is a list of its own; prices are those of acts or those of wholes, never both."""
    if asked.by == "funder":
        return money.funded
    return money.acts if asked.of == OF[0] else money.wholes


def draw_asked(view: View, asked: MoneyAsked) -> Drawing:
    """The bars; kept, for many ask for the same."""
    seen = asked.change(group="", contract="")
    return view.remember(("bars", seen, get_language()), lambda: _draw(view, seen))


def _draw(view: View, asked: MoneyAsked) -> Drawing:
    return draw_money(
        choose_lines(find_asked(view, asked), asked),
        by=asked.by,
        words=make_words(MONEY),
        width=WIDTHS[asked.is_narrow],
        find_address=lambda group: f"{asked.change(group=group).write()}#faits" if group else "",
    )


def draw_contract(money: Money, asked: MoneyAsked) -> Drawing | None:
    """How the price of the contract grew; None where none is asked for, or no sum of it is known."""
    lines = list_growth(money, asked.contract) if asked.contract else []
    return draw_growth(lines, words=make_words(GROWTH), width=WIDTHS[asked.is_narrow]) if lines else None


def list_group(money: Money, asked: MoneyAsked) -> list[str]:
    """The ids of the facts of one group."""
    lines = choose_lines(money, asked)
    if asked.by == "year":
        return [line.key for line in lines if line.year[:4] == asked.group[:4]]
    return [line.key for line in lines if getattr(line, asked.by) == asked.group]


def list_ways(money: Money, asked: MoneyAsked) -> list[Choice]:
    """The ways to gather, each with how many sums it has."""
    prices = len(money.acts if asked.of == OF[0] else money.wholes)
    counts = {"supplier": prices, "year": prices, "funder": len(money.funded)}
    return [
        Choice(str(name), asked.change(by=by, group="", contract="").write(), counts[by], by == asked.by)
        for by, name in BY_NAMES.items()
    ]


def list_kinds(money: Money, asked: MoneyAsked) -> list[Choice]:
    """Prices of acts, or of what may hold several acts; of funders there is one kind."""
    counts = {"actes": len(money.acts), "ensembles": len(money.wholes)}
    if asked.by == "funder" or not money.wholes:
        return []
    return [
        Choice(str(name), asked.change(of=of, group="", contract="").write(), counts[of], of == asked.of)
        for of, name in OF_NAMES.items()
    ]


def list_contracts(money: Money, asked: MoneyAsked) -> list[Choice]:
    """The contracts whose price other acts changed, those with the most steps first."""
    steps = {key: len(list_growth(money, key)) for key, _name in money.growing[:200]}
    ranked = sorted(money.growing[:200], key=lambda one: (-steps[one[0]], one[1]))[:20]
    return [
        Choice(
            name, f"{asked.change(contract=key, group='').write()}#prix", steps[key], key == asked.contract
        )
        for key, name in ranked
    ]
