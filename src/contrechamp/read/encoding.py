"""Which characters the bytes of a text stand for, when nothing says it or what says it is wrong."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO

import charset_normalizer

SAMPLE_BYTES = 1 << 20
_CANDIDATES = ("cp1252", "mac-roman", "cp850")
_LOWER = frozenset("éèàêçùâîôûëïœæöüñáíóú")
_UPPER = frozenset("ÉÈÀÊÇÙÂÎÔÛËÏŒÆÖÜÑ")
_SIGNS = frozenset("«»–—…°€“”•\xa0²³½§·×±Øº")
_NO_CHARSETS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))
_WESTERN = frozenset(("cp1252", "iso8859-15", "mac-roman"))  # often declared by habit
_ENOUGH = 0.5  # mean score under which a text is not taken for French

_ALIASES = {
    "x-mac-roman": "mac-roman",
    "macintosh": "mac-roman",
    "x-user-defined": "cp1252",
    "iso-8859-1": "cp1252",  # as every browser does: a superset in what is printed
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "unicode": "utf-16",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp-850": "cp850",
    "unknown-8bit": "",
    "default": "",
}


def _read_as_windows(error: UnicodeError) -> tuple[str, int]:
    """Bytes that break the encoding around them are read as Windows-1252, which most of them were."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("contrechamp-mixed", _read_as_windows)


def find_codec(untrusted_name: str) -> str:
    """Python's name of a declared encoding of text, or "" when it names none."""
    name = untrusted_name.strip().strip("\"'").lower()
    name = _ALIASES.get(name, name)
    try:
        codec = codecs.lookup(name)
        "a".encode(codec.name)  # refuses the codecs that are no text (base64, zip…)
    except (LookupError, ValueError, TypeError, AttributeError):
        return ""
    return "" if codec.name in _NO_CHARSETS else _ALIASES.get(codec.name, codec.name)


def find_encoding(sample: bytes) -> str:
    """The encoding of a text from some of its bytes; French ones are told apart by the letters they give."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = sample[:4096]
    if head.count(0) > len(head) // 5:
        return "utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"
    if sample.isascii() or _is_mostly_utf8(sample):
        return "utf-8"
    scores = {name: _score(sample, name) for name in _CANDIDATES}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _ENOUGH:
        return best
    guess = charset_normalizer.from_bytes(sample[:65_536]).best()
    return guess.encoding if guess and guess.encoding not in ("ascii",) else best


def decode_text(content: bytes, *, declared: str = "") -> str:
    """The characters of `content`; a declared encoding is believed when the bytes allow it."""
    encoding = find_codec(declared) if declared else ""
    if encoding and not content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        is_wide_lie = encoding.startswith(("utf-16", "utf_16", "utf-32", "utf_32")) and 0 not in content[:400]
        is_wide_lie = is_wide_lie or (encoding in _WESTERN and _is_utf8(content))
        try:
            if not is_wide_lie:
                return content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeError, ValueError):
            pass
    encoding = find_encoding(content[:SAMPLE_BYTES])
    return content.decode(encoding, "contrechamp-mixed" if encoding.startswith("utf-8") else "replace")


def _is_utf8(content: bytes) -> bool:
    """Whether non-ASCII bytes are well-formed UTF-8, which no other encoding gives by chance."""
    try:
        return not content.isascii() and bool(content.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def read_pieces(source: BinaryIO, *, size: int = 1 << 20) -> Iterator[str]:
    """The characters of `source` in pieces made of about `size` bytes, for texts of any length."""
    source.seek(0)
    encoding = find_encoding(source.read(SAMPLE_BYTES))
    source.seek(0)
    errors = "contrechamp-mixed" if encoding.startswith("utf-8") else "replace"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    while block := source.read(size):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)


def _is_mostly_utf8(sample: bytes) -> bool:
    """Whether accents are UTF-8, some broken bytes aside (a cut end, a pasted piece of something else)."""
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(sample) - 3:
            return not sample[: error.start].isascii()
    else:
        return True
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(character > "\x7f" for character in text) - broken > 4 * broken


def _score(sample: bytes, encoding: str) -> float:
    """How French the accented characters look in `encoding` beside their neighbours: -1 (never) to 1."""
    text = f" {sample[:200_000].decode(encoding, 'replace')} "
    places = [place for place, character in enumerate(text) if character > "\x7f"][:5000]
    return sum(_score_letter(*text[place - 1 : place + 2]) for place in places) / max(1, len(places))


def _score_letter(before: str, letter: str, after: str) -> float:
    inside = before.isalpha() and after.isalpha()
    if letter in "’‘":
        return 1.0 if before.isalpha() else 0.0
    if letter in _LOWER:
        return -0.5 if before.isupper() and after.isupper() else 1.0
    if letter in _UPPER:
        return -0.5 if before.islower() or (after.islower() and inside) else 1.0
    if letter in _SIGNS:
        return -1.0 if inside else 0.6
    return -1.0
