"""Two members, and the words of the small observatory that names and facts stand on."""

import pytest
from tests.website.conftest import member, reader, site  # noqa: F401
from tests.website.registry.waiting import find_words

OTHER, OTHER_PASSWORD = "Noa", "une autre phrase bien assez longue"


@pytest.fixture
def second(site):  # noqa: F811
    """Another member of the team than `member`."""
    from django.test import Client

    from contrechamp.website.accounts.changes import add_account, has_account

    if not has_account(OTHER):
        add_account(OTHER, OTHER_PASSWORD)
    client = Client(headers={"host": "localhost"})
    client.post("/equipe/entrer", {"name": OTHER, "password": OTHER_PASSWORD})
    return client


@pytest.fixture
def council(site, member):  # noqa: F811
    """Words of a public paper."""
    return find_words(site.digests["deliberation"], "Le conseil municipal")


@pytest.fixture
def cameras(site, member):  # noqa: F811
    return find_words(site.digests["deliberation"], "douze caméras de vidéo- protection")


@pytest.fixture
def secret(site, member):  # noqa: F811
    """Words of a paper of the team."""
    return find_words(site.digests["secret"], "vole au-dessus des caméras")
