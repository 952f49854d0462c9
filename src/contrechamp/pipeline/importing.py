"""Files of rows that a person brings: what their columns were understood as, and what was not understood."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsFile
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.spot.columns import IGNORED, Columns, Understanding, compute_signature, open_columns
from contrechamp.spot.guesses import guess_field
from contrechamp.spot.rows import RowCell, give_cells, give_rows, is_understood
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Table

MOST_DOUBTS = 10  # of one column, that a person is told
_VALUES = 3  # of a column, that a person looks at
_LOOKED_AT = 30  # values, for a guess
_VALUE_CHARACTERS = 80
_LINE_CHARACTERS = 200
_MOST_TABLES = 200  # of one document, that are told


@dataclass(frozen=True)
class Doubt:
    """A cell that does not say what its column should: its page, its row cell by cell, its column (from 0)."""

    page: int
    row: tuple[str, ...]
    column: int


@dataclass
class ColumnReport:
    """One column: its field ("" when not understood, "-" when a person set it aside), and how its cells say it."""

    heading: str
    field: str
    filled: int = 0
    doubtful: int = 0
    doubtful_page: int = 0
    doubtful_row: str = ""  # the first row with such a cell, as it stands
    doubts: list[Doubt] = field(default_factory=list)  # the first ones, or all: as the survey was asked
    values: list[str] = field(default_factory=list)
    guess: str = ""  # a field that the values of a column that was not understood look like


@dataclass
class TableReport:
    """The rows of a document under the same headings."""

    kind: str  # "" when nothing was understood
    signature: str
    is_said: bool  # by a person
    columns: list[ColumnReport]
    row_count: int = 0
    understood_count: int = 0  # rows whose understood columns all say what they should

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.heading for column in self.columns)


def survey_tables(
    archive: Archive,
    digest: Digest,
    *,
    kind: str = "",
    most_pages: int | None = None,
    most_doubts: int | None = MOST_DOUBTS,
) -> list[TableReport]:
    """What the tables of a document were understood as; with `kind`, as if a person had said that they are such.

    Nothing while the document waits. `most_pages`: only the first ones are looked at.
    Of the doubtful cells of each column, the first `most_doubts` are told (None: all).
    """
    columns = open_columns(archive.lexicons_folder)
    reports: dict[tuple[str, str], TableReport] = {}
    for page, table in give_tables(archive, digest, most_pages=most_pages):
        for understanding, headings, row in give_rows(page, table, columns, kind=kind):
            key = (understanding.kind, compute_signature(headings))
            if key not in reports and len(reports) < _MOST_TABLES:
                reports[key] = _make_report(columns, understanding, headings)
            if key in reports:
                cells = give_cells(page.text, row, understanding, headings)
                _note_row(reports[key], page, cells, most_doubts=most_doubts)
    for report in reports.values():
        _finish(report, kind or report.kind)
    return sorted(reports.values(), key=lambda report: -report.row_count)


def _finish(report: TableReport, kind: str) -> None:
    """Hints for columns that were not understood; of the values, those that a person looks at stay."""
    taken = {column.field for column in report.columns}
    for column in report.columns:
        if not column.field:
            column.guess = guess_field(column.values, kind=kind, taken=taken)
            taken.add(column.guess)
        del column.values[_VALUES:]


def give_tables(
    archive: Archive, digest: Digest, *, most_pages: int | None = None
) -> Iterator[tuple[Page, Table]]:
    """The tables of a document, page by page; none while it waits."""
    folder = archive.derived_folder(digest)
    try:
        findings = FindingsFile(folder / FINDINGS_NAME)
    except FileNotFoundError:
        return
    try:
        with PagesFile(folder / PAGES_NAME) as pages:
            for number in range(1, min(findings.page_count, most_pages or findings.page_count) + 1):
                tables = findings.tables(number)
                page = pages.page(number) if tables else None
                yield from ((page, table) for table in tables)
    finally:
        findings.close()


def _make_report(columns: Columns, understood: Understanding, headings: Sequence[str]) -> TableReport:
    fields = list(understood.fields)
    for place in understood.set_aside:
        fields[place] = IGNORED
    told = [ColumnReport(heading, one) for heading, one in zip(headings, fields, strict=True)]
    return TableReport(understood.kind, compute_signature(headings), understood.is_said, told)


def _note_row(report: TableReport, page: Page, cells: Sequence[RowCell], *, most_doubts: int | None) -> None:
    report.row_count += 1
    is_whole = bool(report.kind)
    for cell in cells:
        if cell.column >= len(report.columns):
            continue
        column = report.columns[cell.column]
        column.filled += 1
        if len(column.values) < _LOOKED_AT:
            column.values.append(" ".join(cell.text.split())[:_VALUE_CHARACTERS])
        if cell.field and not is_understood(cell, report.kind):
            is_whole = False
            if most_doubts is None or len(column.doubts) < most_doubts:
                column.doubts.append(_make_doubt(page, cells, cell.column, width=len(report.columns)))
            column.doubtful += 1
            if column.doubtful == 1:
                column.doubtful_page, column.doubtful_row = page.number, _read_line(page.text, cell.start)
    report.understood_count += is_whole


def _make_doubt(page: Page, cells: Sequence[RowCell], column: int, *, width: int) -> Doubt:
    row = [""] * width
    for cell in cells:
        if cell.column < width:
            row[cell.column] = f"{row[cell.column]} {' '.join(cell.text.split())}".lstrip()
    return Doubt(page.number, tuple(row), column)


def _read_line(text: str, place: int) -> str:
    """The line around a place of a page."""
    start = text.rfind("\n", 0, place) + 1
    end = text.find("\n", place)
    return text[start : end if end >= 0 else len(text)][:_LINE_CHARACTERS]
