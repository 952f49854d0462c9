"""The permanent addresses of the library."""

from django.urls import path, re_path

from contrechamp.website.library.views import (
    act,
    documents,
    names,
    page,
    passage,
    plain,
    search,
    table,
    technology,
)

DOCUMENT = r"^d/(?P<digest>[0-9a-f]{64})/"
PAGE = DOCUMENT + r"(?P<number>[1-9][0-9]{0,6})/"
ACTS = DOCUMENT + r"actes/"
ACT = ACTS + r"(?P<rank>[1-9][0-9]{0,5})/"
PASSAGE = PAGE + r"(?P<start>[0-9]{1,9})-(?P<end>[0-9]{1,9})/"


def with_numbers(view):
    """Patterns give text; the views take numbers."""

    def numbered(request, **parts):
        numbers = {name: int(parts[name]) for name in ("number", "start", "end", "rank") if name in parts}
        return view(request, **{**parts, **numbers})

    numbered.__name__ = view.__name__
    return numbered


urlpatterns = [
    path("", search.home, name="home"),
    path("chercher", search.search, name="search"),
    path("chercher.atom", search.search_feed, name="search-feed"),
    path("bibliotheque/", documents.library, name="library"),
    path("bibliotheque/illisibles/", documents.unreadable, name="unreadable"),
    re_path(DOCUMENT + "$", documents.document, name="document"),
    re_path(DOCUMENT + "original$", documents.original, name="original"),
    re_path(PAGE + "$", with_numbers(page.page), name="page"),
    re_path(PAGE + "image$", with_numbers(page.page_image), name="page-image"),
    re_path(PAGE + "citer$", with_numbers(page.cite_lines), name="cite-lines"),
    re_path(PASSAGE + "$", with_numbers(passage.passage), name="passage"),
    re_path(PASSAGE + r"passage\.png$", with_numbers(passage.passage_image), name="passage-image"),
    re_path(PASSAGE + r"citation\.(?P<form>txt|html|bib)$", with_numbers(passage.citation), name="citation"),
    re_path(PAGE + r"tableau-(?P<rank>[1-9][0-9]{0,5})\.csv$", with_numbers(table.table), name="table"),
    re_path(ACTS + "$", act.acts, name="acts"),
    re_path(ACT + "$", with_numbers(act.act), name="act"),
    re_path(ACT + r"citation\.(?P<form>txt|html|bib)$", with_numbers(act.act_citation), name="act-citation"),
    path("dispositifs", technology.technologies, name="technologies"),
    re_path(r"^dispositifs/(?P<key>[^/]{1,200})$", technology.technology, name="technology"),
    path("listes", names.names, name="names"),
    path("a-propos", plain.about, name="about"),
    path("citer", plain.how_to_cite, name="how-to-cite"),
    path("robots.txt", plain.robots, name="robots"),
]
