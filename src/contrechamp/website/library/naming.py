"""What a page names, ready to be shown: by kind, with its sign, its places in the text and on the image."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from contrechamp.link.verdicts import find_verdicts, list_contests
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.mention import TEAM_ONLY, Mention, MentionKind, find_facet
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import Mentioned
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.interface.words import MENTIONS, write_value
from contrechamp.website.library import gate
from contrechamp.website.library.addresses import NO_MARKS, Asked
from contrechamp.website.library.passages import find_line, find_sentence

MOST_MARKED = 400  # in the text of a page; a list of names is no reading
MOST_FRAMED = 150  # on its image, as long as nobody chose what to mark
MOST_VALUES = 40  # of a kind
LONGEST_KEY = 200
MOST_PLACES = 6  # of a value


class PlaceOfWords(NamedTuple):
    """One of the places where something is named: `target` is on this view, `sentence` the address to quote it.

    `denial` is the address where anybody contests it, `contested` why it is contested already ("" where it is not).
    """

    line: int
    target: str
    sentence: str
    denial: str
    contested: str


class Desk(NamedTuple):
    """What the team decided of a name ("" it waits, "is", "refused"), and where it decides."""

    verdict: str
    address: str


class Rule(NamedTuple):
    """What found mentions."""

    name: str
    version: str


@dataclass(frozen=True)
class NamedValue:
    """Something that the page names, and where; `desk` is where the team judges it, or has judged."""

    key: str
    name: str
    count: int
    places: tuple[PlaceOfWords, ...]
    address: str = ""
    desk: Desk | None = None


@dataclass(frozen=True)
class NamedKind:
    """A kind, whether it is marked now, the address that changes that, and what there is of it."""

    key: str
    name: str
    count: int
    is_marked: bool
    toggle: str
    values: tuple[NamedValue, ...]


@dataclass(frozen=True)
class Naming:
    """Everything about the mentions of one page; `is_quiet` while nobody chose what to mark.

    `marked` are those in the text, `framed` those on the image.
    """

    kinds: tuple[NamedKind, ...]
    marked: tuple[Mentioned, ...]
    framed: tuple[Mentioned, ...]
    rules: tuple[Rule, ...]
    is_quiet: bool
    all_address: str
    none_address: str
    is_none: bool

    @property
    def count(self) -> int:
        return sum(kind.count for kind in self.kinds)


def list_mentions(request: HttpRequest, card: DocumentCard, number: int) -> tuple[Mention, ...]:
    """The mentions of a page that this person may see: those of persons are the team's."""
    found = find_observatory().findings.mentions(card.digest, number)
    is_team = gate.is_team(request)
    return tuple(one for one in found if is_team or one.kind not in TEAM_ONLY)


def make_naming(
    request: HttpRequest, card: DocumentCard, shown: Page, *, asked: Asked, rows: Container[int] = ()
) -> Naming:
    """The mentions of a page as the address asks for them (`reperes=technology,sum`).

    `rows` are the lines that are shown as rows of a table.
    """
    mentions = [one for one in list_mentions(request, card, shown.number) if one.end <= len(shown.text)]
    path = reverse("page", args=[card.digest, shown.number])
    present = [kind for kind in MENTIONS if any(one.kind == kind for one in mentions)]
    chosen = tuple(kind for kind in present if not asked.marked or kind in asked.marked)
    numbered = list(enumerate(mentions, start=1))
    desks = find_desks(mentions) if gate.is_team(request) else {}
    contested = list_contests(find_observatory().desk.view(None), f"{card.digest}/{shown.number}/")
    marked = mark_mentions(numbered, chosen)
    targets = {one.number for one in marked}
    return Naming(
        kinds=tuple(
            NamedKind(
                key=kind,
                name=str(MENTIONS[kind]),
                count=sum(one.kind == kind for one in mentions),
                is_marked=kind in chosen,
                toggle=asked.toggle_mark(kind).write(path),
                values=tuple(
                    replace(value, desk=desks.get((kind, value.key)))
                    for value in list_values(
                        card, shown, numbered, kind=kind, targets=targets, rows=rows, contested=contested
                    )
                ),
            )
            for kind in present
        ),
        marked=marked,
        framed=marked if asked.marked or len(marked) <= MOST_FRAMED else (),
        rules=tuple(sorted({Rule(one.rule, one.version) for one in mentions})),
        is_quiet=not asked.marked,
        all_address=asked.mark().write(path),
        none_address=asked.mark(NO_MARKS).write(path),
        is_none=asked.marked == (NO_MARKS,),
    )


def mark_mentions(numbered: Iterable[tuple[int, Mention]], kinds: Container[str]) -> tuple[Mentioned, ...]:
    """The first mentions of these kinds, none over another."""
    wanted = (Mentioned(n, str(one.kind), one.start, one.end) for n, one in numbered if one.kind in kinds)
    return keep_apart(wanted)[:MOST_MARKED]


def keep_apart(named: Iterable[Mentioned]) -> tuple[Mentioned, ...]:
    """In order, none over another: of two, the one that begins first, and of these the longer one."""
    kept: list[Mentioned] = []
    for one in sorted(named, key=lambda one: (one.start, -one.end)):
        if one.start < one.end and (not kept or one.start >= kept[-1].end):
            kept.append(one)
    return tuple(kept)


def list_values(
    card: DocumentCard,
    shown: Page,
    numbered: Sequence[tuple[int, Mention]],
    *,
    kind: str,
    targets: Container[int],
    rows: Container[int],
    contested: Mapping[str, str],
) -> list[NamedValue]:
    """What there is of one kind, what is named most often first; `targets` are the mentions that are marked."""
    groups: dict[str, list[tuple[int, Mention]]] = {}
    for number, mention in numbered:
        if mention.kind == kind:
            groups.setdefault(mention.value, []).append((number, mention))
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0][0]))
    return [
        NamedValue(
            key=group[0][1].value,
            name=show_plain(write_value(group[0][1])),
            count=len(group),
            places=tuple(
                find_place(
                    card,
                    shown,
                    number,
                    mention=mention,
                    is_marked=number in targets,
                    rows=rows,
                    contested=contested,
                )
                for number, mention in group[:MOST_PLACES]
            ),
            address=write_value_address(group[0][1]),
        )
        for group in ordered[:MOST_VALUES]
    ]


def find_place(
    card: DocumentCard,
    shown: Page,
    number: int,
    *,
    mention: Mention,
    is_marked: bool,
    rows: Container[int],
    contested: Mapping[str, str],
) -> PlaceOfWords:
    line = shown.text.count("\n", 0, mention.start) + 1
    span = Span(mention.start, mention.end)
    row = find_line(shown.text, span) if line in rows else None
    sentence = row or find_sentence(shown.text, span)
    address = reverse("passage", args=[card.digest, shown.number, sentence.start, sentence.end])
    target = f"#r{line}" if line in rows else f"#n{number}" if is_marked else f"#l{line}"
    place = f"{span.start}-{span.end}"
    denial = reverse("contest-mention", args=[f"mention/{card.digest}/{shown.number}/{place}"])
    return PlaceOfWords(line, target, address, denial, show_plain(contested.get(place, "")))


def find_desks(mentions: Iterable[Mention]) -> dict[tuple[str, str], Desk]:
    """For the team: where each name that can be judged stands, in the queue or in the registry."""
    found = [Name(str(one.kind), one.value) for one in mentions]
    verdicts = find_verdicts(find_observatory().desk.view(None), found)
    desks = {}
    for name, said in verdicts.items():
        is_entry = said.verdict == "is" and bool(said.entity)
        waits = f"{reverse('team-name')}?{urlencode({'k': name.kind, 'v': name.value})}"
        address = reverse("team-entity", args=[said.entity]) if is_entry else waits
        desks[name.kind, name.value] = Desk("is" if is_entry else said.verdict, address)
    return desks


def write_value_address(mention: Mention) -> str:
    """Where else the same is spoken of; a street is searched as words, and nobody searches for bare degrees."""
    facet = find_facet(mention)
    if facet == "technology":
        return write_technology_address(mention.value)
    if facet:
        return Asked(filters={facet: (mention.value,)}).write(reverse("search"))
    if mention.kind is MentionKind.PLACE and mention.details.get("type") != "point":
        words = mention.value.replace('"', " ")
        return Asked(text=f'"{words}"').write(reverse("search"))
    return ""


def write_technology_address(key: str) -> str:
    """The view of a technology; of a key that no address can hold, what is found by it."""
    if "/" in key or len(key) > LONGEST_KEY:
        return Asked(filters={"technology": (key,)}).write(reverse("search"))
    return reverse("technology", args=[key])
