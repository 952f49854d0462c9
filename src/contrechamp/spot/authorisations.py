"""What camera acts authorise: where, how many cameras, for how long."""

from collections.abc import Callable, Iterator, Sequence

from contrechamp.spot.lexicons import Lexicons
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.document import Page


def find_authorisations(
    acts: Sequence[Act], read_page: Callable[[int], Page], lexicons: Lexicons
) -> Iterator[Authorisation]:
    """What each camera act of a document says; `read_page` gives a page by its number."""
    return iter(())
