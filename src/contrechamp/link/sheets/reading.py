"""The bytes of a sheet, as an editor or a spreadsheet saved them, to what it says."""

from contrechamp.link.sheets.csv_form import read_csv
from contrechamp.link.sheets.form import Sheet
from contrechamp.link.sheets.toml_form import read_toml

SUFFIXES = (".toml", ".csv")
LARGEST_BYTES = 50_000_000


def read_sheet(name: str, raw: bytes) -> Sheet:
    """A sheet by its file's name: TOML, else CSV. It is called as its file is, unless it names itself."""
    stem, _dot, suffix = name.rpartition(".")
    read = read_toml if suffix.lower() == "toml" else read_csv
    return read(decode_sheet(raw), name=stem or name)


def decode_sheet(raw: bytes) -> str:
    """UTF-8, UTF-16 with its mark, else the code page of old spreadsheets."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
