"""Saved web pages, plain notes, and pages that would like to do harm."""

from .story import HERE, fill_facts, set_french


def _read(name: str) -> str:
    return (HERE / "texts" / name).read_text("utf-8")


def make_faq() -> bytes:
    """The city's questions and answers, in UTF-8."""
    return set_french(fill_facts(_read("faq.html"))).encode()


def make_news() -> bytes:
    """A newspaper's page, in windows-1252."""
    return set_french(fill_facts(_read("eclaireur.html")), narrow=False).encode("cp1252")


def make_hostile_page() -> bytes:
    """A forum page that tries to run scripts in seven ways."""
    return _read("forum.html").encode()


def make_notes(*, encoding: str) -> bytes:
    """The collective's notes."""
    return _read("notes.txt").encode(encoding)


def make_question() -> bytes:
    """A question that was never answered, as a Mac wrote it."""
    return _read("question.txt").replace("\n", "\r").encode("mac_roman")
