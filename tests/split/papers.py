"""Invented papers that hold several acts, and how they are split."""

import io
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from contrechamp.read.reader import Request
from contrechamp.read.readers import pdf, text
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.document import HowRead, Page


def make_pages(texts: Iterable[str], *, first_label: int = 0) -> list[Page]:
    """Pages of these texts; with printed numbers from `first_label`."""
    return [
        Page(n, words, HowRead.NATIVE, label=str(first_label + n - 1) if first_label else "")
        for n, words in enumerate(texts, start=1)
    ]


def split_pages(
    pages: Iterable[Page], *, kind: str = "", media_type: str = "application/pdf"
) -> tuple[Act, ...]:
    """The acts of these pages."""
    splitter = Splitter(kind=kind, media_type=media_type)
    for page in pages:
        splitter.take(page)
    return splitter.finish()


def split_texts(texts: Sequence[str], *, kind: str = "") -> tuple[Act, ...]:
    return split_pages(make_pages(texts), kind=kind)


def read_paper(content: bytes, name: str) -> list[Page]:
    """The pages of a PDF or a text, as the project's own readers give them."""
    reader = text if name.endswith(".txt") else pdf
    found = reader.read(io.BytesIO(content), Request(untrusted_name=name))
    return [page for page in found if isinstance(page, Page)]


def split_file(path: Path, *, kind: str) -> tuple[Act, ...]:
    return split_pages(read_paper(path.read_bytes(), path.name), kind=kind)


def read_text(act: Act, texts: Sequence[str]) -> str:
    """The words of an act: from its beginning to its end."""
    pages = list(texts[act.first_page - 1 : act.last_page])
    pages[-1] = pages[-1][: act.end]
    pages[0] = pages[0][act.start :]
    return "\n".join(pages)


def measure_seconds(texts: Sequence[str], kind: str) -> float:
    """Processor time that splitting takes."""
    started = time.process_time()
    split_texts(texts, kind=kind)
    return time.process_time() - started


ORDER = """PRÉFET DE LA LORME
Liberté Égalité Fraternité
ARRÊTÉ PRÉFECTORAL n° 2021-{n:03}
portant autorisation d'un système de vidéoprotection
Commune de Beaupré (Boulangerie {n})
Le préfet de la Lorme,
Vu le code de la sécurité intérieure ;
Vu l'arrêté préfectoral n° 2019-001 du 2 janvier 2019 ;
ARRÊTE
Article 1er : la boulangerie {n} est autorisée."""
SIGNED = """Article 2 : le présent arrêté sera publié.
Fait à Champlorme, le {day} mars 2021
Pour le préfet et par délégation,
le directeur de cabinet
Signé
Odilon VERNAY"""


def write_orders(count: int) -> list[str]:
    """So many orders of two pages each."""
    pages = []
    for n in range(1, count + 1):
        pages += [ORDER.format(n=n), SIGNED.format(day=n)]
    return pages
