"""Seeded council papers in French, for the benches: the same folder of PDFs from the same seed, on every machine."""

import json
import random
from collections.abc import Iterator
from pathlib import Path

import typst

PARAGRAPHS_A_PAGE = 6
SHAPES = {
    "300 files of 5 pages": (300, 5),
    "5 files of 300 pages": (5, 300),
    "2000 files of 1 page": (2000, 1),
}
_OPENINGS = (
    "Vu le Code général des collectivités territoriales, notamment ses articles",
    "Considérant que",
    "Monsieur le Maire expose au conseil municipal que",
    "Le rapporteur rappelle que",
    "Après en avoir délibéré, le conseil décide que",
    "Il est proposé à l’assemblée que",
    "La commission des finances observe que",
)
_WHO = (
    "la commune",
    "le service de la police municipale",
    "la direction des systèmes d’information",
    "le titulaire du marché",
    "la préfecture",
    "l’agglomération",
    "le comité d’éthique",
    "la société retenue",
    "le syndicat intercommunal",
)
_DOES = (
    "installera des caméras de vidéoprotection",
    "renouvelle la convention de mise à disposition",
    "autorise l’acquisition de capteurs sonores",
    "approuve l’avenant au contrat de maintenance",
    "sollicite une subvention du fonds interministériel",
    "étend le centre de supervision urbain",
    "prolonge la durée de conservation des images",
    "confie une étude d’impact au délégué à la protection des données",
    "expérimente un logiciel d’analyse d’images",
)
_WHERE = (
    "aux abords des écoles",
    "sur la place du marché",
    "dans le quartier de la gare",
    "le long des berges",
    "à l’entrée du parc relais",
    "au carrefour de l’avenue de la République",
    "dans les halls des immeubles sociaux",
)
_WHY = (
    "afin de prévenir les atteintes à la sécurité des personnes et des biens",
    "pour un montant estimé de {amount} euros hors taxes",
    "conformément à la délibération n° {number} du {day} mars {year}",
    "pendant une durée de {day} mois à compter de la notification",
    "sous réserve de l’autorisation préfectorale prévue à l’article L. 252-1",
    "au titre de l’exercice {year}, chapitre {day}, article {number}",
)
_TEMPLATE = rb"""
#let paper = json(bytes(sys.inputs.paper))
#set page(paper: "a4", margin: (x: 2.2cm, y: 2.2cm), numbering: "1 / 1")
#set text(font: "Libertinus Serif", size: 11pt, lang: "fr", hyphenate: true)
#set par(justify: true, leading: 0.7em)
#for (i, page) in paper.enumerate() {
  if i > 0 { pagebreak() }
  heading(level: 2, page.title)
  for text in page.paragraphs { par(text) }
}
"""


def write_folder(folder: Path, *, files: int, pages: int, seed: int = 7) -> list[Path]:
    """`files` PDFs of `pages` pages of about 2,500 characters; papers already there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"paper-{number:05}.pdf" for number in range(files)]
    for number, path in enumerate(paths):
        if not path.exists():
            dice = random.Random(f"{seed}/{number}/{pages}")
            paper = [
                {"title": _make_title(dice), "paragraphs": list(_make_paragraphs(dice))} for _ in range(pages)
            ]
            path.write_bytes(typst.compile(_TEMPLATE, format="pdf", sys_inputs={"paper": json.dumps(paper)}))
    return paths


def make_sentence(dice: random.Random) -> str:
    details = {"amount": f"{dice.randint(3, 900)} {dice.randint(100, 999)}", "number": dice.randint(1, 400)}
    reason = dice.choice(_WHY).format(**details, day=dice.randint(2, 28), year=dice.randint(2014, 2026))
    return (
        f"{dice.choice(_OPENINGS)} {dice.choice(_WHO)} {dice.choice(_DOES)} {dice.choice(_WHERE)}, {reason}."
    )


def _make_title(dice: random.Random) -> str:
    return f"Délibération n° {dice.randint(2014, 2026)}-{dice.randint(1, 400):03} : {dice.choice(_DOES)}"


def _make_paragraphs(dice: random.Random) -> Iterator[str]:
    for _ in range(PARAGRAPHS_A_PAGE):
        yield " ".join(make_sentence(dice) for _ in range(2))
