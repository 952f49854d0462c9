"""Legal references."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import laws

WRITTEN = {
    "article L. 251-1 et suivants du code de la sécurité intérieure": "code de la sécurité intérieure, art. L. 251-1",
    "articles L. 2-29 et R. 33-1 et suivants du code de l’urbanisme": "code de l'urbanisme, art. L. 2-29, R. 33-1",
    "L. 332-11-3 et suivants et R. 33-1 du code de l'urbanisme": "code de l'urbanisme, art. L. 332-11-3, R. 33-1",
    "code de commerce, et notamment ses articles L. 752-23 et R. 52-2": "code de commerce, art. L. 752-23, R. 52-2",
    "articles 33 alinéa 3 et 57 à 59 du code\ndes marchés publics": "code des marchés publics, art. 33, 57 à 59",
    "articles L 441-1-5 et L 441-1-\n6 du code pénal": "code pénal, art. L. 441-1-5, L. 441-1-6",
    "article L2121-20 du CGCT": "code général des collectivités territoriales, art. L. 2121-20",
    "code général des collectivités  \nterritoriales": "code général des collectivités territoriales",
    "loi n° 2011-267 du 14 mars 2011": "loi n° 2011-267",
    "loi du 1er juillet 1901": "loi du 1901-07-01",
    "article 3-3 de la loi du 26 janvier\n1984": "loi du 1984-01-26, art. 3-3",
    "décret n° 96-926 du 17 octobre 1996": "décret n° 96-926",
    "décret d'application n° 2011 -847 du 18 juillet 2011": "décret n° 2011-847",
    "ordonnance n° 2005-649": "ordonnance n° 2005-649",
    "arrêté ministériel du 3 août 2007": "arrêté du 2007-08-03",
    "arrêté interministériel du 24 novembre 1967": "arrêté du 1967-11-24",
    "règlement (UE) 2016/679": "règlement (UE) 2016/679",
    "règlement (UE) n° 996/2010": "règlement (UE) 996/2010",
    "RGPD": "règlement (UE) 2016/679",
    "directive 95/46/CE": "directive 95/46/CE",
    "directive (UE) 2016/680": "directive (UE) 2016/680",
    "directive 2016/680": "directive (UE) 2016/680",
    "décision n° 2010-604 DC du 25 février 2010": "décision n° 2010-604 DC",
    "loi Informatique et Libertés": "loi n° 78-17",
    "Conseil d'État, 18 mai 2020, n° 440442": "Conseil d'État n° 440442",
}


@pytest.mark.parametrize(("written", "value"), WRITTEN.items())
def test_a_reference_is_known_whole_with_its_articles(written, value):
    assert list_found(laws, f"Vu {written}, pris pour son application") == [(written, value)]


@pytest.mark.parametrize(
    "text",
    [
        "le code postal",
        "la loi",
        "l'arrêté municipal du 3 mai 2014",
        "l'article 3 du marché",
        "CGCT",
        "la décision n° 12",
        "le décret",
    ],
)
def test_what_names_no_text_is_none(text):
    assert list_values(laws, text) == []


def test_the_date_and_the_abbreviation_are_details():
    assert list_details(laws, "loi n° 2011-267 du 14 mars 2011") == [{"date": "2011-03-14"}]
    assert list_details(laws, "l'article L. 511-1 du code de la sécurité intérieure") == [
        {"articles": "L. 511-1", "code": "CSI"}
    ]


def test_a_list_of_texts_gives_each_its_own_articles():
    text = "articles L. 1 du code pénal et R. 2 du code de la route"
    assert list_values(laws, text) == ["code pénal, art. L. 1", "code de la route, art. R. 2"]
