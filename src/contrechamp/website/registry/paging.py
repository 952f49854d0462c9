"""Lists of the registry by pages: where one stands, and the addresses before and after."""

from django.http import Http404, HttpRequest

from contrechamp.website.library.listing import Position

LAST_PAGE = 10_000


def read_page(request: HttpRequest) -> int:
    """The page of a list that the address asks for, from 1."""
    asked = request.GET.get("p", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1


def find_place(request: HttpRequest, total: int, *, size: int, shown: int) -> Position:
    """`shown` is how many entries this page of the list really has; beyond the last page there is nothing (404)."""
    page = read_page(request)
    if page > 1 and not shown and request.method in ("GET", "HEAD"):
        raise Http404
    first = (page - 1) * size + 1
    last = first + shown - 1

    def address(other: int) -> str:
        asked = request.GET.copy()
        asked["p"] = str(other)
        return f"{request.path}?{asked.urlencode()}"

    before = address(page - 1) if page > 1 else ""
    after = address(page + 1) if last < total and shown else ""
    return Position(total, size, min(first, total), last, before, after)
