"""Messages: who wrote what to whom, its attachments, and the thread that it belongs to."""

import email.message
import email.policy
import io
import random

import pytest
from PIL import Image

from contrechamp.errors import ContrechampError
from contrechamp.read import reasons
from contrechamp.read.reader import Request
from contrechamp.read.readers import mail, mbox, msg


def make_message(text: str = "Bonjour,\nvoici la convention.\n") -> email.message.EmailMessage:
    message = email.message.EmailMessage()
    message["From"], message["To"] = "Élodie Préau <elodie@ville.example>", "collectif@asso.example"
    message["Subject"], message["Date"] = "Réponse à votre demande", "Tue, 09 Mar 2021 10:00:00 +0100"
    message["Message-ID"], message["In-Reply-To"] = "<2@ville.example>", "<1@asso.example>"
    message["References"] = "<0@asso.example> <1@asso.example>"
    message.set_content(text)
    return message


def test_headers_and_body_are_the_page_and_the_thread_is_kept(read_bytes):
    found = read_bytes(make_message().as_bytes())
    assert found.text.split("\n")[:4] == [
        "De : Élodie Préau <elodie@ville.example>",
        "À : collectif@asso.example",
        "Date : Tue, 09 Mar 2021 10:00:00 +0100",
        "Objet : Réponse à votre demande",
    ]
    assert found.text.endswith("voici la convention.")
    assert found.properties["date"] == "2021-03-09T09:00:00Z"
    assert found.properties["message_id"] == "<2@ville.example>"
    assert found.properties["in_reply_to"] == "<1@asso.example>"
    assert found.properties["references"] == "<0@asso.example> <1@asso.example>"


def test_attachments_are_children_and_small_inline_pictures_are_none(read_bytes):
    message = make_message()
    message.add_alternative("<p>voici la <b>convention</b><img src='cid:logo'></p>", subtype="html")
    message.add_attachment(
        b"%PDF-1.4", maintype="application", subtype="pdf", filename="convention signée.pdf"
    )
    logo = io.BytesIO()
    Image.new("L", (90, 40)).save(logo, "PNG")
    message.add_attachment(
        logo.getvalue(), maintype="image", subtype="png", cid="<logo>", disposition="inline"
    )
    found = read_bytes(message.as_bytes())
    assert [child.untrusted_path for child in found.children] == ["convention signée.pdf"]
    assert found.children[0].untrusted_content == b"%PDF-1.4"
    assert found.text.count("convention") == 1


def test_a_message_without_plain_text_is_read_from_its_web_page(read_bytes):
    message = make_message()
    message.set_content("<style>p{}</style><p>Oui&nbsp;: 12 caméras</p><p hidden>non</p>", subtype="html")
    text = read_bytes(message.as_bytes()).text
    assert text.endswith("Oui\xa0: 12 caméras")


def test_a_message_inside_a_message_is_a_child(read_bytes):
    message = make_message()
    message.add_attachment(make_message("Texte transmis"))
    (child,) = read_bytes(message.as_bytes()).children
    assert "Texte transmis" in read_bytes(child.untrusted_content).text


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        (b"=?utf-8?q?D=C3=A9lib=C3=A9ration?= =?utf-8?b?IG7CsCAxMg==?=", "Délibération n° 12"),
        ("Vidéosurveillance".encode("cp1252"), "Vidéosurveillance"),
        ("Vidéosurveillance".encode(), "Vidéosurveillance"),
        (b"=?nimporte?q?arr=EAt=E9?=", "arrêté"),
        (b"=?utf-8?b?!!!?= fin", "=?utf-8?b?!!!?= fin"),
    ],
)
def test_subjects_are_decoded_however_they_were_written(read_bytes, header, shown):
    found = read_bytes(b"From: a@b.example\nTo: c@d.example\nSubject: " + header + b"\n\nx\n")
    assert found.properties["subject"] == shown
    assert f"Objet : {shown}" in found.text


def nest(depth: int) -> bytes:
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    opened = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth)
    )
    closed = b"".join(b"--b%d--\n" % n for n in reversed(range(depth)))
    return head + opened + b"Content-Type: text/plain\n\nfond du puits\n" + closed


def test_five_thousand_parts_in_one_another_are_read_as_text_and_said(read_bytes):
    found = read_bytes(nest(5_000))
    assert found.notices == [reasons.TOO_DEEP]
    assert "fond du puits" in found.text
    assert "fond du puits" in read_bytes(nest(60)).text


def test_each_message_of_a_mailbox_is_a_child_with_its_own_bytes(read_bytes):
    first, second = make_message("Un\n\nFrom nowhere ici\n").as_bytes(), make_message("Deux\n").as_bytes()
    quoted = first.replace(b"\nFrom nowhere", b"\n>From nowhere")
    box = b"From a Mon Jun  1 10:00:00 2009\n" + quoted + b"\nFrom b Tue Jun  2 10:00:00 2009\n" + second
    children = read_bytes(box, "envoi.mbox").children
    assert [child.untrusted_path for child in children] == ["message-00001.eml", "message-00002.eml"]
    assert children[0].untrusted_content.rstrip() == first.rstrip()


def test_a_saved_web_archive_is_read_as_its_page(read_bytes):
    message = b"""From: <Saved by Blink>\r\nSubject: La page\r\nMIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r
Content-Location: https://ville.example/\r\n\r\n<p>Conseil municipal</p>\r\n--x\r
Content-Type: text/css\r\nContent-Location: https://ville.example/a.css\r\n\r\np{}\r\n--x--\r\n"""
    found = read_bytes(message, "page.mhtml")
    assert found.text.endswith("Conseil municipal")
    assert found.children == []


def test_outlook_messages_of_the_shared_data_give_sender_text_and_attachments(read_bytes, shared_data):
    found = read_bytes((shared_data / "robust-tika" / "testMSG_att_doc.msg").read_bytes())
    assert found.properties["subject"] == "test pièce jointe 1"
    assert [child.untrusted_path for child in found.children] == ["test-unicode.doc", "pj1.txt"]
    assert msg.VERSION


def test_damaged_messages_give_what_they_have(shared_data):
    chance = random.Random(7)
    samples = sorted((shared_data / "mail-mikel").rglob("*.eml"))
    for _ in range(400):
        content = bytearray(chance.choice(samples).read_bytes())
        for _ in range(chance.randrange(1, 40)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        for reader in (mail, mbox):
            try:
                list(reader.read(io.BytesIO(bytes(content)), Request()))
            except ContrechampError as error:
                assert str(error)
