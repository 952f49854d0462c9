"""Technologies are found under all their names, explained in plain words, each with its source."""

import time

import pytest

from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.technologies import find
from contrechamp.text.folding import fold

LEXICONS = open_lexicons()
ENTRIES = LEXICONS.list_entries("technology")


def list_found(text: str) -> list[tuple[str, str]]:
    return [(spotted.value, text[spotted.start : spotted.end]) for spotted in find(text, LEXICONS)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("l’extension de la vidéo-\nprotection", "video_protection"),
        ("un agent de vidéotranquillité", "video_protection"),
        ("12 caméras", "camera"),
        ("des caméras fixes", "fixed_camera"),
        ("trois caméras de type dôme", "dome_camera"),
        ("deux caméras NOMADES", "mobile_camera"),
        ("les caméras-piétons de la police municipale", "body_camera"),
        ("caméras individuelles", "body_camera"),
        ("des caméras embarquées", "dash_camera"),
        ("un dispositif LAPI", "plate_reader"),
        ("la lecture automatisée des plaques d’immatriculation", "plate_reader"),
        ("caméra VPI pour les plaques", "plate_reader"),
        ("la vidéoverbalisation", "video_fining"),
        ("le logiciel de VSA", "algorithmic_video"),
        ("la vidéosurveillance algorithmique", "algorithmic_video"),
        ("des caméras « augmentées » et des caméras augmentées", "camera"),
        ("des caméras augmentées", "algorithmic_video"),
        ("un module d’analyse vidéo", "algorithmic_video"),
        ("la RECONNAISSANCE FACIALE", "facial_recognition"),
        ("des données biométriques", "biometrics"),
        ("des capteurs sonores", "sound_sensor"),
        ("détection de bruits anormaux", "sound_sensor"),
        ("des micros dans la rue reliés aux caméras", "sound_sensor"),
        ("des drones", "drone"),
        ("captation d’images au moyen de caméras installées sur des aéronefs", "drone"),
        ("le centre de supervision urbain", "supervision_centre"),
        ("le C.S.U. est ouvert", "supervision_centre"),
        ("un hyperviseur", "hypervisor"),
        ("la Smart City", "smart_city"),
        ("le projet Safe-City", "safe_city"),
        ("l'espace public augmenté", "smart_city"),
        ("du mobilier urbain connecté", "connected_object"),
        ("l’éclairage intelligent", "smart_lighting"),
        ("un IMSI-catcher", "interception"),
        ("des portiques de sécurité", "security_gate"),
        ("la police prédictive", "predictive_policing"),
        ("consultation du TAJ", "police_record_file"),
        ("le fichier des personnes recherchées", "wanted_file"),
        ("un visiophone", "intercom"),
        ("une alarme anti-intrusion", "alarm"),
        ("l’application de signalement", "citizen_reporting"),
        ("le comptage de piétons", "people_counting"),
        ("la surveillance des réseaux sociaux", "social_media_watch"),
        ("la tranquillité publique", "public_tranquillity"),
    ],
)
def test_a_technology_is_found_under_its_names(text, key):
    assert key in [found for found, _ in list_found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "le dôme de l’église",
        "un micro-ordinateur, des micro-entreprises",
        "une lapidation, il lapie, csu",
        "le taj mahal",
        "la fibre optique dans les villages",
        "la participation citoyenne au budget",
        "surveillance des examens, supervision des travaux",
        "le siège social et le réseau social de la ville",
    ],
)
def test_a_word_that_means_something_else_is_left_alone(text):
    assert list_found(text) == []


def test_a_mention_says_its_label_category_and_rule():
    (found,) = find("un hyperviseur", LEXICONS)
    assert found.details == {"label": "Hyperviseur", "category": "Centres et logiciels"}
    assert (found.start, found.end, found.rule) == (3, 14, "lexicon/technology")


def test_there_are_forty_technologies_and_more_each_explained_with_its_source():
    assert len(ENTRIES) >= 40
    for entry in ENTRIES:
        assert entry.label and entry.category and entry.source
        assert 30 < len(entry.plain) < 400 and entry.plain.endswith(".")


def test_related_technologies_exist():
    keys = {entry.key for entry in ENTRIES}
    assert not {related for entry in ENTRIES for related in entry.related} - keys


def test_no_name_belongs_to_two_technologies():
    owners: dict[str, str] = {}
    for entry in ENTRIES:
        for name in (*entry.names, *entry.doubtful):
            folded = name if name.isupper() else fold(name).replace("-", " ")
            assert owners.setdefault(folded, entry.key) == entry.key, name


def test_the_article_of_the_beginning_gives_its_technologies(shared_data):
    text = (shared_data / "article-safe-city" / "article.txt").read_text("utf-8")
    keys = {key for key, _ in list_found(text)}
    assert keys >= {
        "safe_city",
        "smart_city",
        "camera",
        "sound_sensor",
        "facial_recognition",
        "artificial_intelligence",
        "urban_data_platform",
    }


@pytest.mark.parametrize("run", ["caméra ", "micro ", "vidéo-\n", "dôme", "CSU."])
def test_a_hostile_page_costs_what_its_length_costs(run):
    started = time.process_time()
    list(find(run * 20_000, LEXICONS))
    assert time.process_time() - started < 3
