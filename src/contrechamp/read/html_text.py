"""The visible text of a web page, line by line, from markup however broken; nothing is ever fetched."""

import re
from typing import NamedTuple

from lxml import etree

from contrechamp.read.encoding import decode_text
from contrechamp.vocabulary.table import CELL_SEPARATOR

_SKIPPED = frozenset(
    ("script", "style", "template", "svg", "math", "object", "iframe", "canvas", "audio", "video")
)
_BLOCKS = frozenset(
    (
        *(
            "p",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "li",
            "ul",
            "ol",
            "dl",
            "dt",
            "dd",
            "tr",
            "table",
            "pre",
        ),
        *("section", "article", "header", "footer", "nav", "aside", "main", "blockquote", "form", "fieldset"),
        *(
            "address",
            "figure",
            "figcaption",
            "caption",
            "hr",
            "option",
            "legend",
            "details",
            "summary",
            "title",
        ),
        *("center", "body", "thead", "tbody", "label", "button", "textarea"),
    )
)
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol", "blockquote", "pre"))
_HIDDEN = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta\s[^<>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE
)
_XML_ENCODING = re.compile(rb"^\s{0,99}<\?xml\s[^>]{0,200}encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{2,40})")
_BLANKS = re.compile(r"[ \t\r\n\f]+")


class WebText(NamedTuple):
    """Title, named properties of the head ("author", "date", "description") and visible text."""

    title: str
    properties: dict[str, str]
    text: str


def read_html(content: bytes, *, declared: str = "") -> WebText:
    """The text of a page; its encoding is declared outside, in the page, or found."""
    found = _XML_ENCODING.search(content[:300]) or _CHARSET.search(content[:8192])
    text = decode_text(content, declared=declared or (found[1].decode() if found else ""))
    return read_markup(text)


def read_markup(markup: str) -> WebText:
    """The text of markup already decoded; elements nested without end cost no memory: no tree is made."""
    target = _TextTarget()
    clean = markup.replace("\x00", "").encode("utf-8", "replace")
    if clean.strip():
        parser = etree.HTMLParser(target=target, encoding="utf-8", no_network=True)
        parser.feed(clean)
        parser.close()
    return WebText(" ".join("".join(target.title).split())[:2000], target.properties, "".join(target.out))


class _TextTarget:
    """Takes the parser's events; `out` grows."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.title: list[str] = []
        self.properties: dict[str, str] = {}
        self.skipping = 0
        self.preformatted = 0
        self.is_title = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if (
            self.skipping
            or tag in _SKIPPED
            or "hidden" in attributes
            or _HIDDEN.search(attributes.get("style", ""))
        ):
            self.skipping += tag not in ("br", "hr", "img", "input", "meta", "link") or not self.skipping
            return
        if tag == "meta":
            self._take_property(attributes)
        self.is_title = tag == "title"
        self.preformatted += tag == "pre"
        if tag == "br":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append("" if self._is_line_start() else CELL_SEPARATOR)
        elif tag in _BLOCKS and not self._is_line_start():
            self.out.append("\n")

    def end(self, tag: str) -> None:
        if self.skipping:
            self.skipping -= tag not in ("br", "hr", "img", "input", "meta", "link") or self.skipping == 1
            return
        self.is_title = False
        self.preformatted -= tag == "pre" and self.preformatted > 0
        if tag in _SPACED:
            self.out.append("\n" if self._is_line_start() else "\n\n")
        elif tag in _BLOCKS and not self._is_line_start():
            self.out.append("\n")

    def data(self, text: str) -> None:
        if self.skipping:
            return
        if self.is_title:
            self.title.append(text)
            return
        if not self.preformatted:
            text = _BLANKS.sub(" ", text)
            text = text.lstrip(" ") if self._is_line_start() else text
        if text:
            self.out.append(text)

    def comment(self, text: str) -> None:
        """Comments are not shown."""

    def close(self) -> None:
        """The parser asks for it; the text is in `out`."""

    def _is_line_start(self) -> bool:
        return not self.out or self.out[-1].endswith("\n")

    def _take_property(self, attributes: dict[str, str]) -> None:
        names = {
            "author": "author",
            "dc.creator": "author",
            "dc.date": "date",
            "date": "date",
            "dc.title": "title",
        }
        names |= {"article:published_time": "date", "description": "description", "og:title": "title"}
        key = names.get((attributes.get("name") or attributes.get("property") or "").lower())
        value = " ".join((attributes.get("content") or "").split())[:2000]
        if key and value:
            self.properties.setdefault(key, value)
