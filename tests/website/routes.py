"""Every route of the site with an address that answers: a new route without one fails the census."""

from collections.abc import Iterator

from tests.website.facts import DECIDED, NETWORK
from tests.website.findings import TECHNOLOGY
from tests.website.registry.seeds import ensure_seeds
from tests.website.site import PUBLIC, Site

TEAM = {
    "intake",
    "receipts",
    "progress",
    "collections",
    "publish",
    "unpublish",
    "retry",
    "withdraw",
    "columns",
    "sign-out",
    "team-names",
    "team-name",
    "team-entity",
    "team-proposals",
    "team-establish",
    "team-fact-new",
    "team-fact",
    "team-judgements",
    "team-persons",
    "team-contests",
}
FORMS = {"sign-in"}


def list_routes() -> Iterator[str]:
    """The names of all routes."""
    from django.urls import URLResolver, get_resolver

    def walk(patterns) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns)
            else:
                yield pattern.name

    return walk(get_resolver().url_patterns)


def list_addresses(site: Site) -> dict[str, str]:
    """One address for each route, on real documents; `gallery` answers 404 outside development."""
    digest = site.digests["deliberation"]
    act = f"/d/{site.digests['gazette']}/actes/2/"
    document, passage = f"/d/{digest}/", f"/d/{digest}/1/14-33/"
    return {
        "home": "/",
        "search": "/chercher?q=cam%C3%A9ra",
        "search-feed": "/chercher.atom?q=cam%C3%A9ra",
        "library": "/bibliotheque/",
        "unreadable": "/bibliotheque/illisibles/",
        "document": f"{document}?q=cam%C3%A9ra",
        "original": f"{document}original",
        "page": f"{document}1/?q=cam%C3%A9ra",
        "page-image": f"{document}1/image",
        "cite-lines": f"{document}1/citer?de=1&a=2",
        "passage": passage,
        "passage-image": f"{passage}passage.png",
        "citation": f"{passage}citation.txt",
        "table": f"{document}1/tableau-1.csv",
        "acts": f"/d/{site.digests['gazette']}/actes/?q=autorisation",
        "act": f"{act}?q=cam%C3%A9ra",
        "act-citation": f"{act}citation.txt",
        "technologies": "/dispositifs",
        "technology": f"/dispositifs/{TECHNOLOGY}",
        "registry": "/repertoire/",
        "entities": "/repertoire/acteurs?q=sainte",
        "facts": "/repertoire/faits",
        "authorisations": "/repertoire/autorisations",
        "contradictions": "/repertoire/contradictions",
        "unknowns": "/repertoire/inconnues",
        "counts": "/repertoire/comptages",
        "entity": f"/repertoire/{NETWORK}",
        "fact": f"/faits/{DECIDED}",
        "fact-data": f"/faits/{DECIDED}.json",
        "fact-citation": f"/faits/{DECIDED}/citation.txt",
        "map": "/carte?type=dome",
        "map-file": "/carte.svg",
        "map-sheet": "/carte/a4",
        "map-unplaced": "/carte/sans-coordonnees",
        "timeline": "/chronologie?de=2010",
        "network": f"/reseau?autour={NETWORK}",
        "money": "/argent?quoi=ensembles",
        "names": "/listes",
        "about": "/a-propos",
        "how-to-cite": "/citer",
        "robots": "/robots.txt",
        "intake": "/equipe/deposer",
        "receipts": "/equipe/deposer/1-2",
        "progress": "/equipe/lecture",
        "collections": "/equipe/collections",
        "publish": "/equipe/collections/publier?name=%C3%A9quipe",
        "unpublish": f"/equipe/collections/reprendre?name={PUBLIC}",
        "columns": f"/equipe/colonnes/{site.digests['cameras']}?kind=cameras",
        "retry": f"/equipe/relire/{site.digests['broken']}",
        "withdraw": f"/equipe/retirer/{digest}",
        **list_registry_addresses(site),
        "sign-in": "/equipe/entrer",
        "sign-out": "/equipe/sortir",
        "gallery": "/_interface",
    }


def list_registry_addresses(site: Site) -> dict[str, str]:
    """The same for the rooms of the registry."""
    seeds, digest = ensure_seeds(site), site.digests["deliberation"]
    return {
        "team-names": "/equipe/repertoire/",
        "team-name": "/equipe/repertoire/nom?k=actor&v=Nom+du+recensement",
        "team-entity": f"/equipe/repertoire/{seeds.entity}",
        "team-proposals": "/equipe/propositions/",
        "team-establish": f"/equipe/etablir/{digest}/1?de=1&a=2",
        "team-fact-new": f"/equipe/faits/nouveau?passage={seeds.passage}&relation=buys_from",
        "team-fact": f"/equipe/faits/{seeds.fact}",
        "team-judgements": "/equipe/arbitrages/",
        "team-persons": "/equipe/personnes/",
        "team-contests": "/equipe/contestations/",
        "contest": f"/contester/fait/{seeds.fact}",
        "contest-mention": f"/contester/mention/{digest}/1/0-20",
        "contest-act": f"/contester/acte/{site.digests['gazette']}/2",
    }
