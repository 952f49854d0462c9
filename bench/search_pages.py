"""Seeded pages in the words of French councils, any number of them, and the questions asked of them.

Sentences are real phrases with changing parts, and runs of words drawn by Zipf's law from council vocabulary and a
long tail of made-up names; a page is a dozen of them.
"""

from collections.abc import Iterator

import numpy

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage

SEED = 20261123
PAGES_A_DOCUMENT = 8
_SENTENCES = 200_000
_NAMES = 40_000
_COMMON = """
de la le et les des à du en un une pour dans que par sur au est qui aux ce ne pas plus avec son sa ses il elle se
sont cette ces ou ont être sans entre après sous dont leur comme même aussi tous toute ainsi selon afin lors
"""
_COUNCIL = """
conseil municipal délibération commune ville maire adjoint séance vote budget crédit dépense recette investissement
fonctionnement article convention marché avenant lot titulaire prestataire société service direction police agent
sécurité prévention délinquance tranquillité publique public espace voie place rue école quartier habitant population
caméra caméras vidéoprotection vidéosurveillance vidéoverbalisation surveillance dispositif système installation
extension renouvellement maintenance supervision centre urbain opérateur enregistrement image images conservation
durée donnée données personnel personnelles traitement algorithme logiciel reconnaissance faciale analyse automatique
plaque immatriculation capteur sonore drone expérimentation autorisation préfectorale préfet préfecture arrêté
décret code intérieur loi règlement général territorial collectivité collectivités territoriales département région
État ministère fonds interministériel subvention montant euros hors taxes financement participation taux plan
programme projet étude diagnostic comité éthique charte habilitation information droit accès recours tribunal
commission appel offres consultation candidature attribution notification exécution facture paiement délai pénalité
travaux fourniture pose raccordement fibre optique réseau mât poteau stationnement circulation parking gare tramway
stade équipement sportif culturel patrimoine urbanisme permis construire parcelle cession acquisition foncier logement
social solidarité insertion jeunesse enfance cantine personnel recrutement emploi poste tableau effectif indemnité
rapport rapporteur présentation question débat majorité opposition abstention unanimité procès-verbal compte rendu
décide approuve autorise adopte sollicite précise rappelle expose propose considère constate demande indique signer
nouveau nouvelle ensemble cadre mise œuvre objet titre année mois jour date présente suivant relatif concernant
communal intercommunal métropole agglomération syndicat établissement organisme association entreprise exploitation
gestion responsable délégué protection impact registre affichage panneau signalisation mineur identification
"""
_PHRASES = (
    "Le conseil municipal, après en avoir délibéré, {verb} {object}",
    "Vu le code général des collectivités territoriales, notamment son article L. {number}",
    "Vu l'arrêté préfectoral n° {number} portant autorisation d'un système de vidéoprotection",
    "Considérant que la commune de {name} souhaite {object}",
    "La durée de conservation des images est fixée à {small} jours",
    "Le centre de supervision urbain est armé par {small} agents de police municipale",
    "Il est proposé au conseil municipal d'autoriser M. le maire à signer {object}",
    "La société {name} est titulaire du lot n° {small} pour un montant de {number} euros hors taxes",
    "Le fonds interministériel de prévention de la délinquance finance {small} % de la dépense",
    "Une expérimentation de reconnaissance faciale a été conduite place {name}",
    "L'installation de {small} caméras de vidéo-surveillance est prévue rue {name}",
    "Les données à caractère personnel sont traitées par le responsable de traitement",
    "Le préfet autorise l'exploitation du système pour une durée de cinq ans renouvelable",
    "Adopté à l'unanimité, {small} abstentions, {name} ne prenant pas part au vote",
)
_PARTS = {
    "verb": ("approuve", "autorise", "adopte", "décide de prendre acte de", "sollicite"),
    "object": (
        "l'extension du réseau de caméras de la ville",
        "la convention avec la police nationale",
        "l'avenant au marché de maintenance",
        "la demande de subvention auprès de l'État",
        "le budget supplémentaire",
        "le plan de financement de l'opération",
    ),
}
_SYLLABLES = "ba be bi bo bu ca ce co da de do fa fi go gue ja jo la le li lo lu ma mé mi mo na ni no pa pe ra ré ri ro"
_ENDINGS = "ac age ain ais an ard at aud aux ay el ent er et eux ier in ois on ot ou our ux"

_ONE_WORD = """
caméra commune autorisation délibération vidéoprotection subvention algorithme habilitation panneau cantine
reconnaissance tramway drone éthique unanimité expérimentation budget préfet police surveillance
"""
_PREFIXES = """
vidéo* délib* autoris* surveil* expériment* munic* préfec* budg* conserv* habilit* algo* interm* reconn* sécur*
transpar* collect*
"""
_AND = """
caméra ET gare / police ET municipale ET budget / subvention ET État / convention ET marché ET titulaire /
drone ET autorisation / reconnaissance ET faciale / conservation ET images ET durée / maire ET signer /
logiciel ET analyse / fibre ET optique ET réseau / préfet ET arrêté / école ET cantine / comité ET éthique ET charte /
conseil ET municipal ET vote / parcelle ET cession / montant ET euros ET lot
"""
_OR = """
caméra OU gare / police OU préfet OU maire / subvention OU budget OU crédit / drone OU algorithme /
conseil OU commune OU ville / image OU donnée OU traitement / école OU cantine / loi OU décret OU code /
vidéoprotection OU vidéosurveillance / marché OU avenant OU convention / rue OU place OU quartier /
tramway OU gare OU parking / panneau OU affichage / plaque OU immatriculation / service OU direction /
travaux OU fourniture OU pose
"""
_QUOTED = """
reconnaissance faciale / conseil municipal / durée de conservation des images / police municipale / hors taxes /
centre de supervision urbain / responsable de traitement / plan de financement / cinq ans renouvelable /
code général des collectivités territoriales / avenant au marché de maintenance / fonds interministériel /
caractère personnel / adopté à l'unanimité / arrêté préfectoral / budget supplémentaire
"""


def _cut(text: str, form: str = "{}") -> list[str]:
    return [form.format(" ".join(part.split())) for part in text.split("/")]


QUESTIONS = {
    "one word": _ONE_WORD.split(),
    "AND": _cut(_AND),
    "OR": _cut(_OR),
    "phrase": _cut(_QUOTED, '"{}"'),
    "prefix": _PREFIXES.split(),
}


def make_names(random: numpy.random.Generator, count: int) -> list[str]:
    """Made-up proper names, some of them like French places and people."""
    syllables, endings = _SYLLABLES.split(), _ENDINGS.split()
    names = set()
    while len(names) < count:
        length = int(random.integers(1, 4))
        letters = "".join(syllables[i] for i in random.integers(0, len(syllables), length))
        names.add((letters + endings[int(random.integers(0, len(endings)))]).capitalize())
    return sorted(names)


def _make_sentences(random: numpy.random.Generator) -> list[str]:
    names = make_names(random, _NAMES)
    common, council = _COMMON.split(), _COUNCIL.split()
    words = council + [names[i] for i in random.permutation(len(names))]
    weights = 1 / (numpy.arange(len(words)) + 60.0)
    heights = numpy.cumsum(weights / weights.sum()).clip(max=1)
    sentences = []
    usual = numpy.cumsum(1 / (numpy.arange(len(_PHRASES)) + 1.0))
    usual /= usual[-1]
    for kind in random.random(_SENTENCES):
        if kind < 0.12:
            parts = {key: values[int(random.integers(0, len(values)))] for key, values in _PARTS.items()}
            parts["name"] = names[int(random.integers(0, len(names)) ** 2 // len(names))]
            parts |= {"small": int(random.integers(1, 60)), "number": int(random.integers(1000, 99999))}
            phrase = _PHRASES[int(numpy.searchsorted(usual, random.random()))]
            sentences.append(phrase.format(**parts) + ".")
            continue
        length = int(random.integers(10, 26))
        rare = numpy.searchsorted(heights, random.random(length))
        often = random.zipf(1.35, length) % len(common)
        mixed = [
            common[o] if c < 0.42 else words[r]
            for r, o, c in zip(rare, often, random.random(length), strict=True)
        ]
        sentences.append(" ".join(mixed).capitalize() + ".")
    return sentences


def make_pages(count: int, *, seed: int = SEED) -> Iterator[IndexedPage]:
    """The same pages from the same seed: documents of eight pages, of ten years, four kinds and thirty bodies."""
    random = numpy.random.default_rng(seed)
    sentences = _make_sentences(random)
    kinds = ("deliberation", "minutes", "gazette", "contract")
    for number in range(count):
        document, page = divmod(number, PAGES_A_DOCUMENT)
        chosen = random.integers(0, _SENTENCES, 14)
        yield IndexedPage(
            digest=Digest(f"{document:064x}"),
            page=page + 1,
            text="\n".join(sentences[i] for i in chosen),
            collection=("public",),
            title=f"Délibération n° {document}",
            date=f"{2013 + document % 10}-{1 + document % 12:02}",
            body=f"Ville n° {document % 30}",
            kind=kinds[document % 4],
            media_type="application/pdf",
            how_read="native",
        )
