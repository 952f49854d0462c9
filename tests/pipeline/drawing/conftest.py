"""The book of `tests/link`, for pictures of it."""

from tests.link.conftest import book  # noqa: F401
