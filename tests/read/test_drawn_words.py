"""Words drawn in metafiles are read: bare, inside office files, and packed as old office files pack them."""

import io
import struct
import zipfile
import zlib

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pptx import Presentation

from contrechamp.read.drawn_words import read_packed_pictures
from contrechamp.read.metafile import MOST_CHARACTERS, read_metafile

WORDS = ["Caméra n° 4", "place du Marché"]


def make_emf(*texts: tuple[str, int, int]) -> bytes:
    """An enhanced metafile that writes each text at its place, each character ten units wide."""
    records = b"".join(_write_wide(*text) for text in texts) + struct.pack("<5I", 14, 20, 0, 16, 20)
    header = struct.pack("<II32x4s", 1, 108, b" EMF").ljust(108, b"\0")
    return header + records


def _write_wide(text: str, x: int, y: int) -> bytes:
    raw = text.encode("utf-16-le")
    raw += b"\0" * (-len(raw) % 4)
    steps = struct.pack(f"<{len(text)}i", *[10] * len(text))
    head = struct.pack("<16xIffiiIII16xI", 1, 1, 1, x, y, len(text), 76, 0, 76 + len(raw))
    return struct.pack("<II", 84, 8 + len(head) + len(raw) + len(steps)) + head + raw + steps


def make_wmf(*texts: tuple[bytes, int, int], charset: int = 0) -> bytes:
    font = struct.pack("<5h8B", 12, 0, 0, 0, 400, 0, 0, 0, charset, 0, 0, 0, 0) + b"Arial\0"
    records = [(0x02FB, font), (0x012D, struct.pack("<H", 0))]
    for text, x, y in texts:
        padded = text + b"\0" * (len(text) % 2)
        records.append((0x0A32, struct.pack("<hhHH", y, x, len(text), 0) + padded))
    body = b"".join(
        struct.pack("<IH", 3 + len(said) // 2, kind) + said for kind, said in (*records, (0, b""))
    )
    return struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(body) // 2, 1, 50, 0) + body


def test_pieces_that_touch_are_one_word_and_each_height_is_a_line():
    content = make_emf(("Cam", 0, 20), ("éra", 30, 20), ("n° 4", 70, 20), ("place du Marché", 0, 40))
    assert read_metafile(content).split("\n") == WORDS


def test_an_old_metafile_is_read_in_the_code_page_of_its_font():
    assert read_metafile(make_wmf(("Caméra".encode("cp1252"), 0, 5))) == "Caméra"
    assert read_metafile(make_wmf(("камера".encode("cp1251"), 0, 5), charset=204)) == "камера"


def test_what_is_no_metafile_or_a_broken_one_gives_what_it_can():
    sound = make_emf(*[(word, 0, place) for place, word in enumerate(WORDS, 1)])
    assert read_metafile(b"\x89PNG" + sound) == ""
    for size in range(0, len(sound), 7):
        assert "\n".join(WORDS).startswith(read_metafile(sound[:size]).rstrip("\ufffd"))


def test_a_metafile_that_never_stops_writing_is_cut():
    content = make_emf(*[("x" * 1000, 0, place) for place in range(1, 400)])
    assert len(read_metafile(content)) < MOST_CHARACTERS + 2_000


def test_pictures_packed_in_an_old_stream_are_found_among_other_bytes():
    picture = zlib.compress(make_emf(("Plan de la place", 0, 1)))
    head = struct.pack("<I24xIBB", 1000, len(picture), 0, 0xFE)
    record = struct.pack("<HHI", 0x3D40, 0xF01A, 16 + len(head) + len(picture)) + bytes(16) + head + picture
    assert read_packed_pictures(b"autre chose" + record + b"\xff" * 40 + record) == ["Plan de la place"]
    assert read_packed_pictures(record[:60]) == []


def add_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """An office file with more parts, or others in the place of its own."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, part in parts.items():
            new.writestr(name, part)
    return buffer.getvalue()


def save(thing) -> bytes:
    buffer = io.BytesIO()
    thing.save(buffer)
    return buffer.getvalue()


def show_picture(paragraph, link: str, *, deleted: bool = False, hidden: bool = False) -> None:
    """A run of a Word document that shows the picture behind a link, as VML does."""
    spaces = f'{nsdecls("w", "r")} xmlns:v="urn:schemas-microsoft-com:vml"'
    run = parse_xml(f'<w:r {spaces}><w:pict><v:shape><v:imagedata r:id="{link}"/></v:shape></w:pict></w:r>')
    if hidden:
        run.insert(0, parse_xml(f"<w:rPr {nsdecls('w')}><w:vanish/></w:rPr>"))
    if deleted:
        change = parse_xml(f"<w:del {nsdecls('w')}/>")
        change.append(run)
        run = change
    paragraph._p.append(run)


def link_pictures(*names: str) -> bytes:
    """The links of a part to pictures: "rId1" to the first."""
    links = "".join(
        f'<Relationship Id="rId{number}" Type="http://x/image" Target="media/{name}"/>'
        for number, name in enumerate(names, 1)
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{links}</Relationships>'.encode()


def test_a_document_tells_the_words_of_the_pictures_that_it_shows_and_of_no_other(read_bytes):
    paper = docx.Document()
    show_picture(paper.sections[0].header.paragraphs[0], "rId1")
    shown = paper.add_paragraph("Voir le plan.")
    main = save(paper)
    links = zipfile.ZipFile(io.BytesIO(main)).read("word/_rels/document.xml.rels").decode()
    pictures = [
        f'<Relationship Id="rId9{number}" Type="http://x/image" Target="media/body{number}.emf"/>'
        for number in range(3)
    ]
    show_picture(shown, "rId90")
    show_picture(shown, "rId91", deleted=True)
    show_picture(shown, "rId92", hidden=True)
    parts = {
        "word/_rels/document.xml.rels": links.replace(
            "</Relationships>", "".join(pictures) + "</Relationships>"
        ).encode(),
        "word/_rels/header1.xml.rels": link_pictures("header.emf"),
        "word/media/header.emf": make_emf(("Mairie", 0, 1)),
        "word/media/body0.emf": make_emf(("Plan de la place", 0, 1)),
        "word/media/body1.emf": make_emf(("Plan supprimé", 0, 1)),
        "word/media/body2.emf": make_emf(("Plan masqué", 0, 1)),
        "word/media/left.emf": make_emf(("Plan oublié", 0, 1)),
    }
    found = read_bytes(add_parts(save(paper), parts))
    assert [line for line in found.text.split("\n") if line] == [
        "Mairie",
        "Voir le plan.",
        "Plan de la place",
    ]


def test_a_note_tells_the_words_of_its_own_picture(read_bytes):
    paper = docx.Document()
    paragraph = paper.add_paragraph("Voir la note.")
    paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="2"/></w:r>'))
    note = docx.Document().add_paragraph("Ci-joint.")
    show_picture(note, "rId1")
    content = save(paper)
    links = zipfile.ZipFile(io.BytesIO(content)).read("word/_rels/document.xml.rels").decode()
    link = '<Relationship Id="rId77" Type="http://x/footnotes" Target="footnotes.xml"/></Relationships>'
    notes = f"<w:footnotes {nsdecls('w')}><w:footnote w:id='2'>{note._p.xml}</w:footnote></w:footnotes>"
    parts = {
        "word/_rels/document.xml.rels": links.replace("</Relationships>", link).encode(),
        "word/footnotes.xml": notes.encode(),
        "word/_rels/footnotes.xml.rels": link_pictures("note.emf"),
        "word/media/note.emf": make_emf(("Coupe de la rue", 0, 1)),
    }
    found = read_bytes(add_parts(content, parts)).text.split("\n")
    assert [line for line in found if line] == ["Voir la note.", "[note] Ci-joint.", "Coupe de la rue"]


def test_a_slide_tells_the_words_of_its_pictures(read_bytes):
    picture = make_emf(("Plan de la place", 0, 1))
    show = Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    links = slide.part.rels.xml.decode() if isinstance(slide.part.rels.xml, bytes) else slide.part.rels.xml
    link = '<Relationship Id="rId77" Type="http://x/image" Target="../media/image1.emf"/></Relationships>'
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": links.replace("</Relationships>", link).encode(),
        "ppt/media/image1.emf": picture,
    }
    assert read_bytes(add_parts(save(show), parts)).text == "Plan de la place"


def test_rich_text_tells_the_words_of_a_picture_behind_its_paragraph(read_bytes):
    digits = make_wmf((b"Zone 30", 0, 1)).hex().encode()
    found = read_bytes(rb"{\rtf1\ansi Avant {\pict\wmetafile8 " + digits + rb"} apr\'e8s.\par Suite.\par}")
    assert found.text.split("\n") == ["Avant  après.", "", "Zone 30", "Suite."]
