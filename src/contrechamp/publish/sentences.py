"""What exports say in words: English here, and in the reader's language through `say`."""

from collections.abc import Callable, Mapping

from contrechamp.publish.contents import Contents
from contrechamp.vocabulary.fact import Fact, Relation

Say = Callable[..., str]
TEAM = "FOR THE TEAM ONLY: this holds what is not published, and who decided what. Do not pass it on."
OMITS = {
    "ftm": "Left out of FollowTheMoney: the history of decisions and the places of passages on their pages. Bounds of "
    "sums, counts and retention stand there as notes in words; acts that are no contracts are events.",
    "geojson": "Left out of GeoJSON: everything without coordinates, and all facts but the history of devices.",
    "csv": "Left out of these tables: the originals, and what was corrected or undone before. A text that would begin "
    "a formula has an apostrophe before it.",
    "xlsx": "Left out of this workbook: the originals, and what was corrected or undone before. No cell is a formula; "
    "a text is cut at 32,767 characters.",
    "sqlite": "Left out of this file: the originals, which it names by their SHA-256. It comes back into an "
    "observatory that holds them.",
    "bagit": "Left out of this bag: pages as they were read, the index, accounts, passwords and the collective's own "
    "words. It comes back into any observatory, which reads the originals again.",
}
RIGHTS = "Originals stay under the rights of those who made them; the licence is that of the registry."
BOUNDS = {
    "asked": "asked",
    "granted": "granted",
    "paid": "paid",
    "estimated": "estimated",
    "minimum": "at least",
    "maximum": "at most",
    "awarded": "awarded",
    "final": "final",
}


def list_about(contents: Contents) -> list[tuple[str, str]]:
    """What an export says of itself, under plain keys."""
    notice, say = contents.notice, contents.say
    told = [("audience", say(TEAM) if notice.is_team else say("Everybody"))]
    told += [("is_team", "1" if notice.is_team else "0")]
    told += [("publisher", notice.publisher), ("licence", notice.licence), ("rights", say(RIGHTS))]
    told += [("address", notice.address), ("made_at", notice.made_at.isoformat(timespec="seconds"))]
    told += [("states_on", notice.on.isoformat()), ("judgements_until", notice.place)]
    told += [("judgements_chain_digest", notice.chain_digest), ("omits", say(OMITS[notice.kind]))]
    return [*told, ("format", f"contrechamp {notice.kind} {notice.version}".rstrip())]


def render_readme(contents: Contents, changes: Mapping[str, int]) -> str:
    """The page that stands beside formats that cannot say these things themselves."""
    say = contents.say
    lines = [
        f"{say(_HEADINGS[key])}: {value}" for key, value in list_about(contents) if value and key in _HEADINGS
    ]
    if changes:
        lines += ["", say("Since the last export to this place:")]
        lines += [f"- {say(what)}: {count}" for what, count in sorted(changes.items())]
    return "\n".join(lines) + "\n"


_HEADINGS = {
    "audience": "For",
    "publisher": "Published by",
    "licence": "Licence",
    "rights": "Rights",
    "address": "Site",
    "made_at": "Made at",
    "states_on": "States as of",
    "judgements_until": "Last decision included",
    "judgements_chain_digest": "Digest of the chain of decisions there",
    "omits": "Note",
    "format": "Format",
}


def tell_fact(say: Say, fact: Fact, relation: Relation, names: Mapping[str, str]) -> str:
    """A fact as a sentence: who, what, whom, how much, when, by which act, according to whom."""
    words = [names.get(fact.subject, ""), relation.label, names.get(fact.object, "")]
    if fact.value:
        words.append(_tell_value(say, fact, relation))
    told = " ".join(filter(None, words))
    beside = [fact.when and fact.when.replace("/", "–")]
    beside += [names[fact.under]] if fact.under in names else []
    if fact.according_to in names:
        beside.append(say("according to {name}", name=names[fact.according_to]))
    return f"{told} ({', '.join(filter(None, beside))})" if any(beside) else told


def _tell_value(say: Say, fact: Fact, relation: Relation) -> str:
    unit = {"sum": " EUR", "days": f" {say('days')}"}.get(relation.value, "")
    bound = fact.details.get("bound", "")
    tax = fact.details.get("tax", "")
    said = f"{fact.value}{unit}{' ' + tax if tax else ''}"
    return f"{said}, {say(BOUNDS[bound])}" if bound in BOUNDS else said
