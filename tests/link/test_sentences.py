"""Facts as plain French sentences."""

import pytest

from contrechamp.link.relations import list_relations
from contrechamp.link.sentences import make_sentence, read_sentences, write_sentence
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source

NAMED = {
    "city": ("actor", "Ville de Vaucreuse", "body"),
    "prefecture": ("actor", "Préfecture de la Lorme", "body"),
    "firm": ("actor", "Noctiluque Systèmes", "company"),
    "greens": ("actor", "Les Verts", "association"),
    "league": ("actor", "Ligue des lampadaires", "association"),
    "vote": ("act", "Délibération 2019-014", "deliberation"),
    "order": ("act", "96-2019-118", "order"),
    "contract": ("act", "Marché 19-VP-07", "contract"),
    "network": ("project", "Vaucreuse sereine", ""),
    "fixed": ("technology", "Caméra fixe", ""),
    "faces": ("technology", "Reconnaissance faciale", ""),
    "noise": ("technology", "Capteurs de bruit", ""),
    "square": ("place", "Place du Foirail", ""),
    "camera": ("device", "Caméra 12", ""),
    "mast": ("device", "rue du Port", ""),
    "unlisted": ("actor", "Non-inscrits", "body"),
    "group": ("actor", "Vaucreuse en commun (groupe)", "body"),
    "officer": ("actor", "Déléguée à la protection des données", "office"),
    "plates": ("technology", "Lecture de plaques (LAPI)", ""),
    "order4": ("act", "Ordre de service n° 4", ""),
    "house": ("place", "22, rue des Chardons", ""),
    "hall": ("place", "Salle Aristide-Fontbonne", ""),
    "gates": ("place", "Entrées de ville", ""),
    "spot": ("place", "Quatre Vents", ""),
    "town": ("place", "Vaucreuse", ""),
}
ENTITIES = {
    key: Entity(key, EntityKind(kind), name, category) for key, (kind, name, category) in NAMED.items()
}


def cite(words: str) -> tuple[Source, ...]:
    return (Source(Passage(Digest("0" * 64), 1, 0, len(words)), words),)


CASES = [
    (("vote", "decides", "network", "48"), {"when": "2019-02-28", "details": {"unit": "caméras"}},
     "Le 28 février 2019, la délibération 2019-014 décide 48 caméras pour le projet « Vaucreuse sereine »."),
    (("vote", "decides", "fixed", "48"), {}, "La délibération 2019-014 décide 48 caméras fixes."),
    (("vote", "decides", "fixed", "1"), {"details": {"unit": "caméras"}},
     "La délibération 2019-014 décide 1 caméra fixe."),
    (("city", "buys_from", "firm"), {"when": "2019"}, "En 2019, la ville de Vaucreuse achète à Noctiluque Systèmes."),
    (("city", "buys_from", "prefecture"), {}, "La ville de Vaucreuse achète à la préfecture de la Lorme."),
    (("contract", "costs", "", "1184500.00"), {"when": "2019-10-31", "details": {"bound": "awarded", "tax": "HT"}},
     "Le 31 octobre 2019, le montant du marché 19-VP-07 à l’attribution est de 1 184 500 € HT."),
    (("network", "costs", "", "2113440.00"), {"details": {"bound": "paid", "tax": "TTC"}},
     "Le montant payé pour le projet « Vaucreuse sereine » est de 2 113 440 € TTC."),
    (("noise", "costs", "", "310000"), {}, "Les capteurs de bruit coûtent 310 000 €."),
    (("noise", "counts", "", "21"), {}, "On compte 21 capteurs de bruit."),
    (("network", "counts", "", "71"), {"when": "2021-10", "according_to": "prefecture", "details": {"unit": "caméra"}},
     "En octobre 2021, selon la préfecture de la Lorme, le projet « Vaucreuse sereine » compte 71 caméras."),
    (("order", "authorises", "city", "35"), {"when": "2019-12-05/2024-12-04", "details": {"unit": "caméras"}},
     "Du 5 décembre 2019 au 4 décembre 2024, l’arrêté 96-2019-118 autorise 35 caméras pour la ville de Vaucreuse."),
    (("order", "authorises", "square", "1"), {"details": {"unit": "caméras"}},
     "L’arrêté 96-2019-118 autorise 1 caméra place du Foirail."),
    (("greens", "opposes", "vote"), {}, "Les Verts s’opposent à la délibération 2019-014."),
    (("league", "opposes", "contract"), {}, "La Ligue des lampadaires s’oppose au marché 19-VP-07."),
    (("greens", "votes_against", "vote", "8"), {}, "Les Verts votent contre la délibération 2019-014 par 8 voix."),
    (("greens", "abstains", "vote", "1"), {}, "Les Verts comptent 1 abstention sur la délibération 2019-014."),
    (("vote", "outcome", "", "adopté."), {"sources": cite("Le projet est Adopté.")},
     "La délibération 2019-014 a pour issue « adopté. »"),
    (("vote", "outcome", "", "rejeté"), {}, "La délibération 2019-014 a en substance pour issue : rejeté."),
    (("city", "states", "", "Ni micro, ni « visage »."), {"sources": cite("ni mi-\ncro, ni visage nulle part")},
     "La ville de Vaucreuse déclare : « Ni micro, ni “visage”. »"),
    (("city", "states", "", "« Cela suffira. »"), {"sources": cite("Cela suffira")},
     "La ville de Vaucreuse déclare : « Cela suffira. »"),
    (("city", "states", "", "Pas de « micro », dit-elle, ni « visage »."), {"sources": cite("aucun micro")},
     "La ville de Vaucreuse déclare en substance : Pas de « micro », dit-elle, ni visage."),
    (("prefecture", "gives_notice", "city", "déposer"), {"sources": cite("de déposer les caméras")},
     "La préfecture de la Lorme met la ville de Vaucreuse en demeure : « déposer »."),
    (("prefecture", "gives_opinion", "contract", "favorable"), {},
     "La préfecture de la Lorme rend un avis sur le marché 19-VP-07 ; en substance : favorable."),
    (("greens", "votes_against", "vote", "0"), {},
     "Les Verts ne comptent aucune voix contre la délibération 2019-014."),
    (("unlisted", "abstains", "vote"), {}, "Le groupe « Non-inscrits » s’abstient sur la délibération 2019-014."),
    (("group", "opposes", "contract"), {}, "Le groupe « Vaucreuse en commun » s’oppose au marché 19-VP-07."),
    (("officer", "opposes", "faces"), {},
     "La déléguée à la protection des données s’oppose à la reconnaissance faciale."),
    (("plates", "counts", "", "4"), {}, "On compte 4 lecteurs de plaques (LAPI)."),
    (("order4", "decides", "camera"), {}, "L’ordre de service n° 4 décide la pose de la caméra 12."),
    (("city", "states", "", "non"), {"sources": cite("non"), "according_to": "city"},
     "La ville de Vaucreuse déclare : « non »."),
    (("network", "counts", "", "62"), {"according_to": "contract", "under": "contract"},
     "Selon le marché 19-VP-07, le projet « Vaucreuse sereine » compte 62 appareils."),
    (("contract", "ends_on", "", "2023-05-25"), {}, "Le marché 19-VP-07 prend fin le 25 mai 2023."),
    (("contract", "begins_on", "", "2019-10"), {}, "Le marché 19-VP-07 commence en octobre 2019."),
    (("network", "keeps", "", "30"), {"under": "order"},
     "Le projet « Vaucreuse sereine » conserve les images pendant 30 jours, en vertu de l’arrêté 96-2019-118."),
    (("network", "funded_by", "prefecture", "310000"), {"details": {"bound": "granted"}},
     "La préfecture de la Lorme accorde 310 000 € pour le projet « Vaucreuse sereine »."),
    (("network", "funded_by", "", "310000"), {"details": {"bound": "asked"}},
     "Un financement de 310 000 € est demandé pour le projet « Vaucreuse sereine »."),
    (("camera", "stands_at", "square"), {}, "La caméra 12 se trouve place du Foirail."),
    (("camera", "stands_at", "house"), {}, "La caméra 12 se trouve 22, rue des Chardons."),
    (("camera", "stands_at", "hall"), {}, "La caméra 12 se trouve à la salle Aristide-Fontbonne."),
    (("camera", "stands_at", "gates"), {}, "La caméra 12 se trouve aux entrées de ville."),
    (("camera", "stands_at", "spot"), {}, "La caméra 12 se trouve au lieu dit « Quatre Vents »."),
    (("camera", "stands_at", "town"), {}, "La caméra 12 se trouve à Vaucreuse."),
    (("mast", "uses", "faces"), {}, "L’appareil « rue du Port » emploie la reconnaissance faciale."),
    (("firm", "serves_at", "city", "adjoint"), {"when": "2014/2020"},
     "De 2014 à 2020, Noctiluque Systèmes est adjoint de la ville de Vaucreuse."),
    (("firm", "serves_at", "city", "maire de Vaucreuse"), {}, "Noctiluque Systèmes est maire de Vaucreuse."),
    (("contract", "prolonged_by", "vote"), {}, "La délibération 2019-014 prolonge le marché 19-VP-07."),
    (("nobody", "repeals", "contract"), {}, "? abroge le marché 19-VP-07."),
]  # fmt: skip


def flatten(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(("ends", "more", "said"), CASES)
def test_a_fact_is_a_plain_sentence(ends, more, said):
    subject, relation, other, value = (*ends, "", "")[:4]
    fact = Fact("f", subject, relation, other, value, **more)
    assert flatten(write_sentence(fact, ENTITIES)) == said


def test_each_name_of_a_sentence_leads_to_its_entity():
    fact = Fact("f", "vote", "decides", "fixed", "48", according_to="prefecture", under="order")
    named = [(part.entity, part.text) for part in make_sentence(fact, ENTITIES) if part.entity]
    assert named == [
        ("prefecture", "préfecture de la Lorme"),
        ("vote", "délibération 2019-014"),
        ("fixed", "caméras fixes"),
        ("order", "arrêté 96-2019-118"),
    ]


def list_shapes(relation):
    """Every shape that a fact of this relation may have, with each of its bounds."""
    if relation.value and (relation.has_both or not relation.objects):
        yield from (("", "7", bound) for bound in ("", *relation.bounds))
    if relation.objects:
        yield "object", "", ""
    if relation.objects and relation.value and relation.has_both:
        yield from (("object", "7", bound) for bound in ("", *relation.bounds))


@pytest.mark.parametrize("relation", list_relations(), ids=lambda relation: relation.key)
def test_every_relation_has_a_sentence_for_each_thing_that_it_may_state(relation):
    """Whatever kinds stand at its ends."""
    for kind in relation.subjects:
        for other in relation.objects or ("actor",):
            ends = {"s": Entity("s", EntityKind(kind), "Un"), "o": Entity("o", EntityKind(other), "Deux")}
            for object_, value, bound in list_shapes(relation):
                said = "2019" if relation.value == "date" and value else value
                fact = Fact(
                    "f", "s", relation.key, object_ and "o", said, details={"bound": bound} if bound else {}
                )
                sentence = write_sentence(fact, ends)
                assert sentence.endswith((".", "»")) and not set("{}[]|") & set(sentence)
                assert "  " not in sentence and sentence[0].isupper()


def test_no_sentence_is_there_for_a_relation_that_is_not():
    assert set(read_sentences()) == {relation.key for relation in list_relations()}
