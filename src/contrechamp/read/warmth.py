"""A first paper of our own, read by the warm parent: what Python and pdfium prepare on first use is then shared."""

import io

from contrechamp.read import dispatch, wire
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Page

_TIMES = 24  # after so many rounds the interpreter has settled on its fast paths
_LINES = b"".join(
    b"1 0 0 1 40 %d Tm (Le conseil municipal approuve la convention, article %d.) Tj " % (780 - 14 * n, n)
    for n in range(40)
)
_OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    b"<</Length %d>>stream\nBT /F 11 Tf %s ET\nendstream" % (len(_LINES) + 14, _LINES),
    b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>",
)


def warm_readers(*, is_wide: bool) -> None:
    """Load the reader of PDF (or nearly all) and have it read a page of ours until it does so quickly."""
    dispatch.preload(is_wide=is_wide)
    paper = _make_paper()
    for _ in range(_TIMES):
        for said in dispatch.read_aloud(io.BytesIO(paper), Request()):
            if isinstance(said, Page):
                wire.encode_frame(wire.PAGE, wire.encode_page(said))


def _make_paper() -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(_OBJECTS, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
    return content + tail % (table, len(content))
