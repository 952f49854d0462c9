"""Office files behind a password: opened with the one given, or said to be closed."""

import io
from typing import BinaryIO

import msoffcrypto
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

from contrechamp.errors import DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS

_DEFAULT_PASSWORD = (
    "VelvetSweatshop"  # what Excel uses for sheets that are locked but open to all ([MS-OFFCRYPTO])
)


def open_office(source: BinaryIO, password: str) -> BinaryIO:
    """The file itself, or its decrypted bytes; DocumentIsEncrypted when no password opens it."""
    source.seek(0)
    try:
        file = msoffcrypto.OfficeFile(source)
        is_encrypted = file.is_encrypted()
    except (FileFormatError, ParseError, *PARSER_ERRORS):
        is_encrypted = False
    if not is_encrypted:
        source.seek(0)
        return source
    for attempt in filter(None, (password, _DEFAULT_PASSWORD)):
        plain = io.BytesIO()
        try:
            file.load_key(password=attempt)
            file.decrypt(plain)
        except (DecryptionError, InvalidKeyError, ParseError, *PARSER_ERRORS):
            continue
        plain.seek(0)
        return plain
    raise DocumentIsEncrypted(reasons.WRONG_PASSWORD if password else reasons.ENCRYPTED)
