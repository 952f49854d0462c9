"""PDF by typst: one layout file for each maker of papers, fonts from Python packages only."""

import json
from pathlib import Path

import font_roboto
import font_source_sans_pro
import typst

from .blocks import Text
from .story import HERE

FONTS = [str(Path(package.__file__).parent / "files") for package in (font_roboto, font_source_sans_pro)]


def render_typst(
    text: Text, *, layout: str, extra: dict | None = None, ppi: float | None = None
) -> bytes | list:
    """The text in `layouts/LAYOUT.typ`: a PDF, or with `ppi` the pages as PNG."""
    blocks = [{"kind": b.kind, "text": b.text, "rows": b.rows} for b in text.blocks]
    value = json.dumps({"fields": text.fields, "blocks": blocks, **(extra or {})}, ensure_ascii=False)
    return typst.compile(
        str(HERE / "layouts" / f"{layout}.typ"),
        root=str(HERE / "layouts"),
        font_paths=FONTS,
        ignore_system_fonts=True,
        format="png" if ppi else "pdf",
        ppi=ppi,
        sys_inputs={"paper": value},
    )
