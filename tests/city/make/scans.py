"""Scans: a page drawn by another room, then skewed, dirtied and stored as an office scanner would."""

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True)
class Scanner:
    """How a machine spoils a page: degrees of skew, grain, stains, stored in 1 bit or in grey."""

    dpi: int = 200
    skew: float = 1.2
    grain: float = 14.0
    blur: float = 0.5
    paper: int = 244
    one_bit: bool = False
    turned: int = 0
    quality: int = 40


def draw_pages(pdf: bytes, *, dpi: int) -> list[Image.Image]:
    """The pages of a PDF as grey pictures."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]


def scan_pages(pdf: bytes, scanner: Scanner, *, seed: int, sign: int = 0) -> list[Image.Image]:
    """Each page as the scanner sees it; odd pages lean one way, even pages the other. `sign` is a hand: 0, none."""
    pages = draw_pages(pdf, dpi=scanner.dpi)
    if sign:
        _sign_page(pages[-1], hand=sign)
    return [
        _spoil(page, scanner, seed=seed + i, lean=1 if i % 2 == 0 else -1) for i, page in enumerate(pages)
    ]


def _sign_page(page: Image.Image, *, hand: int) -> None:
    """A pen's flourish and a round stamp under the last line of the page's text."""
    random = np.random.default_rng(hand)
    rows = np.flatnonzero((np.asarray(page)[: int(page.height * 0.93)] < 128).any(axis=1))
    left, top, unit = page.width * 0.56, rows[-1] + page.height * 0.02, page.width / 40
    turn = np.linspace(0, 5 * np.pi, 160)
    x = left + unit * (turn * 0.55 + np.cos(turn * 1.3 + random.uniform(0, 3)) * random.uniform(0.8, 1.6))
    y = top + unit * (1.6 + np.sin(turn + random.uniform(0, 3)) * np.linspace(1.5, 0.3, turn.size))
    pen = ImageDraw.Draw(page)
    pen.line(list(zip(x.tolist(), y.tolist(), strict=True)), fill=70, width=max(2, int(unit / 9)))
    stamp = (left - 7 * unit, top, left - unit, top + 6 * unit)
    for inset in (0, unit * 0.9):
        pen.ellipse(
            (stamp[0] + inset, stamp[1] + inset, stamp[2] - inset, stamp[3] - inset), outline=150, width=2
        )


def _spoil(page: Image.Image, scanner: Scanner, *, seed: int, lean: int) -> Image.Image:
    random = np.random.default_rng(seed)
    page = page.rotate(scanner.skew * lean, resample=Image.Resampling.BICUBIC, fillcolor=255)
    page = page.filter(ImageFilter.GaussianBlur(scanner.blur))
    ink = np.asarray(page, dtype=np.float32) / 255 * scanner.paper
    ink += random.normal(0, scanner.grain, ink.shape).astype(np.float32)
    ink += np.linspace(0, -12, ink.shape[1], dtype=np.float32)  # the lamp is weaker at one side
    for _ in range(25):  # specks of dust
        y, x = random.integers(0, ink.shape[0] - 3), random.integers(0, ink.shape[1] - 3)
        ink[y : y + 2, x : x + 2] = random.integers(40, 140)
    spoiled = Image.fromarray(np.clip(ink, 0, 255).astype(np.uint8))
    if scanner.one_bit:
        spoiled = spoiled.point(lambda v: 255 if v > 150 else 0).convert("1", dither=Image.Dither.NONE)
    return spoiled.rotate(scanner.turned, expand=True) if scanner.turned else spoiled


def save_picture(picture: Image.Image, *, kind: str, scanner: Scanner) -> bytes:
    """PNG, JPEG or TIFF bytes with the resolution written in."""
    out = io.BytesIO()
    options = {
        "PNG": {"optimize": True},
        "JPEG": {"quality": scanner.quality},
        "TIFF": {"compression": "group4"},
    }[kind]
    if kind == "PNG" and picture.mode == "L":
        picture = picture.point(lambda v: v // 16 * 17)  # 16 greys: a smaller file, as readable
        picture = picture.quantize(16)
    picture.save(out, kind, dpi=(scanner.dpi, scanner.dpi), **options)
    return out.getvalue()


def save_tiff(pictures: list[Image.Image], *, scanner: Scanner) -> bytes:
    """One TIFF of several pages, as fax machines make."""
    out = io.BytesIO()
    first, *others = [p.convert("1") for p in pictures]
    first.save(out, "TIFF", compression="group4", save_all=True, append_images=others, dpi=(scanner.dpi,) * 2)
    return out.getvalue()


def save_picture_pdf(pictures: list[Image.Image], *, scanner: Scanner) -> bytes:
    """A PDF of pictures without a text layer."""
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for picture in pictures:
        size = (A4[1], A4[0]) if picture.width > picture.height else A4
        canvas.setPageSize(size)
        kept = io.BytesIO(
            save_picture(picture, kind="PNG" if picture.mode == "1" else "JPEG", scanner=scanner)
        )
        canvas.drawImage(ImageReader(kept), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
