"""The media type of bytes that are text: mail, web page, data or plain words, from how they begin."""

import re

from contrechamp.read.procurement_type import find_json_standard, find_xml_standard

MESSAGE = "message/rfc822"
MAILBOX = "application/mbox"
PLAIN = "text/plain"

_FLAGS = re.IGNORECASE
_HEADER = re.compile(r"\A([!-9;-~]{1,76})[ \t]{0,8}:")
_HEADER_NAMES = (
    "bcc cc content-class content-disposition content-transfer-encoding content-type date delivered-to "
    "delivery-date dkim-signature errors-to from in-reply-to list-id mime-version message-id received "
    "received-spf references reply-to return-path sender status subject thread-index thread-topic to "
    "x-mailer x-msmail-priority x-original-to x-priority x-received x-sender x-spam-status x-uidl"
)
_MAIL_HEADERS = frozenset(_HEADER_NAMES.split())
_MBOX = re.compile(r"From [^\r\n]{1,200}\r?\n(?:>?[!-9;-~]{1,76}:|From )")
_HTML = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<frameset[\s>]|<title>|<table[\s>]|<meta\s|<script[\s>]"
    r"|<(?:div|p|h[1-6]|span|ul|style|a\s+href)[\s>=]",
    _FLAGS,
)
_XML_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_XML_SKIPPED = re.compile(
    r"<\?[^>]{0,2000}>|<!--(?:.{0,4000}?-->|.{0,4000})|<![^>\[]{0,1000}(?:\[[^\]]{0,4000}\]\s*)?>", re.DOTALL
)
_ROOTS = {
    "html": "text/html",
    "kml": "application/vnd.google-earth.kml+xml",
    "svg": "image/svg+xml",
    "gpx": "application/gpx+xml",
    "osm": "application/vnd.openstreetmap.data+xml",
}
_GEOJSON = re.compile(
    r'"type"\s{0,20}:\s{0,20}"(?:Feature(?:Collection)?|(?:Multi)?(?:Point|LineString|Polygon))"'
)
_OVERPASS = re.compile(
    r'"osm3s"\s{0,20}:|"generator"\s{0,20}:\s{0,20}"(?:[Oo]verpass|CGImap|[a-z-]{0,20}cgimap)'
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def decode_head(head: bytes) -> str | None:
    """The first bytes as characters good enough to recognise a format, or None when they are no text."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").lstrip("\ufeff")
    for order, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) >= 8 and zeros.count(0) > len(zeros) * 0.7 and zeros.count(0) > head.count(0) * 0.9:
            return head[: len(head) // 2 * 2].decode(order, "replace")
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    if text.startswith("\x00") or len(_CONTROLS.findall(text)) > len(text) // 50:
        return None
    return text


def find_text_type(text: str, untrusted_name: str) -> str:
    """The media type of a text from its beginning; the name decides only what the words cannot."""
    start = text.lstrip(" \t\r\n\f\v\x00\u200b")
    extension = untrusted_name.lower().rpartition(".")[2]
    for find in (_find_marked, _find_markup, _find_json):
        if found := find(start):
            return found
    if _MBOX.match(start) or (extension in ("mbox", "mbx") and start.startswith("From ")):
        return MESSAGE if extension == "eml" else MAILBOX
    if is_message(start, is_named_so=extension in ("eml", "mht", "mhtml", "emlx", "nws")):
        return MESSAGE
    if _HTML.search(start[:4000]) and extension not in ("txt", "md", "csv", "py", "js"):
        return "text/html"
    return "text/csv" if _is_table(start, extension) else PLAIN


def _find_marked(start: str) -> str | None:
    """Formats that say their name in their first characters."""
    beginning = start[:32].upper()
    marks = {
        "BEGIN:VCALENDAR": "text/calendar",
        "BEGIN:VCARD": "text/vcard",
        "{\\RTF": "application/rtf",
        "WARC/": "application/warc",
    }
    return next((found for mark, found in marks.items() if beginning.startswith(mark)), None)


def _find_markup(start: str) -> str | None:
    """XML by its root element, and what claims to be a web page at once."""
    if not start.startswith("<"):
        return None
    root = _XML_ROOT.search(_XML_SKIPPED.sub("", start[:12_000]))
    if start[:14].lower() == "<!doctype html" or (root and root[2].lower() == "html"):
        return "text/html"
    name = root[2].lower() if root else ""
    if root and root[1] == "office:" and name.startswith("document"):
        return "application/x-flat-odf"
    if standard := find_xml_standard(name, start):
        return standard
    if start.startswith("<?xml"):
        return _ROOTS.get(name, "application/xml")
    return _ROOTS.get(name) if name in ("kml", "svg", "gpx", "osm") else None


def _find_json(start: str) -> str | None:
    if not re.match(r'\{\s{0,100}("|\})|\[\s{0,100}(\{|\[|"|-?\d|\]|true|false|null)', start):
        return None
    if start[0] == "[" and not re.match(r'\[[\s\d."\[{\]tfn-]', start):
        return None
    if _OVERPASS.search(start[:1000]):
        return "application/vnd.openstreetmap.data+json"
    if _GEOJSON.search(start[:4000]):
        return "application/geo+json"
    return find_json_standard(start) or "application/json"


def is_message(start: str, *, is_named_so: bool = False) -> bool:
    """Whether a text begins with the headers of a message, even when some of its lines are damaged."""
    known, foreign = set(), 0
    for line in start[:16_000].splitlines()[:120]:
        if not line.strip():
            break
        name = _HEADER.match(line)
        if name and name[1].lower() in _MAIL_HEADERS:
            known.add(name[1].lower())
        elif not name and not line.startswith((" ", "\t", ">From ", "From ")):
            foreign += 1
    wanted = 1 if is_named_so else 2
    return len(known) >= wanted and foreign <= (len(known) if is_named_so else len(known) // 2)


def _is_table(start: str, extension: str) -> bool:
    """Whether lines agree on a number of columns; a name in `.csv` is believed."""
    if extension in ("csv", "tsv", "tab"):
        return True
    lines = [line for line in start[:16_000].splitlines()[:-1] if line.strip()][:40]
    if len(lines) < 3 or extension in ("txt", "md", "log", "srt"):
        return False
    for separator in ";\t|,":
        counts = [line.count(separator) for line in lines]
        least = 3 if separator == "," else 2
        if counts[0] >= least and counts.count(counts[0]) >= 0.9 * len(counts):
            return True
    return False
