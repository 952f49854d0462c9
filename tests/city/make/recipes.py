"""Which room makes which paper: a maker for each word that stands under `by` in `recipes.toml`."""

import tomllib
from collections.abc import Iterator

from . import fpdf_pages, mail, office, packs, scans, sheets, special_pdf
from .blocks import Text, parse_text
from .gazettes import render_issue
from .reportlab_pages import render_reportlab
from .story import HERE, fill_facts, read_source, set_french
from .typst_pages import render_typst

TABLES = {
    "price_list": sheets.make_price_list,
    "budget": sheets.make_budget,
    "accounts": sheets.make_accounts,
    "payments": sheets.make_payments,
    "matches": sheets.make_matches,
    "camera_csv": sheets.make_camera_csv,
    "geojson": sheets.make_geojson,
    "kml": sheets.make_kml,
}


def make_all() -> Iterator[tuple[str, bytes | None]]:
    """Every paper: its path and bytes. None: the program that makes it is absent here, the kept file stays."""
    for folder, recipes in tomllib.loads((HERE / "recipes.toml").read_text("utf-8")).items():
        for name, recipe in recipes.items():
            yield f"{folder}/{name}", make_paper(recipe)


def make_paper(recipe: dict) -> bytes | None:
    """The bytes of one recipe; what stands under `of` is made first."""
    options = {key: value for key, value in recipe.items() if key not in ("by", "of", "members", "attached")}
    if "of" in recipe:
        options["content"] = make_paper(recipe["of"])
    if "members" in recipe:
        options["members"] = {member["name"]: make_paper(member["of"]) for member in recipe["members"]}
    if "attached" in recipe:
        options["attached"] = {
            k: (row["name"], make_paper(row["of"])) for k, row in recipe["attached"].items()
        }
    return MAKERS[recipe["by"]](**options)


def _read(name: str, *, old: bool = False, typed: bool = False, put: dict | None = None) -> Text:
    """The text in blocks. `old`: no narrow spaces; `put`: words for the @MARKS@ of this paper alone."""
    source = read_source(name)
    for mark, value in (put or {}).items():
        source = source.replace(f"@{mark}@", str(value))
    return parse_text(source, typed=typed, narrow=not old)


def _make_typst(text: str, layout: str, put: dict | None = None) -> bytes:
    return render_typst(_read(text, put=put), layout=layout)


def _make_fpdf(text: str, **options) -> bytes:
    return fpdf_pages.render_fpdf(_read(text, old=True), **options)


def _make_reportlab(text: str, maker: str) -> bytes:
    return render_reportlab(_read(text, old=True, typed=maker == "courier"), maker=maker)


def _make_scan(content: bytes, kind: str, seed: int, sign: int = 0, **options) -> bytes:
    scanner = scans.Scanner(**options)
    pages = scans.scan_pages(content, scanner, seed=seed, sign=sign)
    if kind == "pdf":
        return scans.save_picture_pdf(pages, scanner=scanner)
    if kind == "tif":
        return scans.save_tiff(pages, scanner=scanner)
    return scans.save_picture(pages[0], kind={"png": "PNG", "jpg": "JPEG"}[kind], scanner=scanner)


def _make_attach(content: bytes, name: str, text: str, description: str) -> bytes:
    grid = read_source(text).replace("\n", "\r\n").encode("latin-1")
    return special_pdf.attach_file(content, name=name, attached=grid, description=description)


def _make_encoded(text: str, encoding: str, line_end: str = "\n", typeset: str = "") -> bytes:
    words = read_source(text)
    if typeset:
        words = set_french(fill_facts(words), narrow=typeset == "narrow")
    return words.replace("\n", line_end).encode(encoding)


MAKERS = {
    "typst": _make_typst,
    "fpdf": _make_fpdf,
    "reportlab": _make_reportlab,
    "gazette": lambda issue: render_issue(issue),
    "scan": _make_scan,
    "form": special_pdf.make_form,
    "attach": _make_attach,
    "encrypt": special_pdf.encrypt,
    "break": special_pdf.break_text_layer,
    "cut": lambda content, percent: content[: len(content) * percent // 100],
    "docx": lambda text, **font: office.render_docx(_read(text), **font),
    "odt": lambda text: office.render_odt(_read(text)),
    "rtf": lambda text: office.render_rtf(_read(text)),
    "doc": lambda text: office.render_doc(_read(text)),
    "slides": lambda text: office.render_pptx(tomllib.loads(read_source(text))["slide"]),
    "table": lambda name: TABLES[name](),
    "mbox": mail.make_mbox,
    "eml": mail.make_eml,
    "latin1_eml": mail.make_latin1_eml,
    "zip": packs.make_zip,
    "7z": packs.make_7z,
    "tar": packs.make_tar_gz,
    "encode": _make_encoded,
}
