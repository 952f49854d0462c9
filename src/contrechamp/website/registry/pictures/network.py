"""The network as a view shows it: all of it, of one relation, or around somebody."""

from dataclasses import dataclass, replace

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language

from contrechamp.draw.network import draw_network
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.ties import Network, find_network, list_tying_relations
from contrechamp.vocabulary.drawing import Drawing
from contrechamp.website.registry.pictures.asking import read_choice, read_key, write_pairs
from contrechamp.website.registry.pictures.map import Choice
from contrechamp.website.registry.pictures.telling import make_addresses, name_relation
from contrechamp.website.registry.pictures.words import NETWORK, make_words

WIDTHS = {False: 960, True: 360}  # by is_narrow


@dataclass(frozen=True)
class NetworkAsked:
    """One relation ("" for all), around whom ("" for all of it), the facts between which two."""

    relation: str = ""
    around: str = ""
    between: tuple[str, ...] = ()
    is_narrow: bool = False

    def write(self, path: str = "") -> str:
        pairs = {"relation": self.relation, "autour": self.around, "entre": ",".join(self.between)}
        return write_pairs(path or reverse("network"), pairs | {"etroit": "1" if self.is_narrow else ""})

    def change(self, **others: object) -> "NetworkAsked":
        return replace(self, **others)


def read_network(parameters: QueryDict) -> NetworkAsked:
    between = tuple(filter(None, map(read_key, parameters.get("entre", "").split(",")[:3])))
    return NetworkAsked(
        read_choice(parameters.get("relation", ""), list_tying_relations()),
        read_key(parameters.get("autour", "")),
        between if len(between) == 2 else (),
        parameters.get("etroit") == "1",
    )


def find_asked(view: View, asked: NetworkAsked, *, is_near: bool = False) -> Network:
    """`is_near` keeps to the facts of the one around whom it is, without those of what they share with others."""
    addresses = {"entity": make_addresses("entity"), "fact": make_addresses("fact")}
    chosen = {"relation": asked.relation, "about": asked.around, "is_near": is_near}
    name = ("network found", *chosen.values())
    return view.remember(name, lambda: find_network(view, **chosen, **addresses))


def draw_asked(view: View, asked: NetworkAsked) -> Drawing:
    """The picture; kept, because many ask for the same and placing a large one takes its second."""
    seen = asked.change(between=())
    return view.remember(("network", seen, get_language()), lambda: _draw(view, seen))


def _draw(view: View, asked: NetworkAsked) -> Drawing:
    network = find_asked(view, asked)
    return draw_network(
        network.actors,
        network.ties,
        words=make_words(NETWORK),
        focus=asked.around,
        width=WIDTHS[asked.is_narrow],
        find_line_address=lambda one, other: f"{asked.change(between=(one, other)).write()}#faits",
        find_actor_network=lambda key: asked.change(around=key).write(),
    )


def list_relations(network: Network, asked: NetworkAsked) -> list[Choice]:
    """The relations that there are, those with the most facts first; the chosen one leads back to all."""
    ranked = sorted(network.relations.items(), key=lambda item: (-item[1], item[0]))
    return [
        Choice(
            name_relation(key),
            asked.change(relation="" if key == asked.relation else key, between=()).write(),
            count,
            key == asked.relation,
        )
        for key, count in ranked
    ]


def list_between(network: Network, asked: NetworkAsked) -> list[str]:
    """The ids of the facts between the two that were asked for."""
    return [tie.key for tie in network.ties if {tie.source, tie.target} == set(asked.between)]
