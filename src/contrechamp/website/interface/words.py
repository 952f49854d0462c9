"""The names that readers see for what the core calls by a key."""

import re
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contrechamp.text.languages import guess_language
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.website.interface.observatory import find_observatory

NARROW_SPACE = "\u202f"

KINDS = {
    "deliberation": gettext_lazy("Deliberation"),
    "minutes": gettext_lazy("Minutes"),
    "gazette": gettext_lazy("Gazette of administrative acts"),
    "order": gettext_lazy("Administrative order"),
    "tender": gettext_lazy("Tender documents"),
    "contract": gettext_lazy("Contract"),
    "amendment": gettext_lazy("Amendment"),
    "award": gettext_lazy("Award notice"),
    "budget": gettext_lazy("Budget"),
    "letter": gettext_lazy("Letter"),
    "message": gettext_lazy("Message"),
    "web_page": gettext_lazy("Web page"),
    "camera_list": gettext_lazy("List of cameras"),
    "report": gettext_lazy("Report"),
    "impact_assessment": gettext_lazy("Impact assessment"),
    "opinion": gettext_lazy("Opinion"),
    "press": gettext_lazy("Press"),
    "agenda": gettext_lazy("Agenda"),
    "table": gettext_lazy("Table"),
    "image": gettext_lazy("Image"),
    "archive": gettext_lazy("Bundle of files"),
}
STATES = {
    "waiting": gettext_lazy("Waiting to be read"),
    "read": gettext_lazy("Read"),
    "partly_read": gettext_lazy("Partly read"),
    "unreadable": gettext_lazy("Could not be read"),
}
DECISIONS = {
    "authorisation": gettext_lazy("Authorised"),
    "renewal": gettext_lazy("Renewed"),
    "modification": gettext_lazy("Changed"),
    "refusal": gettext_lazy("Refused"),
    "withdrawal": gettext_lazy("Withdrawn by the prefect"),
}
STEPS = {
    "read": gettext_lazy("Reading"),
    "split": gettext_lazy("Division into acts and tables"),
    "spot": gettext_lazy("Spotting what is named"),
    "link": gettext_lazy("Names and facts put before the team"),
    "index": gettext_lazy("Indexing"),
}
OUTCOMES = {
    **STATES,
    "": gettext_lazy("Waiting to be done"),
    "done": gettext_lazy("Done"),
    "failed": gettext_lazy("Failed"),
    "removed": gettext_lazy("Taken out"),
}
HOW_READ = {
    "native": gettext_lazy("Text of the file"),
    "ocr": gettext_lazy("Read by OCR"),
    "empty": gettext_lazy("No text on this page"),
    "failed": gettext_lazy("Page that could not be read"),
}
FLAGS = {
    "doubtful": gettext_lazy("Doubtful reading: check every word against the image"),
    "rotated": gettext_lazy("The page was turned before it was read"),
    "hidden_text": gettext_lazy("Text lies under a black box: it is not made searchable"),
    "broken_text_layer": gettext_lazy("The text of the file was unusable: the image was read instead"),
    "truncated": gettext_lazy("The page is longer than what is shown here"),
}
SOURCES = {
    "manifest": gettext_lazy("from the list that came with the files"),
    "import": gettext_lazy("said when it was imported"),
    "embedded": gettext_lazy("written in the file"),
    "rule": gettext_lazy("found on the first page"),
    "path": gettext_lazy("from the file’s name or folder"),
    "correction": gettext_lazy("corrected by a person"),
}
WAYS_IN = {
    "file": gettext_lazy("a file"),
    "folder": gettext_lazy("a folder"),
    "watch": gettext_lazy("a watched folder"),
    "upload": gettext_lazy("sent through this site"),
    "import": gettext_lazy("an import of rows"),
    "inside": gettext_lazy("found inside another document"),
}
FACETS = {
    "body": gettext_lazy("Body"),
    "kind": gettext_lazy("Kind"),
    "year": gettext_lazy("Year"),
    "how_read": gettext_lazy("How it was read"),
    "collection": gettext_lazy("Collection"),
    "state": gettext_lazy("State"),
    "technology": gettext_lazy("Technology"),
    "supplier": gettext_lazy("Supplier"),
    "place": gettext_lazy("Place"),
}
MENTIONS = {
    "actor": gettext_lazy("Actors"),
    "technology": gettext_lazy("Technologies"),
    "place": gettext_lazy("Places"),
    "sum": gettext_lazy("Sums"),
    "date": gettext_lazy("Dates"),
    "count": gettext_lazy("Numbers of devices"),
    "retention": gettext_lazy("Retention"),
    "number": gettext_lazy("File numbers"),
    "law": gettext_lazy("Legal references"),
    "event": gettext_lazy("Events"),
    "person": gettext_lazy("Persons"),
}
PROPERTIES = {
    "subject": gettext_lazy("Subject"),
    "from": gettext_lazy("From"),
    "to": gettext_lazy("To"),
    "cc": gettext_lazy("Copy to"),
    "author": gettext_lazy("Author, says the file"),
    "producer": gettext_lazy("Made with"),
    "creator": gettext_lazy("Written with"),
    "message_id": gettext_lazy("Number of the message"),
}
SIGNS = {
    "actor": "A",
    "technology": "T",
    "place": "L",
    "sum": "€",
    "date": "D",
    "count": "N",
    "retention": "J",
    "number": "№",
    "law": "§",
    "event": "É",
    "person": "P",
}  # as `--sign` in the style sheet
ACTS = {
    "account added": gettext_lazy("account added"),
    "new password given": gettext_lazy("new password given"),
    "documents received": gettext_lazy("documents received"),
    "columns said": gettext_lazy("columns of a file named"),
    "collection published": gettext_lazy("collection published"),
    "collection taken back": gettext_lazy("collection taken back from the public"),
    "document tried again": gettext_lazy("document tried again"),
    "password given": gettext_lazy("password of a document given"),
    "document withdrawn": gettext_lazy("document withdrawn"),
    "document brought back": gettext_lazy("document brought back"),
    "names confirmed": gettext_lazy("names entered in the registry"),
    "names recognised": gettext_lazy("names recognised as entries"),
    "names refused": gettext_lazy("names refused"),
    "entry added": gettext_lazy("entry added"),
    "entry corrected": gettext_lazy("entry corrected"),
    "entries merged": gettext_lazy("entries merged"),
    "person confirmed": gettext_lazy("person confirmed by a second member"),
    "fact established": gettext_lazy("fact established"),
    "fact corrected": gettext_lazy("fact corrected"),
    "proposals taken": gettext_lazy("proposals taken"),
    "proposals refused": gettext_lazy("proposals refused"),
    "decision undone": gettext_lazy("decision undone"),
    "contest shown": gettext_lazy("contest shown"),
    "contest set aside": gettext_lazy("contest set aside"),
}
ROWS = frozenset(
    (
        "text/csv",
        "text/tab-separated-values",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/geo+json",
        "application/vnd.google-earth.kml+xml",
        "application/vnd.openstreetmap.data+json",
        "application/vnd.openstreetmap.data+pbf",
        "application/vnd.openstreetmap.data+xml",
        "application/x-shapefile",
    )
)
MEDIA_TYPES = {
    "application/pdf": "PDF",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "DOCX",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PPTX",
    "application/vnd.oasis.opendocument.text": "ODT",
    "application/vnd.oasis.opendocument.spreadsheet": "ODS",
    "application/vnd.oasis.opendocument.presentation": "ODP",
    "application/msword": "DOC",
    "application/rtf": "RTF",
    "application/zip": "ZIP",
    "application/mbox": "MBOX",
    "message/rfc822": "EML",
    "text/html": "HTML",
    "text/csv": "CSV",
    "text/calendar": "ICS",
    "text/vcard": "vCard",
    "application/geo+json": "GeoJSON",
    "application/vnd.google-earth.kml+xml": "KML",
    "application/vnd.openstreetmap.data+json": "OpenStreetMap (Overpass)",
    "application/x-shapefile": "Shapefile (ZIP)",
    "application/vnd.openstreetmap.data+pbf": "OpenStreetMap (PBF)",
    "application/vnd.openstreetmap.data+xml": "OpenStreetMap (XML)",
    "application/vnd.ms-excel": "XLS",
    "application/vnd.ms-powerpoint": "PPT",
    "application/vnd.ms-outlook": "MSG",
    "application/x-7z-compressed": "7Z",
    "application/x-tar": "TAR",
    "application/json": "JSON",
    "application/octet-stream": gettext_lazy("file of unknown format"),
    "text/plain": gettext_lazy("plain text"),
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/tiff": "TIFF",
}
# The rules that spot names, in words; any other rule stands as it is called in the code.
RULES = {
    "lexicon/technology": gettext_lazy("list of technologies"),
    "lexicon/place": gettext_lazy("list of places"),
    "lexicon/commune": gettext_lazy("list of communes"),
    "lexicon/event": gettext_lazy("list of events"),
    "acronym": gettext_lazy("acronym that the paper explains"),
    "repeat": gettext_lazy("name said again"),
    "association": gettext_lazy("words of an association"),
    "subsidy-row": gettext_lazy("row of a list of subsidies"),
    "company": gettext_lazy("words of a company"),
    "company-firm": gettext_lazy("words of a company"),
    "company-form": gettext_lazy("legal form of a company"),
    "company-run": gettext_lazy("role of a company"),
}
_NAMES = {"kind": KINDS, "how_read": HOW_READ, "state": STATES, "property": PROPERTIES, "act": ACTS}
_NAMES |= {"step": STEPS, "outcome": OUTCOMES, "mention": MENTIONS, "decision": DECISIONS, "rule": RULES}
_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def find_foreign(text: str) -> str:
    """The language of a text that is clearly not in French, for `lang`; "" otherwise."""
    language = guess_language(text)
    return "" if language == "fr" else language


def name_value(facet: str, value: str) -> str:
    """What a reader calls this value of this facet: names of bodies and years stay as they are."""
    if facet == "technology":
        return find_observatory().find_technology(value).label
    names = _NAMES.get(facet, {})
    return str(names.get(value, value)) or _("Unknown")


def write_value(mention: Mention) -> str:
    """What a mention amounts to, as a reader would write it."""
    value, details = mention.value, mention.details
    match mention.kind:
        case MentionKind.TECHNOLOGY:
            return name_value("technology", value)
        case MentionKind.SUM:
            return f"{write_sum(value)} {details.get('tax', '')}".strip()
        case MentionKind.DATE:
            return write_period(value)
        case MentionKind.RETENTION if value.isdigit():
            return ngettext("%(count)d day", "%(count)d days", int(value)) % {"count": int(value)}
        case MentionKind.COUNT:
            return " ".join(part for part in (value, details.get("label", "")) if part)
    return value


def write_sum(euros: str) -> str:
    """ "148200.00" -> "148 200 €", cents only where there are some; anything else as it stands."""
    whole, _point, cents = euros.partition(".")
    if not whole.isdigit():
        return euros
    said = write_number(int(whole)) + (f"{_('.')}{cents}" if cents.strip("0") else "")
    return f"{said}{NARROW_SPACE}€"


def write_period(dates: str) -> str:
    """A date, or the two ends of a period, each with its own precision."""
    first, _slash, last = dates.partition("/")
    if not last:
        return write_date(first)
    return _("%(first)s to %(last)s") % {"first": write_date(first), "last": write_date(last)}


def write_number(number: int) -> str:
    """1204 -> "1 204", with the narrow space of French printers."""
    return f"{number:,}".replace(",", NARROW_SPACE)


def write_date(partial: str) -> str:
    """A date with its own precision: "2012", "juin 2012", "25 juin 2012"; anything else as it stands."""
    found = _PARTIAL_DATE.fullmatch(partial)
    if not found:
        return partial
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        moment = datetime(year, month or 1, day or 1)
    except ValueError:
        return partial
    if not month:
        return str(year)
    text = date_format(moment, "j F Y" if day else "F Y")
    return re.sub(r"^1 ", "1er ", text) if date_format(moment, "F") != moment.strftime("%B") else text


def write_moment(moment: datetime) -> str:
    """An instant, to the minute, in the time of the place: "25 juin 2012 à 14 h 05"."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(hour)s") % {
        "day": write_date(local.strftime("%Y-%m-%d")),
        "hour": _("%(hour)d:%(minute)02d") % {"hour": local.hour, "minute": local.minute},
    }


def write_size(size_bytes: int) -> str:
    """A size of file in the units that people know: "812 octets", "1,4 Mo"."""
    if size_bytes < 1000:
        return ngettext("%(count)d byte", "%(count)d bytes", size_bytes) % {"count": size_bytes}
    size, unit = size_bytes / 1000, _("kB")
    if size >= 1000:
        size, unit = size / 1000, _("MB")
    if size >= 1000:
        size, unit = size / 1000, _("GB")
    digits = f"{size:.0f}" if size >= 10 else f"{size:.1f}".removesuffix(".0").replace(".", _("."))
    return f"{digits}{NARROW_SPACE}{unit}"


def write_wait(seconds: float) -> str:
    """How long something will take, as a person would say it."""
    if seconds < 60:
        return _("less than a minute")
    minutes = round(seconds / 60)
    if minutes < 60:
        return ngettext("about %(count)d minute", "about %(count)d minutes", minutes) % {"count": minutes}
    hours = round(minutes / 60)
    return ngettext("about %(count)d hour", "about %(count)d hours", hours) % {"count": hours}
