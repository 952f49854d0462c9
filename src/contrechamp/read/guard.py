"""What a parser library may throw at bytes it does not like becomes one error of ours."""

import csv
import functools
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from email.errors import MessageError
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import ContrechampError, DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.reader import Finding, Request

#: What parsers were seen to throw at damaged files (`email`, olefile, zipfile, lxml, py7zr).
PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    RuntimeError,
    MessageError,
    csv.Error,
    TypeError,
    ValueError,
    etree.LxmlError,
    lzma.LZMAError,
    struct.error,
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
)

Read = Callable[[BinaryIO, Request], Iterator[Finding]]


def guard_parser(read: Read) -> Read:
    """Make `read` raise nothing but errors of ours: whatever its parser throws becomes DocumentIsBroken."""

    @functools.wraps(read)
    def guarded(source: BinaryIO, request: Request) -> Iterator[Finding]:
        try:
            yield from read(source, request)
        except ContrechampError:
            raise
        except PARSER_ERRORS as error:
            raise DocumentIsBroken(f"{reasons.MALFORMED} ({type(error).__name__})") from error

    return guarded
