"""Small PDFs and images, drawn by the tests themselves: each is hard in one way."""

import io
import zlib
from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw, ImageFont
from reportlab.pdfgen import canvas

SENTENCE = "La commune installera des caméras de vidéoprotection aux abords des écoles."
FONTS = ("DejaVuSerif.ttf", "LiberationSerif-Regular.ttf", "FreeSerif.ttf", "Vera.ttf")


def draw_pdf(*pages: Callable[[canvas.Canvas], None], **settings: object) -> bytes:
    """A PDF of A4 pages, each drawn by its function, in Helvetica 12."""
    target = io.BytesIO()
    drawing = canvas.Canvas(target, pagesize=(595, 842), **settings)
    for draw in pages:
        drawing.setFont("Helvetica", 12)
        draw(drawing)
        drawing.showPage()
    drawing.save()
    return target.getvalue()


def build_pdf(*objects: bytes) -> bytes:
    """A PDF from the bodies of its objects, numbered from 1; the first is the catalogue."""
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + tail % (size, table, size, len(content))


def make_stream(content: bytes, *, times: int = 1) -> bytes:
    """A stream, compressed `times` times over."""
    for _ in range(times):
        content = zlib.compress(content, 9)
    filters = b" ".join([b"/FlateDecode"] * times)
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(content), filters, content)


def make_pages_pdf(*contents: bytes) -> bytes:
    """One page for each content stream object, with Helvetica as /F."""
    count = len(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * place) for place in range(count))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for place, content in enumerate(contents):
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F 3 0 R>>>>>>"
            % (5 + 2 * place)
        )
        objects.append(content)
    return build_pdf(*objects)


def write_line(text: str) -> bytes:
    return make_stream(b"BT /F 12 Tf 50 700 Td (%s) Tj ET" % text.encode("latin-1"))


def draw_scan(lines: Sequence[str] = (SENTENCE,) * 6, *, size: tuple[int, int] = (1240, 1754)) -> Image.Image:
    """A clean page at 150 dots an inch, as a scanner would give it."""
    image = Image.new("L", size, 255)
    drawing, font = ImageDraw.Draw(image), find_font(26)
    for place, line in enumerate(lines):
        drawing.text((110, 200 + 48 * place), line, font=font, fill=0)
    return image


def save_image(image: Image.Image, kind: str, **settings: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **settings)
    return target.getvalue()


def find_font(size: int) -> ImageFont.FreeTypeFont:
    for name in FONTS:
        try:
            return ImageFont.truetype(name, size)
        except OSError:
            continue
    return ImageFont.load_default(size)
