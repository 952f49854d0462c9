"""Numbers of a spreadsheet as its formats show them, in French: 29 900,50 € · 35% · 09/03/2021 14:30."""

import datetime
import re

BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{
        14: "d/m/y",
        15: "d-mmm-yy",
        16: "d-mmm",
        17: "mmm-yy",
        18: "h:mm",
        19: "h:mm:ss",
        20: "h:mm",
        21: "h:mm:ss",
    },
    **{
        22: "d/m/y h:mm",
        37: "#,##0",
        38: "#,##0",
        39: "#,##0.00",
        40: "#,##0.00",
        45: "mm:ss",
        46: "[h]:mm:ss",
    },
    **{47: "mm:ss", 48: "0.0E+0", 49: "@"},
    **dict.fromkeys((5, 6, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 43, 44), "#,##0.00"),
    **dict.fromkeys((*range(27, 32), *range(50, 59)), "d/m/y"),
}
_PART = re.compile(
    r'"([^"]*)"|\\(.)|\[\$([^\[\]-]{0,99})[^\[\]]{0,99}\]|\[(h+|m+|s+)\]|\[[^\[\]]{0,99}\]|_.|\*.|([#0?](?:[#0?,.\s]{0,60}[#0?,.])?|\.[0#?]+|General|Standard)|(.)',
    re.IGNORECASE,
)
_DATE = re.compile(r"[ymdhs]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\[\]]{0,99}\]', re.IGNORECASE)
_EPOCH = datetime.datetime(1899, 12, 30)
_LONGEST_CODE = 255  # code points, as in Excel
_MAX_DAYS = 2_958_466  # the last day of 9999


def render_number(value: float, code: str, *, is_1904: bool = False) -> str:
    """A number under a format code ([ECMA-376] 18.8.31); what the code does not say is written in full."""
    code = code[:_LONGEST_CODE]
    sections = _split_sections(code)
    if code.lower() in ("", "general", "standard", "@") or "E+" in code or "/?" in code or "/#" in code:
        return render_plain(value)
    bare = _QUOTED.sub("", sections[0])
    if _DATE.search(re.sub("general|standard", "", bare, flags=re.IGNORECASE)):
        return render_serial(value + (1462 if is_1904 else 0), bare.lower())
    section = sections[0]
    if value < 0 and len(sections) > 1:
        value, section = -value, sections[1]
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    return _render_section(value, section)


def render_plain(value: float) -> str:
    """A number without format, its decimals behind a comma."""
    is_whole = value == value and abs(value) < 1e15 and float(value).is_integer()
    return str(int(value)) if is_whole else f"{value:.15g}".replace(".", ",")


def render_serial(days: float, code: str) -> str:
    """A day number as a date, an hour or a length of time, as its code (in small letters) asks."""
    if not 0 <= days < _MAX_DAYS:
        return render_plain(days)
    if "[" in code:
        minutes = round(days * 1440)
        return f"{minutes // 60}:{minutes % 60:02d}"
    moment = _EPOCH + datetime.timedelta(seconds=round(days * 86_400))
    shown = [f"{moment:%d/%m/%Y}"] if re.search(r"[yd]|mmm", code) else []
    if re.search(r"[hs]", code):
        shown.append(f"{moment:%H:%M:%S}" if "s" in code else f"{moment:%H:%M}")
    return " ".join(shown)


def _split_sections(code: str) -> list[str]:
    """The parts between semicolons: positive, negative, zero, text."""
    sections, is_quoted = [""], False
    for letter in code[:500]:
        is_quoted ^= letter == '"'
        if letter == ";" and not is_quoted:
            sections.append("")
        else:
            sections[-1] += letter
    return sections


def _render_section(value: float, section: str) -> str:
    out, is_told = [], False
    if "%" in _QUOTED.sub("", section):
        value *= 100
    for part in _PART.finditer(section):
        words, escaped, currency, _, digits, other = part.groups()
        if digits and not is_told:
            out.append(_render_digits(value, digits))
            is_told = True
        elif not digits:
            out.append(words or escaped or currency or other or (" " if part[0].startswith("_") else ""))
    return " ".join("".join(out).split())


def _render_digits(value: float, digits: str) -> str:
    if digits.lower() in ("general", "standard"):
        return render_plain(value)
    bare = digits.strip().rstrip(",")
    value /= 1000 ** (len(digits.strip()) - len(bare))  # a comma behind the digits counts in thousands
    whole, _, decimals = bare.partition(".")
    wanted = len(re.findall(r"[0#?]", decimals))
    least = decimals.count("0")
    if value != value or abs(value) >= 1e21:
        return render_plain(value)
    text = f"{value:,.{wanted}f}" if "," in whole or " " in whole.strip() else f"{value:.{wanted}f}"
    number, _, rest = text.partition(".")
    while len(rest) > least and rest.endswith("0"):
        rest = rest[:-1]
    number = number.replace(",", " ")
    sign, number = ("-", number[1:]) if number.startswith("-") else ("", number)
    return (
        f"{sign}{number.zfill(whole.count('0')) if ' ' not in number else number}{',' if rest else ''}{rest}"
    )
