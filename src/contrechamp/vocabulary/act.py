"""Acts: what a gazette, minutes or a batch of deliberations is made of, and what a camera act authorises."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Act:
    """One act inside a document. `rank` counts from 1 in the order of the document and is its address there.

    It begins at code point `start` of page `first_page` and ends before code point `end` of page `last_page`.
    `date` is ISO 8601 with its own precision; `number`, `title`, `body` and `signatory` are as written, "" when not
    found; `kind` is a key of `text.kinds`. `rule` and `version` say what found it.
    """

    rank: int
    first_page: int
    last_page: int
    start: int
    end: int
    number: str = ""
    date: str = ""
    title: str = ""
    body: str = ""
    signatory: str = ""
    kind: str = ""
    rule: str = ""
    version: str = ""


@dataclass(frozen=True)
class Authorisation:
    """What one act authorises; None or "" where it does not say.

    `act` is the rank of the act (0: the document itself), `page` where it says so.
    `place` is the establishment or territory as written, `holder` who may do it where the act names another one;
    `begins_on` and `ends_on` are ISO 8601. `rule` and `version` say what found it.
    """

    act: int
    page: int
    commune: str = ""
    insee: str = ""
    place: str = ""
    address: str = ""
    holder: str = ""
    cameras_inside: int | None = None
    cameras_outside: int | None = None
    cameras_public_way: int | None = None
    retention_days: int | None = None
    file_number: str = ""
    begins_on: str = ""
    ends_on: str = ""
    rule: str = ""
    version: str = ""
