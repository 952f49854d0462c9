"""A small index of invented pages, and a way to make others."""

from pathlib import Path

import pytest

from contrechamp.search.index import Index, prepare_page
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

DELIBERATION, MINUTES, GAZETTE, LETTER = (Digest(letter * 64) for letter in "abcd")
PAGES = (
    IndexedPage(
        DELIBERATION,
        1,
        "Le conseil municipal autorise l'installation de douze caméras.\nVu l'autorisation du préfet.",
        ("public",),
        title="Installation de caméras",
        date="2019-02-28",
        body="Ville de Vaucreuse",
        kind="deliberation",
        how_read="native",
    ),
    IndexedPage(
        DELIBERATION,
        2,
        "La police municipale exploite le système de vidéo-\nsurveillance place de l'École.",
        ("public",),
        title="Installation de caméras",
        date="2019-02-28",
        body="Ville de Vaucreuse",
        kind="deliberation",
        how_read="native",
    ),
    IndexedPage(
        MINUTES,
        1,
        "CAMÉRAS : le maire rappelle que la police est municipale. Montant : 1 250 000 €.",
        ("public",),
        title="Procès-verbal",
        date="2019",
        body="Ville de Vaucreuse",
        kind="minutes",
        how_read="ocr",
    ),
    IndexedPage(
        GAZETTE,
        1,
        "Arrêté autorisé. Système de vidéosurveillance, école élémentaire, œuvre sociale.",
        ("public", "press"),
        title="Recueil",
        date="2021-03",
        body="Préfecture de la Lorme",
        kind="gazette",
        how_read="native",
    ),
    IndexedPage(
        LETTER,
        1,
        "Lettre secrète : les caméras algorithmiques du préfet.",
        ("team",),
        title="Lettre",
        body="Cabinet noir",
        kind="letter",
        how_read="native",
    ),
)


def make_index(folder: Path, pages) -> Index:
    index = Index.open(folder)
    with index.writer(memory_bytes=30_000_000) as writer:
        writer.add(map(prepare_page, pages))
        writer.commit()
    return index


@pytest.fixture(scope="session")
def index(tmp_path_factory) -> Index:
    return make_index(tmp_path_factory.mktemp("index"), PAGES)


@pytest.fixture
def find(index):
    """Ask the small index; the answer is the pages found, best first, as (first letter of the digest, page)."""

    def find_pages(text, **how):
        return [(hit.digest[0], hit.page) for hit in index.ask(Question(text, **how)).hits]

    return find_pages
