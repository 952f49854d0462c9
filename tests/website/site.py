"""A small observatory behind the website: real files, really read, some of them not for everybody."""

import atexit
import email.message
import functools
import io
import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from tests.website.facts import write_facts
from tests.website.findings import RULE, write_findings, write_hidden_findings, write_no_findings

from contrechamp.archive.archive import Archive
from contrechamp.config import Config
from contrechamp.pipeline.observatory import Observatory, open_observatory
from contrechamp.vocabulary.digest import Digest, compute_digest
from contrechamp.vocabulary.provenance import Capture, Provenance

NOW = datetime(2026, 11, 12, 9, 30, tzinfo=UTC)
PUBLIC, TEAM = "ville", "équipe"
CANARY = "sarcelle"  # a word of papers that are not public: nobody but the team may ever see it
SENDER = "Mairie <mairie@exemple.org>"
MEMBER, PASSWORD = "Camille", "une phrase bien assez longue"
SCRIPTS = Path(__file__).with_name("script_strings.toml")

_LINES = [
    "Le conseil municipal, après en avoir délibéré, autorise le maire à signer",
    "la convention relative à l’installation de douze caméras de vidéo-",
    "protection aux abords des écoles, pour un montant de 148 200 € HT.",
    "Adopté par 21 voix pour, 9 contre et 3 abstentions.",
]
_SCRIPT = "<script>alert(1)</script>\n<img src=x onerror=alert(1)>"
DELIBERATION = "\n".join(_LINES)
CAMERAS = "Repère;Pose;Quartier\nrue du Port;2004;Nord\nquai Nord;2005;Nord\nquai Sud;inconnue;Sud\n"


@dataclass(frozen=True)
class Site:
    """The archive folder, and the digests that tests speak of by name."""

    archive: Path
    digests: dict[str, Digest]

    def open(self) -> Observatory:
        return open_observatory(Config(archive=self.archive, workers=1), clock=lambda: NOW)


def list_papers() -> Iterator[tuple[str, str, str, bytes]]:
    """Name, collection, path as received, bytes."""
    long_text = "\n\n".join(
        f"Article {number}. La caméra n° {number} est autorisée pour cinq ans, place du Marché. "
        + "Les images sont gardées trente jours. " * 12
        for number in range(1, 41)
    )
    yield "deliberation", PUBLIC, "conseil/2024/DELIB 117.txt", DELIBERATION.encode()
    yield "again", PUBLIC, "copies/DELIB 117 (copie).txt", DELIBERATION.encode()
    yield "gazette", PUBLIC, "préfecture/recueil 12.txt", long_text.encode()
    yield (
        "nearly",
        PUBLIC,
        "préfecture/recueil 12 bis.txt",
        long_text.replace("Marché", "Foirail", 1).encode(),
    )
    yield (
        "message",
        PUBLIC,
        "courriels/réponse.eml",
        make_message("Re: caméras", "Les caméras sont commandées."),
    )
    first = make_message("Analyse d’impact", "À faire.", number="<a1@exemple.org>")
    second = make_message(
        "Re: Analyse d’impact", "Plus tard.", number="<a2@exemple.org>", answers="<a1@exemple.org>"
    )
    alone = make_message("Déjeuner", "Midi ?", number="<b1@exemple.org>")
    messages = b"".join(b"From x\n" + one + b"\n" for one in (first, second, alone))
    yield "mailbox", PUBLIC, "courriels/boîte.mbox", messages
    yield "web", PUBLIC, "web/page.html", "<h1>Les caméras</h1><p>Elles filment l’école.</p>".encode()
    english = (
        "The cameras of the city are owned by the supplier, and this contract has not been translated. " * 3
    )
    yield "english", PUBLIC, "vrac/contract.txt", english.encode()
    yield "broken", PUBLIC, "vrac/abîmé.pdf", b"%PDF-1.7\nthis is not one\n%%EOF"
    yield "empty", PUBLIC, "vrac/vide.txt", b""
    yield "cameras", TEAM, "interne/caméras.csv", CAMERAS.encode()
    yield "secret", TEAM, f"interne/{CANARY}.txt", f"Une {CANARY} vole au-dessus des caméras.".encode()
    yield "withdrawn", PUBLIC, "vrac/retiré.txt", f"La {CANARY} fut retirée avec ses caméras.".encode()
    inner = make_message(f"{CANARY} et caméras", f"Pièce jointe : {CANARY}.")
    yield "parent", TEAM, "interne/boîte.eml", attach(make_message("Boîte", f"Voir la {CANARY}."), inner)


def make_message(subject: str, text: str, *, number: str = "", answers: str = "") -> bytes:
    message = email.message.EmailMessage()
    message["From"], message["To"], message["Subject"] = SENDER, "collectif@exemple.org", subject
    message["Date"] = "Tue, 25 Jun 2024 10:00:00 +0200"
    if number:
        message["Message-ID"] = number
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(text)
    return message.as_bytes()


def attach(outer: bytes, inner: bytes) -> bytes:
    message = email.message_from_bytes(outer, policy=email.policy.default)
    message.add_attachment(inner, maintype="application", subtype="octet-stream", filename="jointe.eml")
    return message.as_bytes()


def read_scripts() -> list[str]:
    """Every script string, all groups together."""
    groups = tomllib.loads(SCRIPTS.read_text())["groups"]
    return [text for group in groups for text in group["strings"]]


def draw_words(words: str) -> bytes:
    """A picture of words: only OCR can read them."""
    picture = Image.new("L", (1500, 300), 255)
    font = ImageFont.load_default(size=44)
    ImageDraw.Draw(picture).text((60, 60), words, 0, font=font)
    content = io.BytesIO()
    picture.save(content, "PNG", dpi=(200, 200))
    return content.getvalue()


def list_hostile_papers() -> Iterator[tuple[str, str, str, bytes]]:
    """Each script string as a file's name and as its text; some as headers of a message too."""
    for number, script in enumerate(read_scripts()):
        text = f"ficelle caméra {number:03d}\n{script}\nfin de la ficelle {number:03d}"
        yield f"script-{number}", PUBLIC, f"ficelles/{script}", text.encode("utf-8", "replace")
        if number % 6 == 0:
            raw = script.encode("utf-8", "replace").replace(b"\r", b" ").replace(b"\n", b" ")
            head = b"From: " + raw + b" <x@exemple.org>\nSubject: ficelle " + raw + b"\nTo: " + raw
            yield f"header-{number}", PUBLIC, f"ficelles/{number}.eml", head + b"\n\nficelle\n" + raw

    yield "script-drawn", PUBLIC, "ficelles/dessin.png", draw_words(_SCRIPT)


def make_captures(papers: list[tuple[str, str, str, bytes]]) -> Iterator[Capture]:
    for _name, collection, path, content in papers:
        provenance = Provenance("folder", "1", path, NOW, collection, "/dossier/du/collectif", "Dominique")
        yield Capture(content, provenance)


@functools.cache
def build_site() -> Site:
    """Made once for the whole run, with the website set up on it: Django has one setting a process."""
    folder = Path(tempfile.mkdtemp(prefix="contrechamp-site-")) / "archive"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    Archive.create(folder, created_at=NOW).close()
    papers = list(list_papers())
    site = Site(folder, {name: compute_digest(content) for name, _, _, content in papers})
    take_in(site, papers)
    ensure_findings(site)
    with site.open() as observatory:
        observatory.publish_collection(PUBLIC)
        observatory.withdraw(site.digests["withdrawn"], reason="essai")
        write_facts(observatory, site.digests)
    for name in [name for name in os.environ if name.startswith("CONTRECHAMP_")]:
        del os.environ[name]
    os.environ["CONTRECHAMP_ARCHIVE"] = str(folder)
    import_module("contrechamp.website.wsgi")
    import_module("contrechamp.website.accounts.changes").add_account(MEMBER, PASSWORD)
    return site


def ensure_findings(site: Site) -> None:
    """The invented findings, also after a test that had everything spotted again."""
    with site.open() as observatory:
        found = observatory.findings.acts(site.digests["gazette"])
        if found and found[0].rule == RULE:
            return
        write_findings(observatory, site.digests["deliberation"])
        write_findings(observatory, site.digests["gazette"], with_acts=True)
        write_no_findings(observatory, site.digests["english"])
        write_hidden_findings(observatory, site.digests["parent"])
        observatory.process()


@functools.cache
def add_hostile_papers() -> list[Digest]:
    """The script strings join the small observatory, for the tests that are about them."""
    papers = list(list_hostile_papers())
    take_in(build_site(), papers)
    return [compute_digest(content) for _, _, _, content in papers]


def take_in(site: Site, papers: list[tuple[str, str, str, bytes]]) -> None:
    with site.open() as observatory:
        list(observatory.receive(make_captures(papers)))
        observatory.process()
