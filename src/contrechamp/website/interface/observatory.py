"""The one door from the website to everything below it."""

import functools
from datetime import UTC, datetime

from django.conf import settings

from contrechamp.pipeline.observatory import Observatory, open_observatory


@functools.cache
def find_observatory() -> Observatory:
    """The observatory of this process, opened on first use."""
    return open_observatory(settings.CONFIG, clock=lambda: datetime.now(UTC))
