"""The hostile bench: undefined template variables fail, queries are counted, nobody is signed in by accident."""

import pytest
from tests.website.site import MEMBER, PASSWORD, Site, build_site, ensure_findings


def pytest_collection_modifyitems(items) -> None:
    """Warnings are errors here."""
    for item in items:
        if "tests/website" in str(item.path):
            item.add_marker(pytest.mark.filterwarnings("error"))


class Undefined(str):
    """What an undefined template variable becomes: a failure that names it."""

    def __contains__(self, item: object) -> bool:
        return True

    def __mod__(self, variable: object) -> str:
        raise AssertionError(f"undefined template variable: {variable}")


@pytest.fixture(scope="session")
def site() -> Site:
    built = build_site()
    from django.template import engines

    engines["django"].engine.string_if_invalid = Undefined("undefined")
    return built


@pytest.fixture
def reader(site: Site):
    """Somebody with a browser, and nothing else."""
    from django.test import Client

    ensure_findings(site)
    return Client(headers={"host": "localhost"})


@pytest.fixture
def member(site: Site):
    """Somebody of the team, signed in through the form."""
    from django.test import Client

    ensure_findings(site)
    client = Client(headers={"host": "localhost"})
    answer = client.post("/equipe/entrer", {"name": MEMBER, "password": PASSWORD})
    assert answer.status_code == 302
    return client
