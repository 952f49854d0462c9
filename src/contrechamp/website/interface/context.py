"""What every view may say: whose site this is, how to reach a human, who is signed in."""

from django.conf import settings
from django.http import HttpRequest


def describe_site(request: HttpRequest) -> dict:
    """`member` is None for a reader; nothing is read from the database unless a session cookie came."""
    user = getattr(request, "user", None)
    return {
        "collective_name": settings.COLLECTIVE_NAME,
        "collective_contact": settings.COLLECTIVE_CONTACT,
        "member": user if user is not None and user.is_authenticated else None,
        "page_lang": settings.LANGUAGE_CODE,
    }
