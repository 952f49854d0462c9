"""The team says what the columns of a file hold; nobody else may look or say."""

from tests.website.site import take_in

from contrechamp.vocabulary.digest import compute_digest

CONTRACTS = (
    "Attributaire;Objet du marché;Montant HT;Notifié le;Suivi\nALPHA 34000 VILLE;Mâts;à venir;23/08/2006;x\n"
)


def process(site) -> None:
    with site.open() as observatory:
        observatory.process()


def read(answer) -> str:
    return " ".join(answer.content.decode().split())


def list_fields(form: str) -> list[str]:
    """The names of the selects of columns."""
    return [part.partition('"')[0] for part in form.split('<select name="')[1:] if part.startswith("column-")]


def test_what_was_understood_is_shown_with_the_first_values(site, member):
    digest = compute_digest(CONTRACTS.encode())
    take_in(site, [("contracts", "équipe", "interne/marchés.csv", CONTRACTS.encode())])
    shown = read(member.get(f"/equipe/colonnes/{digest}"))
    assert "1 ligne, dont comprises : 0" in shown.replace("\u00a0", " ").replace("\u202f", " ")
    assert '<option value="supplier" selected>titulaire</option>' in shown
    assert '<option value="contracts" selected>' in shown
    assert "<bdi>ALPHA 34000 VILLE</bdi>" in shown
    assert "Suivi" in shown
    assert f"/equipe/colonnes/{digest}" in member.get(f"/d/{digest}/").content.decode()


def test_what_the_team_says_is_remembered_and_the_rows_are_spotted_again(site, member):
    digest = site.digests["cameras"]
    form = read(member.get(f"/equipe/colonnes/{digest}?kind=cameras"))
    place, installed, district = list_fields(form)
    said = {"kind": "cameras", place: "place", installed: "installed_on", district: "district"}
    answer = member.post(f"/equipe/colonnes/{digest}", said)
    assert answer["Location"] == f"/equipe/colonnes/{digest}?kind=cameras&retenu=1"
    assert "retenu" in read(member.get(answer["Location"]))
    process(site)
    with site.open() as observatory:
        rules = [mention.rule for mention in observatory.findings.iterate_mentions(digest)]
    assert rules.count("rows/place") == 3
    assert rules.count("rows/installed_on") == 2
    shown = read(member.get(f"/equipe/colonnes/{digest}"))
    assert '<option value="cameras" selected>' in shown
    assert '<option value="installed_on" selected>' in shown
    assert "colonnes d’un fichier nommées" in read(member.get("/equipe/lecture"))


def test_a_field_that_there_is_not_is_refused(site, member):
    digest = site.digests["cameras"]
    (name, *_) = list_fields(read(member.get(f"/equipe/colonnes/{digest}?kind=cameras")))
    assert member.post(f"/equipe/colonnes/{digest}", {"kind": "cameras", name: "couleur"}).status_code == 422


def test_a_document_without_rows_says_so(site, member):
    shown = read(member.get(f"/equipe/colonnes/{site.digests['empty']}"))
    assert "Aucune ligne sous des en-têtes" in shown
    assert member.get(f"/equipe/colonnes/{'0' * 64}").status_code == 404


def test_only_the_team_looks_and_says(site, reader):
    for answer in (reader.get, reader.post):
        found = answer(f"/equipe/colonnes/{site.digests['cameras']}")
        assert found.status_code in (302, 404)
        assert b"quai Nord" not in found.content
