"""One of each kind of thing in the registry behind the small observatory, for the census of its views."""

import functools
from typing import NamedTuple

from tests.website.registry.speaking import add_entity, add_fact, cite
from tests.website.registry.waiting import add_name, add_proposal, find_words
from tests.website.site import Site

from contrechamp.vocabulary.digest import Digest


class Seeds(NamedTuple):
    """Ids of an entity and of a fact that everybody sees, and a passage."""

    entity: str
    fact: str
    passage: str


def ensure_seeds(site: Site) -> Seeds:
    """Made once; a name, a proposal and a person wait too."""
    return _make_seeds(site.digests["deliberation"])


@functools.cache
def _make_seeds(digest: Digest) -> Seeds:
    words = find_words(digest, "douze caméras")
    project = add_entity("project", "Réseau du recensement")
    fact = add_fact(project, "counts", words=words, value="12", when="2024-06")
    add_entity("actor", "Personne du recensement", category="person", role="maire", sources=(cite(words),))
    add_name("actor", "Nom du recensement", words)
    add_proposal("count", words, count="12", device="fixed_camera", date="2024")
    return Seeds(project.id, fact.id, words.written)
