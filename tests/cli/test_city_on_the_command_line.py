"""The invented city, from a folder of papers to pages that can be searched: what truth.toml says is found."""

import tomllib
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
TRUTH = tomllib.loads((Path(__file__).parents[1] / "city" / "truth.toml").read_text(encoding="utf-8"))
PHRASES = [phrase for phrase in TRUTH["phrase"] if phrase.get("complete")]
NEVER_FOUND = ("hidden", "password")


@pytest.fixture(scope="session")
def paths(observatory):
    return observatory.list_paths()


@pytest.mark.parametrize("phrase", PHRASES, ids=lambda phrase: phrase["text"][:40])
def test_a_phrase_is_found_where_it_stands_and_not_where_it_is_hidden(observatory, paths, phrase):
    hits = observatory.ask("search", f'"{phrase["text"]}"', "--limit", 50)
    found = {(hit["digest"], hit["page"]) for hit in hits}
    wanted, forbidden, messages = set(), set(), 0
    for place in phrase["places"]:
        digest = paths.get(place.get("inside", place["path"]))
        if digest is None:
            messages += 1  # a message of a mailbox has no path: it is counted
        else:
            (forbidden if place.get("how") in NEVER_FOUND else wanted).add((digest, place.get("page", 1)))
    names = {digest: path for path, digest in paths.items()}
    assert wanted <= found, {(names[digest], page) for digest, page in wanted - found}
    assert not forbidden & found, {(names[digest], page) for digest, page in forbidden & found}
    assert (
        len(found) >= len(wanted) + messages
    )  # more: a phrase finds its relatives too ("logiciel de gestion…")


@pytest.fixture(scope="session")
def documents(observatory):
    return {document["digest"]: document for document in observatory.ask("status")}


@pytest.mark.parametrize("path", TRUTH["states"])
def test_every_awkward_paper_ends_in_a_state_with_a_reason(documents, paths, path):
    document = documents[paths[path]]
    assert document["state"] in TRUTH["states"][path]
    assert document["state"] == "read" or document["reason"]


@pytest.mark.parametrize("path", TRUTH["flags"])
def test_a_page_that_must_be_doubted_says_so(observatory, paths, path):
    assert TRUTH["flags"][path] in observatory.ask("show", paths[path], 1)[0]["flags"]


def test_the_same_bytes_twice_are_two_receipts_and_one_document(observatory, paths):
    for first, second in TRUTH["copies"]["same_bytes"]:
        assert paths[first] == paths[second]
        assert len(observatory.ask("show", paths[first])[0]["receipts"]) == 2


def test_near_duplicates_are_shown_as_such(observatory, paths):
    for first, second in TRUTH["copies"]["nearly_same"] + TRUTH["copies"]["scan_of"]:
        alike = {digest for digest, _ in observatory.ask("show", paths[first])[0]["duplicates"]}
        assert paths[second] in alike, (first, second)


@pytest.mark.parametrize("kind", ["attachments", "members"])
def test_what_is_inside_a_paper_is_a_document_with_its_parent(observatory, documents, paths, kind):
    for container, members in TRUTH[kind].items():
        children = observatory.ask("show", paths[container])[0]["children"]
        assert len(set(children)) >= len(members), container
        assert all(child in documents for child in children)


def test_every_message_of_the_mailbox_is_a_document(observatory, paths):
    children = observatory.ask("show", paths[TRUTH["mail"]["path"]])[0]["children"]
    assert len(children) == TRUTH["mail"]["messages"]


def test_a_password_opens_what_was_closed(build_city, tmp_path):
    line = build_city(tmp_path / "archive")
    digest = line.list_paths()[TRUTH["secret"]["path"]]
    line.run("retry", digest, "--password-stdin", given=TRUTH["secret"]["password"] + "\n")
    assert line.ask("show", digest)[0]["state"] == "read"
    assert "reconnaissance faciale" in " ".join(line.ask("show", digest, 1)[0]["text"].split())


def test_json_answers_have_their_documented_keys(observatory, documents):
    hit = observatory.ask("search", "caméras")[0]
    assert list(hit) == ["digest", "page", "label", "title", "score", "snippet", "spans"]
    words = [hit["snippet"][start:end] for start, end in hit["spans"]]
    assert words and all("am" in word.lower() for word in words)
    keys = ["digest", "parent", "title", "media_type", "pages", "state", "reason", "withdrawn"]
    assert all(list(document) == keys for document in documents.values())


def test_facets_are_counted_when_they_are_asked_for(observatory):
    said = observatory.run("search", "caméras", "--facets", "--limit", 1)
    assert "\nannée " in said and "\ntype " in said and "recueil" in said.split("\ntype ")[1]
    *hits, last = observatory.ask("search", "caméras", "--facets", "--limit", 3)
    assert len(hits) == 3 and list(last) == ["facets"]
    assert sum(count for _, count in last["facets"]["collection"]) >= 3
    assert {"body", "kind", "year", "how_read", "collection"} <= set(last["facets"])


def test_a_list_of_names_is_searched_at_once(observatory, tmp_path):
    path = tmp_path / "noms.csv"
    path.write_text("reconnaissance faciale;x\nzorglube;y\n\ncaméras;z\n", "utf-8")
    found = observatory.ask("search", "--list", path)
    assert all(list(one) == ["name", "pages", "documents", "hits"] for one in found)
    assert found[-1] == {"name": "zorglube", "pages": 0, "documents": 0, "hits": []}
    pages = [one["pages"] for one in found]
    assert pages == sorted(pages, reverse=True) and pages[0] >= found[0]["documents"] >= 1
    digest, page = found[0]["hits"][0]
    assert len(digest) == 64 and page >= 1
    said = observatory.run("search", "--list", "-", given="zorglube\nreconnaissance faciale\n")
    assert "Noms trouvés : 1 sur 2" in said
    assert "n’existe pas" in observatory.run("search", "--list", tmp_path / "rien.txt", code=3)
    assert "--list" in observatory.run("search", code=2)


def test_words_beside_a_list_are_not_passed_over_in_silence(observatory, tmp_path):
    path = tmp_path / "noms.txt"
    path.write_text("zorglube\n", encoding="utf-8")
    assert "l’un exclut l’autre" in observatory.run("search", "--list", path, "caméra", code=2)


def test_what_pages_name_is_counted_and_asked_for(observatory):
    *_hits, last = observatory.ask("search", "caméras", "--facets", "--limit", 1)
    assert {"technology", "supplier", "place"} <= set(last["facets"])
    (key, count), *_ = last["facets"]["technology"]
    narrowed = observatory.ask("search", f"dispositif:{key} caméras", "--limit", 1000)
    assert len(narrowed) >= min(count, 1)
    assert "\ndispositif " in observatory.run("search", "caméras", "--facets", "--limit", 1)
