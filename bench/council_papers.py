"""Seeded council papers in French, for the benches: the same folder of PDFs from the same seed, on every machine."""

import json
import random
from pathlib import Path

import typst

VISAS_A_PAGE, ROWS_A_PAGE = 4, 18
PARAGRAPHS_WITH_TABLE, PARAGRAPHS_ALONE = 2, 5
TABLES = 0.54  # of the pages, as in the papers of a real council
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
_HEAD = ["Poste", "Quantité", "Prix unitaire HT", "Total HT"]
_LINES = (
    "Caméras dôme, voie publique",
    "Caméras fixes, halls",
    "Lecteurs de plaques",
    "Poste d’exploitation",
    "Maintenance, par an",
    "Raccordement en fibre",
    "Licences d’analyse",
    "Formation des agents",
    "Études et récolement",
)
# A page as town halls write them: letterhead and folio, paragraphs with words in bold and italics, visas in a list,
# a table on coloured ground. Beside 482 pages of a real council (`montpellier`): 2,750 characters, 190 things
# painted, 96 runs of text on 46 lines there; see bench/reading.md for the same of these.
_TEMPLATE = """
#let paper = json(bytes(sys.inputs.paper))
#set page(
  paper: "a4", margin: (x: 2cm, top: 2.4cm, bottom: 1.8cm),
  header: [
    #smallcaps[Commune de Vaucreuse] #h(1fr) #text(8pt)[Direction des affaires juridiques]
    #line(length: 100%)
  ],
  footer: context [
    #line(length: 100%, stroke: 0.4pt)
    #text(8pt)[Hôtel de ville #h(1fr) #counter(page).display("1 / 1", both: true)]
  ],
)
#set text(font: "Libertinus Serif", size: 10pt, lang: "fr", hyphenate: true)
#set par(justify: true, leading: 0.55em)
#show regex("\\d[\\d ]*\\d euros hors taxes|L\\. \\d+-\\d+"): strong
#show regex("\\b(Vu|Considérant|Monsieur le Maire|montant|exercice|chapitre|durée) "): emph
#show regex("\\b(caméras|commune|préfecture|société|délibération|convention|article)\\b"): strong
#for (i, page) in paper.enumerate() {
  if i > 0 { pagebreak() }
  heading(level: 2, page.title)
  list(..page.visas.map(it => [#it]))
  for text in page.paragraphs { par(text) }
  if page.rows.len() > 0 { table(
    columns: (1fr, auto, auto, auto), stroke: 0.4pt, inset: 3pt,
    fill: (_, y) => if y == 0 { luma(200) } else if calc.odd(y) { luma(240) } else { white },
    ..page.rows.flatten().map(it => text(8.5pt, it)),
  ) }
}
"""


def write_folder(folder: Path, *, files: int, pages: int, seed: int = 7) -> list[Path]:
    """`files` PDFs of `pages` pages of about 2,750 characters; papers already there are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"paper-{number:05}.pdf" for number in range(files)]
    for number, path in enumerate(paths):
        if not path.exists():
            dice = random.Random(f"{seed}/{number}/{pages}")
            paper = [_make_page(dice) for _ in range(pages)]
            path.write_bytes(
                typst.compile(_TEMPLATE.encode(), format="pdf", sys_inputs={"paper": json.dumps(paper)})
            )
    return paths


def make_sentence(dice: random.Random) -> str:
    details = {"amount": f"{dice.randint(3, 900)} {dice.randint(100, 999)}", "number": dice.randint(1, 400)}
    reason = dice.choice(_WHY).format(**details, day=dice.randint(2, 28), year=dice.randint(2014, 2026))
    return (
        f"{dice.choice(_OPENINGS)} {dice.choice(_WHO)} {dice.choice(_DOES)} {dice.choice(_WHERE)}, {reason}."
    )


def _make_page(dice: random.Random) -> dict:
    has_table = dice.random() < TABLES
    paragraphs = PARAGRAPHS_WITH_TABLE if has_table else PARAGRAPHS_ALONE
    return {
        "title": _make_title(dice),
        "visas": [make_sentence(dice) for _ in range(VISAS_A_PAGE)],
        "paragraphs": [" ".join(make_sentence(dice) for _ in range(2)) for _ in range(paragraphs)],
        "rows": [_HEAD, *map(_make_row, dice.choices(range(999), k=ROWS_A_PAGE))] if has_table else [],
    }


def _make_row(number: int) -> list[str]:
    price = 120 + 37 * (number % 61)
    count = 1 + number % 14
    return [_LINES[number % len(_LINES)], str(count), f"{price} €", f"{price * count} €"]


def _make_title(dice: random.Random) -> str:
    return f"Délibération n° {dice.randint(2014, 2026)}-{dice.randint(1, 400):03} : {dice.choice(_DOES)}"
