"""What readers may contest: its words, where it is shown, how the registry names it."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from contrechamp.errors import DocumentUnknown
from contrechamp.link.view import View
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.passages import find_sentence, quote
from contrechamp.website.registry.telling import tell_fact_of


@dataclass(frozen=True)
class Target:
    """Something that can be contested: its words, where it is shown, and how the registry names it.

    `thing` is what a CONTEST judgement is about: {"fact": ID}, {"entity": ID} or {"place": "DIGEST/PAGE/START-END"}.
    """

    key: str
    kind: str
    said: str
    address: str
    thing: dict[str, str]


def find_target(key: str, request: HttpRequest) -> Target | None:
    """What this person may see under such a key, else None."""
    kind, _slash, rest = key.partition("/")
    makers = {"fait": _find_fact, "fiche": _find_entity, "mention": _find_mention, "acte": _find_act}
    return makers[kind](key, rest, request) if kind in makers else None


def _open_view(request: HttpRequest) -> View:
    return find_observatory().desk.view(gate.list_seen_collections(request))


def _find_fact(key: str, rest: str, request: HttpRequest) -> Target | None:
    view = _open_view(request)
    fact = view.find_fact(rest)
    if fact is None:
        return None
    return Target(key, "fact", tell_fact_of(view, fact), reverse_or("fact", rest), {"fact": rest})


def _find_entity(key: str, rest: str, request: HttpRequest) -> Target | None:
    entity = _open_view(request).find_entity(rest)
    if entity is None:
        return None
    return Target(
        key, "entity", show_plain(entity.name), reverse_or("entity", entity.id), {"entity": entity.id}
    )


def _find_mention(key: str, rest: str, request: HttpRequest) -> Target | None:
    """Words of a page that a rule spotted; others are nobody's suggestion."""
    digest, number, place = ([*rest.split("/"), "", ""])[:3]
    card = gate.find_shown(digest, request)
    if (
        card is None
        or not number.isascii()
        or not number.isdigit()
        or not 1 <= int(number) <= card.page_count
    ):
        return None
    try:
        text = find_observatory().read_page(card.digest, int(number)).text
    except (DocumentUnknown, IndexError):
        return None
    found = find_observatory().findings.mentions(card.digest, int(number))
    one = next((one for one in found if f"{one.start}-{one.end}" == place), None)
    if one is None or (one.kind == "person" and not gate.is_team(request)):
        return None
    sentence = find_sentence(text, Span(one.start, one.end))
    said = f"{show_plain(one.text)} — « {quote(text, sentence)} »"
    return Target(key, "mention", said, reverse("page", args=[card.digest, int(number)]), {"place": rest})


def _find_act(key: str, rest: str, request: HttpRequest) -> Target | None:
    digest, rank = ([*rest.split("/"), ""])[:2]
    card = gate.find_shown(digest, request)
    acts = find_observatory().findings.acts(card.digest) if card else ()
    act = next((one for one in acts if str(one.rank) == rank), None)
    if act is None:
        return None
    said = show_plain(" ".join(filter(None, (act.number, act.title)))) or rank
    return Target(
        key, "act", said, reverse("act", args=[digest, act.rank]), {"place": f"{digest}/acts/{rank}"}
    )


def reverse_or(name: str, *args: str) -> str:
    """An address; "" while no view of that name is there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
