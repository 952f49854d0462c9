"""The promises of the web are checked on the website's own bench."""

from tests.website.conftest import member, reader, site  # noqa: F401
