"""How numbers, dates, names and marked words are written, the same everywhere."""

import re
from datetime import datetime

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from contrechamp.spot.columns import read_kinds
from contrechamp.vocabulary.plain import find_label, show_plain
from contrechamp.website.interface import words
from contrechamp.website.interface.marks import Piece, cut_pieces, order_spans

register = template.Library()
_LOOSE = re.compile("(?<=«) | (?=[:;!?»])")


@register.filter
def number(value: int) -> str:
    return words.write_number(value)


@register.filter
def partial_date(value: str) -> str:
    return words.write_date(value)


@register.filter
def moment(value: datetime) -> str:
    return words.write_moment(value)


@register.filter
def file_size(value: int) -> str:
    return words.write_size(value)


@register.filter
def wait(value: float) -> str:
    return words.write_wait(value)


@register.filter
def percent(value: float) -> str:
    return f"{value * 100:.0f}{words.NARROW_SPACE}%"


@register.filter
def plain(value: str) -> str:
    """Foreign text on one line, without characters that hide or turn round what stands beside them.

    A line does not begin with a colon or a closing quote, as French has it.
    """
    return _LOOSE.sub("\u00a0", show_plain(str(value)))


@register.filter
def lang(text: str) -> SafeString | str:
    """The attribute for a text that is clearly not in French, so that it is read aloud as what it is."""
    found = words.find_foreign(text)
    return format_html(' lang="{}"', found) if found else ""


@register.filter
def named(value: str, facet: str) -> str:
    """The reader's name of a key: `{{ card.state|named:"state" }}`."""
    return show_plain(words.name_value(facet, str(value)))


@register.filter
def sign(kind: str) -> str:
    """The letter that stands for a kind of mention, beside its colour and line."""
    return str(words.SIGNS.get(kind, ""))


@register.filter
def flag_sentence(value: str) -> str:
    return str(words.FLAGS.get(value, value))


@register.filter
def source_name(value: str) -> str:
    return str(words.SOURCES.get(value, value))


@register.filter
def way_in_name(value: str) -> str:
    return str(words.WAYS_IN.get(value, value))


@register.filter
def media_name(value: str) -> str:
    return str(words.MEDIA_TYPES.get(value, value))


@register.filter
def holds_rows(media_type: str) -> bool:
    """Whether such a file is made of rows, whose columns a person can name."""
    return media_type in words.ROWS


@register.filter
def column_label(field: str, kind: str) -> str:
    """The French name of a field of a column, in a file of this kind."""
    return read_kinds()[kind].labels.get(field, field)


@register.filter
def label_of(page) -> str:
    """What is printed on a page, where that is more than its number."""
    return find_label(page.label, page.number)


@register.filter
def page_label(label: str) -> str:
    """What is printed on a page ("iv"), or what it holds ("lines 1–71"), in words."""
    return label if " " in label else _("printed number %(label)s") % {"label": label}


@register.filter
def digest_groups(value: str) -> SafeString:
    """A digest in groups of eight, so that two of them can be compared by eye; copied, it has no spaces."""
    groups = ((value[place : place + 8],) for place in range(0, len(value), 8))
    return format_html('<code class="digest">{}</code>', format_html_join("", "<span>{}</span>", groups))


@register.filter
def marked(text: str, spans) -> SafeString:
    """Plain text with its spans in `<mark>`."""
    return write_pieces(cut_pieces(text, order_spans(spans, len(text))))


@register.filter
def written(pieces: tuple[Piece, ...]) -> SafeString:
    """A line's pieces; the first piece of each mark can be reached by its number (`#m3`)."""
    return write_pieces(pieces, has_targets=True)


@register.filter
def pieced(pieces: tuple[Piece, ...]) -> SafeString:
    """As `written`, where the same words stand a second time: no targets."""
    return write_pieces(pieces)


def write_pieces(pieces, *, has_targets: bool = False) -> SafeString:
    return format_html_join("", "{}", ((write_piece(piece, has_targets),) for piece in pieces))


def write_piece(piece: Piece, has_target: bool) -> SafeString | str:
    said = write_mark(piece, has_target)
    if not piece.kind:
        return said
    target = format_html(' id="n{}"', piece.mention) if has_target and piece.is_beginning else ""
    ending = " named-end" if piece.is_ending else ""
    return format_html('<span{} class="named named-{}{}">{}</span>', target, piece.kind, ending, said)


def write_mark(piece: Piece, has_target: bool) -> SafeString | str:
    if not piece.mark:
        return piece.text
    if has_target and piece.is_first:
        return format_html('<mark id="m{}">{}</mark>', piece.mark, piece.text)
    return format_html("<mark>{}</mark>", piece.text)
