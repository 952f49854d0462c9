"""What a reader can do: search, open a page, quote it, take the original home."""

import gzip
import io
import re
from datetime import timedelta
from pathlib import Path

import pikepdf
from tests.read.papers import draw_pdf
from tests.website.site import CANARY, DELIBERATION, NOW, PUBLIC, TEAM, draw_words, take_in

from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.provenance import Capture, Provenance


def find_address(html: str, pattern: str) -> str:
    found = re.search(pattern, html)
    assert found, f"{pattern} is not in {html[:3000]}"
    return found[1].replace("&amp;", "&")


def test_a_word_leads_to_its_page_and_to_its_citation(site, reader):
    results = reader.get("/chercher", {"q": "douze caméras"}).content.decode()
    page = find_address(results, rf'href="(/d/{site.digests["deliberation"]}/1/\?q=[^"]+)"')
    shown = reader.get(page).content.decode()
    assert '<mark id="m2">caméras</mark>' in shown
    passage = find_address(shown, r'href="(/d/\w{64}/1/\d+-\d+/)"')
    cited = reader.get(passage).content.decode()
    assert "douze caméras de vidéoprotection aux abords des écoles" in cited
    assert site.digests["deliberation"] in cited
    assert f"http://localhost{passage}" in cited


def test_the_words_are_framed_on_the_image(site, reader):
    shown = reader.get(f"/d/{site.digests['deliberation']}/1/", {"q": "caméra"}).content.decode()
    assert '<rect class="found"' in shown
    image = reader.get(f"/d/{site.digests['deliberation']}/1/image")
    assert image.status_code == 200
    assert image["Content-Type"].startswith("image/")
    assert len(image.content) <= 70_000


def test_a_frame_covers_no_word_at_any_size():
    """Where a page is small, a line around a word is a bar over it."""
    sheet = Path("src/contrechamp/website/interface/static/interface/gazette.css").read_text()
    on_screen, on_paper = (rule for rule in re.findall(r"\.facsimile \.found \{([^}]*)\}", sheet))
    assert "stroke: none" in on_screen and "multiply" in on_screen
    assert "fill: none" in on_paper and "stroke-width: 1;" in on_paper


def test_an_image_is_enlarged_with_its_frames_and_a_way_back(site, reader):
    page = f"/d/{site.digests['deliberation']}/1/?q=cam%C3%A9ra"
    shown = reader.get(page).content.decode()
    large = find_address(shown, r'href="(/d/[^"]+agrandir=1)">Agrandir')
    enlarged = reader.get(large).content.decode()
    assert enlarged.count('<rect class="found"') == shown.count('<rect class="found"') > 0
    assert "image?w=1800" in enlarged
    assert 'value="caméra"' in enlarged  # what was asked stays in the search field
    assert f'href="{page}">Revenir à la page' in enlarged
    assert "Texte de la page" not in enlarged
    plain = reader.get(f"/d/{site.digests['deliberation']}/1/").content.decode()
    assert find_address(plain, r'href="(/d/[^"]+)">Agrandir').endswith("/1/?agrandir=1")


def test_a_page_that_we_set_says_so_with_or_without_words_found(site, reader):
    address = f"/d/{site.digests['deliberation']}/1/"
    for view in (
        address,
        f"{address}?q=cam%C3%A9ra",
        f"{address}?q=cam%C3%A9ra&agrandir=1",
        f"{address}0-30/",
    ):
        assert "nous avons composé son texte" in reader.get(view).content.decode(), view
    assert "Le passage sur sa page" not in reader.get(f"{address}0-30/").content.decode()


def test_a_page_that_would_be_a_strip_keeps_a_size_at_which_it_is_read(site, reader):
    from contrechamp.vocabulary.catalogue import Picture
    from contrechamp.website.library.views.page import name_shape

    sizes = ((900, 1273, ""), (900, 300, "broad"), (900, 3000, "tall"))
    for width, height, shape in sizes:
        picture = Picture(b"", "image/webp", width, height)
        assert name_shape(picture, is_typeset=False) == shape
        assert name_shape(picture, is_typeset=True) == "tall"
    shown = reader.get(f"/d/{site.digests['deliberation']}/1/").content.decode()
    assert 'class="scroll sheet-tall"' in shown


def test_a_passage_is_cut_out_of_its_page(site, reader):
    image = reader.get(f"/d/{site.digests['deliberation']}/1/0-30/passage.png")
    assert image.status_code == 200
    assert image["Content-Type"].startswith("image/")


def test_lines_are_quoted_by_their_numbers(site, reader):
    answer = reader.get(f"/d/{site.digests['deliberation']}/1/citer", {"de": "4", "a": "4"})
    assert answer.status_code == 302
    start = DELIBERATION.index("Adopté")
    assert answer["Location"].endswith(f"/1/{start}-{len(DELIBERATION)}/")
    wrong = reader.get(f"/d/{site.digests['deliberation']}/1/citer", {"de": "1", "a": "99"})
    assert wrong.status_code == 400
    assert "Ces lignes ne sont pas sur la page" in wrong.content.decode()


def test_a_field_is_not_said_to_be_missing_from_a_page(site, reader):
    address = f"/d/{site.digests['deliberation']}/1/"
    for field in ("titre:BPU", "type:délibération", "depuis:2020", "titre:BPU SAUF tramway"):
        assert "ne figure pas" not in reader.get(address, {"q": field}).content.decode(), field
    shown = reader.get(address, {"q": "titre:BPU tramway"}).content.decode()
    assert "tramway\u202f» ne figure pas sur cette page" in shown and "BPU\u202f»" not in shown


def test_what_was_understood_is_told_in_french(site, reader):
    shown = reader.get("/chercher", {"q": "type:deliberation lu:native caméra"}).content.decode()
    understood = re.search(r'class="understood">.*?<q>(.*?)</q>', shown)[1].replace("\u00a0", " ")
    assert "type : délibération" in understood and "lu : texte du fichier" in understood


def test_a_blank_line_around_a_passage_has_no_number(site, reader):
    page = reader.get(f"/d/{site.digests['gazette']}/1/").content.decode()
    blank = re.search(r'<li id="(l\d+)" class="blank"', page)[1]
    around = reader.get(f"/d/{site.digests['gazette']}/1/0-10/").content.decode()
    assert f'<li id="{blank}" class="blank">' in around


def test_what_is_ticked_is_quoted_from_the_first_to_the_last(site, reader):
    page = f"/d/{site.digests['deliberation']}/1/"
    values = re.findall(r'name="p" value="([\d-]+)"', reader.get(page).content.decode())
    assert len(values) == 4
    answer = reader.get(page + "citer", {"p": [values[1], values[2]]})
    start, end = DELIBERATION.index("la convention"), DELIBERATION.index("HT.") + 3
    assert answer["Location"] == f"{page}{start}-{end}/"
    loose = reader.get(page + "citer", {"p": f"{start - 1}-{end + 1}"})  # as a mouse selects: with a line end
    assert loose["Location"] == f"{page}{start}-{end}/"
    nothing = reader.get(page + "citer")
    assert nothing.status_code == 400
    assert "Rien n’était coché" in nothing.content.decode()
    for wrong in ("0-99999", "9-3", "x", "-1-4", "5-5"):
        assert reader.get(page + "citer", {"p": wrong}).status_code == 400, wrong


def test_a_long_paragraph_is_ticked_by_the_sentence(site, reader):
    shown = reader.get(f"/d/{site.digests['gazette']}/1/").content.decode()
    assert 'aria-label="Ligne 1, phrase 3"' in shown


def test_a_citation_comes_as_text_and_bibtex(site, reader):
    passage = f"/d/{site.digests['deliberation']}/1/0-30/"
    text = reader.get(passage + "citation.txt").content.decode()
    assert DELIBERATION[:30].strip() in text
    assert site.digests["deliberation"] in text
    assert reader.get(passage + "citation.bib").content.decode().startswith("@misc{")
    assert reader.get(passage + "citation.html")["Content-Type"].startswith("text/plain")


def test_a_citation_says_when_a_machine_read_the_words(site, reader):
    content = draw_words("Le chevreuil passe devant les cameras.")
    passage = f"/d/{compute_digest(content)}/1/0-12/"
    take_in(site, [("drawn", PUBLIC, "affiche.png", content)])
    said = "texte lu par reconnaissance de caractères (OCR)"
    for form in ("txt", "html", "bib"):
        assert said in reader.get(f"{passage}citation.{form}").content.decode(), form
    assert re.search(rf'class="source-line">.*{re.escape(said)}', reader.get(passage).content.decode())
    native = f"/d/{site.digests['deliberation']}/1/0-30/"
    assert "OCR" not in reader.get(native).content.decode()


def test_the_original_is_a_file_to_keep(site, reader):
    answer = reader.get(f"/d/{site.digests['web']}/original")
    assert answer.getvalue() == "<h1>Les caméras</h1><p>Elles filment l’école.</p>".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Content-Type"] == "application/octet-stream"
    answer.close()


def test_the_same_bytes_twice_show_two_receipts(site, reader):
    shown = reader.get(f"/d/{site.digests['deliberation']}/").content.decode()
    assert "DELIB 117.txt" in shown
    assert "DELIB 117 (copie).txt" in shown
    assert "reçus 2 fois" in shown


def test_what_could_not_be_read_says_why(site, reader):
    shown = reader.get("/bibliotheque/illisibles/").content.decode()
    assert "abîmé.pdf" in shown
    assert "vide.txt" in shown
    document = reader.get(f"/d/{site.digests['broken']}/")
    assert "N’a pas pu être lu" in document.content.decode()


def test_a_search_without_answer_teaches(site, reader):
    shown = reader.get("/chercher", {"q": "hippocampe"}).content.decode()
    assert "Aucune page trouvée" in shown
    assert "Ce que vous pouvez essayer" in shown


def test_whatever_is_asked_there_is_an_answer(site, reader):
    for words in [
        '"',
        "((",
        "ET ET",
        "a:b:c",
        "caméra AND (",
        "*",
        "~~",
        "-",
        "\x00",
        "a" * 5000,
        "date:2024-99",
    ]:
        assert reader.get("/chercher", {"q": words}).status_code == 200, words
    for address in ("/chercher?q=cam%C3%A9ra&p=99999", "/chercher?q=a&p=x", "/chercher?q=%FF&annee=%00"):
        assert reader.get(address).status_code == 200, address


def test_a_saved_search_is_an_atom_feed(site, reader):
    from xml.etree import ElementTree

    feed = reader.get("/chercher.atom", {"q": "caméra"})
    tree = ElementTree.fromstring(feed.content)
    entries = tree.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) >= 3
    assert feed["Content-Type"].startswith("application/atom+xml")
    updated = [entry.findtext("{http://www.w3.org/2005/Atom}updated") for entry in entries]
    assert updated == [NOW.isoformat()] * len(entries)  # when each came in, not what date it bears


def test_a_feed_never_tells_when_a_paper_came_to_the_team_alone(site, reader):
    early = NOW - timedelta(days=60)
    for collection, moment in ((TEAM, early), (PUBLIC, NOW)):
        provenance = Provenance("upload", "1", "butor.txt", moment, collection)
        with site.open() as observatory:
            list(observatory.receive([Capture(b"Le butor filme la mare.", provenance)]))
            observatory.process()
    feed = reader.get("/chercher.atom", {"q": "butor"}).content.decode()
    assert feed.count("<entry>") == 1 and NOW.isoformat() in feed
    assert early.date().isoformat() not in feed


def test_filters_are_part_of_the_address(site, reader):
    shown = reader.get("/chercher", {"q": "caméra", "annee": "2024"}).content.decode()
    assert "réponse.eml" in shown or "Re: caméras" in shown
    assert "page.html" not in shown


def test_dates_keep_their_precision(site):
    from contrechamp.website.interface.words import write_date

    assert write_date("2013") == "2013"
    assert write_date("2013-06") == "juin 2013"
    assert write_date("2012-06-25") == "25 juin 2012"
    assert write_date("2012-06-01") == "1er juin 2012"
    assert write_date("vers 2012") == "vers 2012"


def test_a_printed_number_is_told_where_it_says_more_than_the_page(site):
    from contrechamp.vocabulary.plain import find_label

    assert find_label("— iv —", 4) == "iv"
    assert find_label("— 4 —", 4) == find_label("4.", 4) == find_label("", 4) == ""
    assert find_label("lignes 1–71", 1) == "lignes 1–71"


def draw_labelled(*labels: str) -> bytes:
    """A PDF with a page for each label."""
    content = io.BytesIO()
    with pikepdf.open(
        io.BytesIO(draw_pdf(*[lambda page: page.drawString(72, 700, "Le verger.")] * len(labels)))
    ) as pdf:
        numbers = [
            each for place, label in enumerate(labels) for each in (place, pikepdf.Dictionary(P=label))
        ]
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=numbers)
        pdf.save(content)
    return content.getvalue()


def test_a_printed_number_is_told_alike_on_a_page_and_in_lists(site, member):
    content = draw_labelled("— 1 —", "\u202e666", "— iv —")
    digest = compute_digest(content)
    take_in(site, [("labels", "coffre", "vergers.pdf", content)])
    pages = [member.get(f"/d/{digest}/{number}/").content.decode() for number in (1, 2, 3)]
    lists = [member.get(f"{view}?q=verger").content.decode() for view in ("/chercher", f"/d/{digest}/")]
    assert ["numéro imprimé" in page for page in pages] == [False, True, True]
    for shown in lists:
        assert shown.count("numéro imprimé") == 2
        assert "numéro imprimé 666" in shown and "numéro imprimé iv)" in shown
    assert not any("\u202e" in shown for shown in (*pages, *lists))


def test_what_is_done_again_for_the_team_leaves_no_trace_for_readers(site, reader, member):
    digest = site.digests["web"]
    steps = re.compile('id="steps".*?</section>', re.DOTALL)
    before = steps.search(reader.get(f"/d/{digest}/").content.decode())[0]
    assert "Quand" not in before and "Indexation" in before
    assert "2026" not in before
    with site.open() as observatory:
        observatory.retry([digest], step="index")
    assert "En attente" not in reader.get(f"/d/{digest}/").content.decode()
    shown = steps.search(member.get(f"/d/{digest}/").content.decode())[0]
    assert "En attente" in shown and "Quand" in shown and "2026" in shown
    with site.open() as observatory:
        observatory.process()


def test_readers_answers_are_compressed_and_the_teams_are_not(site, reader, member):
    packed = reader.get("/bibliotheque/", headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert b"<h1>" in gzip.decompress(packed.content)
    assert "Content-Encoding" not in member.get("/bibliotheque/", headers={"accept-encoding": "gzip"}).headers


def test_nothing_that_is_not_public_can_be_found(site, reader):
    """T-A6: the word of the papers for the team is nowhere, and their addresses are those of nothing."""
    views = [
        "/",
        "/bibliotheque/",
        "/bibliotheque/?p=2",
        "/bibliotheque/illisibles/",
        "/chercher?q=cam%C3%A9ra",
        "/chercher?q=cam%C3%A9ra&p=2",
        "/chercher?q=cam%C3%A9ra&ordre=date",
        "/chercher?q=cam%C3%A9ra&fonds=%C3%A9quipe",
        "/chercher.atom?q=cam%C3%A9ra",
        *(f"/d/{digest}/" for name, digest in site.digests.items() if name not in HIDDEN),
    ]
    for view in views:
        assert CANARY not in reader.get(view).content.decode(), view
    for view in ("/chercher?q=", "/chercher.atom?q=", f"/d/{site.digests['deliberation']}/?q="):
        shown = reader.get(view + CANARY).content.decode()
        assert not any(site.digests[name] in shown for name in HIDDEN)
        assert "p. 1" not in shown


HIDDEN = ("secret", "withdrawn", "parent")


def test_an_address_of_the_team_is_an_address_of_nothing(site, reader):
    missing = reader.get(f"/d/{'0' * 64}/")
    assert missing.status_code == 404
    for name in HIDDEN:
        for rest in ("", "original", "1/", "1/image", "1/0-3/", "1/0-3/passage.png", "1/citer?de=1&a=1"):
            answer = reader.get(f"/d/{site.digests[name]}/{rest}")
            assert answer.status_code == 404
            assert answer.content == missing.content


def test_the_team_sees_what_is_not_public(site, member):
    assert CANARY in member.get("/chercher", {"q": CANARY}).content.decode().replace(f'value="{CANARY}"', "")
    assert "Équipe seulement" in member.get(f"/d/{site.digests['secret']}/").content.decode()
    assert "Retiré" in member.get(f"/d/{site.digests['withdrawn']}/").content.decode()


def test_a_public_receipt_names_nobody_and_no_folder_of_the_machine(site, reader, member):
    address = f"/d/{site.digests['deliberation']}/"
    assert "Dominique" not in reader.get(address).content.decode()
    assert "/dossier/du/collectif" not in reader.get(address).content.decode()
    assert "Dominique" in member.get(address).content.decode()


def test_an_upload_is_told_once_and_in_french(site, member):
    content = "Le blaireau dort sous la caméra.".encode()
    provenance = Provenance("upload", "1", "blaireau.txt", NOW, PUBLIC, "upload", "Camille")
    with site.open() as observatory:
        list(observatory.receive([Capture(content, provenance)]))
    shown = member.get(f"/d/{compute_digest(content)}/").content.decode()
    assert "déposé sur ce site" in shown and "apporté par Camille" in shown
    assert "upload" not in shown


def test_nearly_the_same_paper_is_shown_as_such(site, reader):
    shown = reader.get(f"/d/{site.digests['gazette']}/").content.decode()
    assert "Presque identiques" in shown
    assert site.digests["nearly"] in shown
    results = reader.get("/chercher", {"q": "place du Marché"}).content.decode()
    assert "Presque identique (" in results


def test_messages_of_a_conversation_lead_to_one_another(site, reader):
    mailbox = reader.get(f"/d/{site.digests['mailbox']}/").content.decode()
    assert "3 documents à l’intérieur" in mailbox
    answer = find_address(mailbox, r'href="(/d/\w{64}/)"><bdi>Re: Analyse')
    shown = reader.get(answer).content.decode()
    assert "La conversation" in shown
    assert shown.index("<bdi>Analyse d’impact") < shown.index('aria-current="true"><bdi>Re: Analyse')
    assert "Déjeuner" not in shown
    alone = find_address(mailbox, r'href="(/d/\w{64}/)"><bdi>Déjeuner')
    assert "La conversation" not in reader.get(alone).content.decode()


def test_one_walks_from_hit_to_hit_inside_a_document(site, reader):
    address = f"/d/{site.digests['gazette']}"
    middle = reader.get(f"{address}/3/", {"q": "caméra"}).content.decode()
    assert find_address(middle, r'href="(/d/\w{64}/2/\?q=[^"]+)">↑')
    assert find_address(middle, r'href="(/d/\w{64}/4/\?q=[^"]+)">↓')
    first = reader.get(f"{address}/1/", {"q": "caméra"}).content.decode()
    assert "↑" not in first
    assert "↓" not in reader.get(f"{address}/3/").content.decode()


def test_a_page_that_does_not_exist_is_nothing(site, reader):
    assert reader.get(f"/d/{site.digests['deliberation']}/2/").status_code == 404
    assert reader.get(f"/d/{site.digests['deliberation']}/0/").status_code == 404
    assert reader.get(f"/d/{site.digests['deliberation']}/1/0-99999/").status_code == 404
    assert reader.get(f"/d/{site.digests['deliberation']}/1/9-3/").status_code == 404
    assert reader.get(f"/d/{site.digests['broken']}/1/").status_code == 404


def test_what_was_done_with_a_document_is_told_step_by_step(site, reader, member):
    shown = reader.get(f"/d/{site.digests['deliberation']}/").content.decode()
    assert re.search(r'<th scope="row">Lecture</th><td>Lu</td><td>\d+</td></tr>', shown)
    shown = member.get(f"/d/{site.digests['deliberation']}/").content.decode()
    assert re.search(r'<th scope="row">Lecture</th><td>Lu</td><td>\d+</td><td>.*\d{4}', shown)
    assert '<th scope="row">Indexation</th><td>Faite</td>' in shown
    broken = reader.get(f"/d/{site.digests['broken']}/").content.decode()
    assert '<th scope="row">Lecture</th><td>N’a pas pu être lu</td>' in broken


def test_a_text_that_is_not_french_says_its_language(site, reader):
    page = f"/d/{site.digests['english']}/1/"
    assert '<ol class="page-text" lang="en"' in reader.get(page).content.decode()
    assert '<blockquote class="cited-words" lang="en"' in reader.get(page + "0-97/").content.decode()
    assert '<p class="hit-snippet" lang="en">' in reader.get("/chercher", {"q": "supplier"}).content.decode()
    french = reader.get(f"/d/{site.digests['deliberation']}/1/").content.decode()
    assert '<ol class="page-text" data' in french


def test_a_box_of_many_letters_is_listed_a_few_at_a_time(site, reader, monkeypatch):
    monkeypatch.setattr("contrechamp.website.library.views.documents.CHILDREN_A_VIEW", 2)
    address = f"/d/{site.digests['mailbox']}/"
    first = reader.get(address).content.decode()
    assert re.search(r"1 à 2 sur \d", first) and f'href="{address}?p=2"' in first
    second = reader.get(f"{address}?p=2").content.decode()
    assert f'rel="prev" href="{address}"' in second
    assert not set(re.findall(r"<li><a href=\"(/d/\w+/)\">", first)) & set(
        re.findall(r"<li><a href=\"(/d/\w+/)\">", second)
    )
