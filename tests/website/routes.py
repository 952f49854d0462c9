"""Every route of the site with an address that answers: a new route without one fails the census."""

from collections.abc import Iterator

from tests.website.facts import DECIDED, NETWORK
from tests.website.findings import TECHNOLOGY
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
        "sign-in": "/equipe/entrer",
        "sign-out": "/equipe/sortir",
        "gallery": "/_interface",
    }
