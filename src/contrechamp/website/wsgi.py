"""The door for the web server: the website's own database and style are made ready, then it answers."""

import fcntl
import os
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import django
from django.core.wsgi import get_wsgi_application

from contrechamp.collect.upload import sweep_spools
from contrechamp.errors import DiskIsFull

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "contrechamp.website.settings")


def prepare_website() -> None:
    """Bring database and static files up to date; several processes may start at once, one does the work."""
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    folder = Path(settings.WEBSITE_FOLDER)
    with (folder / "start.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        call_command("migrate", verbosity=0, interactive=False)
        call_command("collectstatic", verbosity=0, interactive=False)
        sweep_spools(settings.SPOOL_FOLDER, now=datetime.now(UTC))


def open_registry() -> None:
    """SQLite wants some room to open a book, even for reading: taken now, it does not lack on a full disk."""
    from contrechamp.website.interface.observatory import find_observatory

    with suppress(DiskIsFull):
        find_observatory().desk.view(None).read_head()


prepare_website()
open_registry()
application = get_wsgi_application()
