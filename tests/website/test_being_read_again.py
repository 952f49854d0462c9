"""What stands in the place of a page while its document is read again, after a new version or a disk that lost it."""

from tests.website.site import take_in

from contrechamp.vocabulary.digest import compute_digest

CONTENT = "Le marché des caméras est attribué.\nLe maire signe.".encode()


def test_a_page_that_is_being_read_again_says_so_and_comes_back(site, member):
    digest = compute_digest(CONTENT)
    take_in(site, [("market", "coffre", "marché.txt", CONTENT)])
    document = f"/d/{digest}/"
    passage = f"{document}1/3-9/"
    views = (f"{document}1/", f"{document}1/citer?de=1&a=1", passage, f"{passage}citation.txt")
    with site.open() as observatory:
        for path in observatory.archive.derived_folder(digest).iterdir():
            path.unlink()
    for view in (*views, f"{passage}passage.png"):
        answer = member.get(view)
        assert (answer.status_code, answer["Retry-After"]) == (503, "60"), view
        assert "Ce document est en cours de relecture" in answer.content.decode()
    assert member.get(f"{document}1/image").status_code == 404
    assert "Ce document est en cours de relecture" in member.get(document).content.decode()
    with site.open() as observatory:
        observatory.process()
    assert [member.get(view).status_code for view in views] == [200, 302, 200, 200]
    assert "en cours de relecture" not in member.get(document).content.decode()


def test_who_may_not_see_a_document_does_not_learn_that_it_is_read_again(site, reader):
    digest = site.digests["secret"]
    with site.open() as observatory:
        for path in observatory.archive.derived_folder(digest).iterdir():
            path.unlink()
    assert reader.get(f"/d/{digest}/1/").status_code == 404
    with site.open() as observatory:
        observatory.retry([digest], step="read")
        observatory.process()
