"""PDFs with something in them that a careless reader misses or believes."""

import io
import re

import pikepdf
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from .story import read_story, set_french

FORM_FIELDS = {
    "demandeur": ("Demandeur", "Commune de Vaucreuse (Aymeric Roncevert, maire)"),
    "adresse": ("Adresse", "1, place des Tilleuls, 96200 Vaucreuse"),
    "interieures": ("Caméras intérieures", "0"),
    "exterieures": ("Caméras extérieures", "4"),
    "voie_publique": ("Caméras visionnant la voie publique", "31"),
    "conservation": ("Durée de conservation (jours)", "15"),
    "son": ("Enregistrement du son", "néant"),
    "destinataires": ("Personnes habilitées", "6 agents du centre de supervision urbain"),
}


def make_form() -> bytes:
    """A filled form: the answers stand in fields, a note is stuck on the margin."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle("Demande d'autorisation d'un système de vidéoprotection")
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(60, 780, "DEMANDE D'AUTORISATION D'UN SYSTÈME DE VIDÉOPROTECTION")
    canvas.setFont("Helvetica", 9)
    canvas.drawString(60, 762, "Articles L. 252-1 et R. 252-3 du code de la sécurité intérieure")
    canvas.drawString(60, 748, "Dossier 2019/0214 - reçu en préfecture de la Lorme le 11 mars 2019")
    for row, (name, (label, value)) in enumerate(FORM_FIELDS.items()):
        y = 700 - row * 46
        canvas.drawString(60, y + 24, label)
        canvas.acroForm.textfield(
            name=name,
            value=value,
            x=60,
            y=y,
            width=470,
            height=18,
            fontSize=10,
            borderWidth=0.5,
            fontName="Helvetica",
        )
    canvas.drawString(
        60, 300, "Cocher les pièces jointes : plan de masse, plan de détail, certificat de conformité."
    )
    canvas.acroForm.checkbox(name="plan", x=60, y=270, checked=True, size=14)
    canvas.drawString(80, 273, "plan de masse")
    canvas.showPage()
    canvas.save()
    return _add_note(out.getvalue())


def _add_note(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Text,
            Rect=[535, 560, 555, 580],
            Name=pikepdf.Name.Note,
            T="B. Oustalet",
            M="D:20190308101500",
            Open=False,
            Contents=set_french(
                "Ne pas mentionner les micros : la préfecture ne les demande pas.", narrow=False
            ),
        )
        pdf.pages[0].Annots.append(pdf.make_indirect(note))
        return _save(pdf)


def attach_file(content: bytes, *, name: str, attached: bytes, description: str) -> bytes:
    """The PDF with a file attached to it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        spec = pikepdf.AttachedFileSpec(
            pdf,
            attached,
            filename=name,
            description=description,
            mime_type="text/csv",
            creation_date="D:20190905170000",
            mod_date="D:20190905170000",
        )
        pdf.attachments[name] = spec
        return _save(pdf)


def encrypt(content: bytes) -> bytes:
    """The PDF under the password of the story (128-bit RC4: no random part, so the same bytes each time)."""
    password = read_story()["secret"]["password"]
    lock = pikepdf.Encryption(owner=password + "-noctiluque", user=password, R=3, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return _save(pdf, encryption=lock, static_id=True, deterministic_id=False)


def break_text_layer(content: bytes) -> bytes:
    """The same picture, but each letter claims to be another one: the ToUnicode tables are shifted."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item:
                table = item.ToUnicode.read_bytes()
                item.ToUnicode = pdf.make_stream(
                    re.sub(rb"(<[0-9A-Fa-f]{4}> )<([0-9A-Fa-f]{4})>", _shift, table)
                )
        return _save(pdf)


def _shift(match: re.Match) -> bytes:
    """The usual accident: numbers of glyphs taken for letters, 29 places off (`Vu le` becomes `9X\\x03OH`)."""
    point = int(match[2], 16)
    return match[1] + b"<%04X>" % (point - 29 if point < 0x100 else 0xA1 + point % 0x5A)


def _save(pdf: pikepdf.Pdf, **options) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **{"deterministic_id": True, **options})
    return out.getvalue()
