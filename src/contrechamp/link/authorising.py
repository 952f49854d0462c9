"""What a camera act authorises becomes a proposal, with the passages that say each of its terms."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from contrechamp.link.persons import NAMED, list_telling
from contrechamp.link.proposing import MOST_CHARACTERS, make_key
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.suggestion import Proposal

_WEIGHT, _MOST_CAMERAS = 900, 90
_LONGEST = 900  # code points of the passage that rules
_PLAIN = ("commune", "insee", "place", "address", "holder", "file_number", "begins_on", "ends_on")
_COUNTS = ("cameras_inside", "cameras_outside", "cameras_public_way", "retention_days")
_FIRST_ARTICLE = re.compile(r"\barticle\s{1,3}(?:premier|1\s?er|ler|1)\b")
_TERMS = {"retention": (MentionKind.RETENTION, "retention_days"), "end": (MentionKind.DATE, "ends_on")}


class ActText(NamedTuple):
    """One page of an act: its text, and where the act stands in it."""

    page: int
    text: str
    start: int
    end: int
    mentions: tuple[Mention, ...]


def propose_authorisation(
    digest: Digest, act: Act, said: Authorisation, *, pages: Iterable[ActText]
) -> Proposal | None:
    """One act; `pages` are those that it stands on. None where it says no place and no camera.

    `fields` hold the plain terms, and under "retention_at" and "end_at" ("PAGE/START-END") where the act says them.
    """
    fields = {name: getattr(said, name) for name in _PLAIN}
    fields |= {name: str(getattr(said, name)) for name in _COUNTS if getattr(said, name) is not None}
    counts = [getattr(said, name) or 0 for name in _COUNTS[:3]]
    parts = list(pages)
    ruling = next((part for part in parts if part.page == said.page), None)
    if ruling is None or not (said.place or said.address or any(counts)):
        return None
    fields |= {"act_number": act.number, "act_date": act.date, "act_title": " ".join(act.title.split())}
    fields |= {"act": str(act.rank), "body": act.body, "does": said.rule, **_find_terms(parts, fields)}
    start, end = _find_ruling(ruling, fields)
    passage = Passage(digest, ruling.page, start, end)
    text = " ".join(ruling.text[start:end].split())
    key = make_key(digest, "authorisation", act.first_page, words=f"{act.rank} {act.number} {act.title}")
    weight = _WEIGHT + min(sum(counts), _MOST_CAMERAS)
    kept = {name: value for name, value in fields.items() if value}
    if told := list_telling(kept, (one for part in parts for one in part.mentions)):
        kept[NAMED] = told
    return Proposal(key, "authorisation", passage, text, kept, said.rule, said.version, weight)


def _find_terms(parts: Iterable[ActText], fields: Mapping[str, str]) -> dict[str, str]:
    """Where the act says a term, by the mention that has its value."""
    found: dict[str, str] = {}
    for part in parts:
        for one in part.mentions:
            for name, (kind, field) in _TERMS.items():
                if one.kind is kind and one.value == fields.get(field) and part.start <= one.start < part.end:
                    found.setdefault(f"{name}_at", f"{part.page}/{one.start}-{one.end}")
    return found


def _find_ruling(part: ActText, fields: Mapping[str, str]) -> tuple[int, int]:
    """The passage of the page that rules: its first article, else from where it speaks of the place or of cameras."""
    folded = fold_keeping_length(part.text)
    article = _FIRST_ARTICLE.search(folded, part.start, part.end)
    anchors = [folded.find(word, part.start, part.end) for word in _list_anchors(fields)]
    first = article.start() if article else next((place for place in anchors if place >= 0), part.start)
    start = max(part.text.rfind("\n", part.start, first) + 1, part.start)
    end = min(part.end, start + _LONGEST, start + MOST_CHARACTERS)
    cut = part.text.rfind("\n", start + _LONGEST // 2, end) if end < part.end else end
    return start, max(cut, start + 1) if cut > start else end


def _list_anchors(fields: Mapping[str, str]) -> Iterator[str]:
    for name in ("place", "address", "holder"):
        if words := fold_keeping_length(fields.get(name, "")).split():
            yield words[0] if len(words) == 1 else " ".join(words[:2])
    yield from ("est autorise", "autorise", "camera", "videoprotection")
