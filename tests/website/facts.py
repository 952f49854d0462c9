"""What the team of the small observatory has established: some of it public, some of it never to be seen by readers."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count

from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.registry import make_decision
from contrechamp.pipeline.observatory import Observatory
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

# Ids of entities and facts; a word in each says which.
COUNCIL, CITY, NETWORK, VOTE, ORDER = "cnc0000001", "cty0000001", "net0000001", "vte0000001", "rdr0000001"
TECHNOLOGY, SQUARE, DEVICE, BRANCH = "tec0000001", "sqr0000001", "dev0000001", "brn0000001"
MAYOR, GHOST, SECRET_FIRM = "may0000001", "gh0st00001", "sec0000001"
SECRET_DEVICE = "sed0000001"
DECIDED, COUNTED, COUNTED_AGAIN, AUTHORISED = "fdec000001", "fcnt000001", "fcnt000002", "fath000001"
INSTALLED, COST, SERVES, SECRET_FACT, BOTH = (
    "fnst000001",
    "fcst000001",
    "fser000001",
    "fsec000001",
    "fbth000001",
)
PUBLIC_FACTS = (DECIDED, COUNTED, COUNTED_AGAIN, AUTHORISED, INSTALLED, COST, BOTH)
HIDDEN_ENTITIES, HIDDEN_FACTS = (MAYOR, GHOST, SECRET_FIRM, SECRET_DEVICE), (SERVES, SECRET_FACT)
HIDDEN_NAMES = (
    "Œil de la sarcelle",
    "Aymeric Sarcelle",
    "Fantôme et fils",
    "Sarcelle Sécurité",
    "SARCELLE-CONSEIL",
)
POINT = {"latitude": "43.61", "longitude": "3.87", "direction": "90"}
ALIAS = "le Conseil municipal"
NAMED = {
    COUNCIL: ("actor", "Conseil municipal", {"category": "body"}),
    CITY: ("actor", "Ville de Sainte-Ombre", {"category": "body", "identifiers": {"siren": "210000001"}}),
    NETWORK: ("project", "Réseau du port", {}),
    VOTE: ("act", "Délibération 117", {"category": "deliberation", "details": {"date": "2024"}}),
    ORDER: ("act", "Arrêté 12", {"category": "order", "details": {"ends_on": "2020-12"}}),
    TECHNOLOGY: ("technology", "Caméra fixe", {"identifiers": {"technology": "fixed_camera"}}),
    SQUARE: ("place", "Place du Marché", {}),
    DEVICE: ("device", "Caméra 7", {"category": "dome", "details": {**POINT, "place": "place du Marché"}}),
    BRANCH: ("actor", "Ville de Ste-Ombre", {"category": "body"}),
    GHOST: ("actor", "Fantôme et fils", {"category": "company"}),  # no fact, no passage
    SECRET_FIRM: ("actor", "Sarcelle Sécurité", {"category": "company"}),
    SECRET_DEVICE: ("device", "Œil de la sarcelle", {"details": {**POINT, "place": "rue de la Sarcelle"}}),
}


class Pen:
    """Writes judgements, a minute after each other."""

    def __init__(self, observatory: Observatory, digests: Mapping[str, Digest]):
        self._observatory, self._digests, self._minutes = observatory, digests, count()

    def decide(self, kind: Kind, *, by: str = "Camille", **content: object) -> Judgement:
        at = datetime(2026, 11, 12, 10, tzinfo=UTC) + timedelta(minutes=next(self._minutes))
        (made,) = self._observatory.desk.judge([make_decision(kind, by=by, at=at, **content)])
        return made

    def cite(self, paper: str, words: str) -> Source:
        return self._observatory.desk.find_words(self._digests[paper], 1, words=words)

    def state(self, key: str, *said: str, at: Iterable[tuple[str, str]], **more: object) -> Judgement:
        """`said` are subject, relation, object, value and when, as far as they go; `at` papers and words."""
        sources = tuple(self.cite(*one) for one in at)
        return self.decide(Kind.FACT, facts=[render_fact(Fact(key, *said, sources=sources, **more))])


def write_facts(observatory: Observatory, digests: Mapping[str, Digest]) -> None:
    """All of it, through the registry's own door."""
    pen = Pen(observatory, digests)
    names = [["actor", ALIAS, "", COUNCIL], ["actor", "SARCELLE-CONSEIL", "", COUNCIL]]
    entities = [Entity(key, EntityKind(kind), name, **more) for key, (kind, name, more) in NAMED.items()]
    pen.decide(Kind.ENTITY, entities=[render_entity(one) for one in entities], names=names)
    pen.decide(Kind.MERGE, entity=BRANCH, into=CITY)
    twelve, unit = ("deliberation", "douze caméras"), {"unit": "caméras"}
    pen.state(DECIDED, VOTE, "decides", NETWORK, "12", "2024-06-25", at=[twelve], details=unit)
    pen.state(COUNTED, NETWORK, "counts", "", "11", "2024", at=[twelve], according_to=BRANCH, details=unit)
    pen.state(COUNTED, NETWORK, "counts", "", "12", "2024", at=[twelve], according_to=BRANCH, details=unit)
    said = [("gazette", "La caméra n° 1 est autorisée")]
    pen.state(COUNTED_AGAIN, NETWORK, "counts", "", "40", "2024-06", at=said, details=unit)
    pen.decide(Kind.CONTEST, fact=COUNTED_AGAIN, reason="la mairie en compte moins")
    pen.state(AUTHORISED, ORDER, "authorises", DEVICE, "", "2015-12/2020-12", at=said)
    pen.state(INSTALLED, CITY, "installs", DEVICE, "", "2016", at=[twelve])
    money = {"bound": "estimated", "tax": "HT"}
    pen.state(COST, NETWORK, "costs", "", "148200.00", at=[("deliberation", "148 200 € HT")], details=money)
    both = [("secret", "vole au-dessus"), twelve]
    pen.state(BOTH, NETWORK, "uses", TECHNOLOGY, at=both, note="")
    pen.state(SECRET_FACT, CITY, "buys_from", SECRET_FIRM, at=[("secret", "vole au-dessus")])
    source = pen.cite("deliberation", "autorise le maire à signer")
    mayor = Entity(MAYOR, EntityKind.ACTOR, "Aymeric Sarcelle", "person", "maire", sources=(source,))
    pen.decide(Kind.ENTITY, entities=[render_entity(mayor)])
    pen.state(SERVES, MAYOR, "serves_at", CITY, at=[("deliberation", "autorise le maire à signer")])
    pen.state("fvte000001", COUNCIL, "votes_for", VOTE, "21", at=[("deliberation", "21 voix pour")])
    pen.state("fstd000001", DEVICE, "stands_at", SQUARE, at=[twelve])
