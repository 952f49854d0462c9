"""French letters come out right, whatever machine wrote them."""

import io

import pytest

from contrechamp.read.encoding import decode_text, find_codec, read_pieces

TEXT = "L’arrêté préfectoral du 25 août autorise la vidéosurveillance à Nîmes ; où ça ? Près du collège."
CAPITALS = "DÉLIBÉRATION DU CONSEIL — ÉLÈVES, CŒUR DE VILLE, À L’UNANIMITÉ"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]
)
@pytest.mark.parametrize("text", [TEXT, CAPITALS])
def test_each_encoding_of_french_is_recognised(encoding, text):
    assert decode_text(text.encode(encoding)) == text


def test_the_code_page_of_french_dos_is_recognised():
    text = TEXT.replace("’", "'")
    assert decode_text(text.encode("cp850")) == text


def test_a_wrong_declaration_is_not_believed():
    assert decode_text(TEXT.encode("utf-8"), declared="iso-8859-1") == TEXT
    assert decode_text(TEXT.encode("cp1252"), declared="utf-8") == TEXT


def test_a_right_declaration_is():
    assert decode_text("Привет".encode("koi8-r"), declared="koi8-r") == "Привет"


def test_names_that_are_no_text_encodings_are_refused():
    assert find_codec("base64") == find_codec("zip") == find_codec("nimportequoi") == ""


def test_pieces_of_a_long_text_are_one_text_even_with_a_foreign_byte_inside():
    content = TEXT.encode() * 500 + b"caf\xe9 " + TEXT.encode()
    text = "".join(read_pieces(io.BytesIO(content), size=997))
    assert text == TEXT * 500 + "café " + TEXT
