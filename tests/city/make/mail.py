"""Messages: the mailbox that was handed over, and single ones with their attachments."""

import tomllib
from email import charset as charsets
from email.message import EmailMessage
from email.policy import SMTP, compat32

from .story import HERE

PEOPLE = {
    "director": ("Bertrand Oustalet", "b.oustalet@vaucreuse.example"),
    "privacy": ("Inès Falgueyrac", "dpo@vaucreuse.example"),
    "control": ("Fabrice Ganivet (CSU)", "f.ganivet@vaucreuse.example"),
    "deputy": ("Monique Tressol", "m.tressol@vaucreuse.example"),
    "mayor": ("Aymeric Vauzelle", "maire@vaucreuse.example"),
    "sales": ("Ludivine Terracher", "l.terracher@noctiluque.example"),
    "billing": ("Prosopia – Facturation", "compta@prosopia.example"),
    "prefecture": ("Préfecture de la Lorme", "courrier@lorme.example"),
}
ENCODINGS = {
    "latin1-qp": ("iso-8859-1", "quoted-printable"),
    "cp1252-qp": ("windows-1252", "quoted-printable"),
    "utf8-base64": ("utf-8", "base64"),
    "utf8-8bit": ("utf-8", "8bit"),
    "alternative": ("utf-8", "base64"),
}
POLICY = SMTP.clone(linesep="\n", max_line_length=78)


def make_mbox(attachments: dict[str, tuple[str, str, bytes]]) -> bytes:
    """The twelve messages in one MBOX, oldest first; `attachments` by message id."""
    table = tomllib.loads((HERE / "mailbox.toml").read_text("utf-8"))["message"]
    parts = []
    for row in table:
        message = _make_from_row(row, {r["id"]: r for r in table})
        if row["id"] in attachments:
            _attach(message, *attachments[row["id"]])
        _fix_boundaries(message, row["id"])
        body = message.as_bytes().replace(b"\nFrom ", b"\n>From ")
        parts.append(b"From - " + _write_ctime(row["at"]) + b"\n" + body.rstrip(b"\n") + b"\n\n")
    return b"".join(parts)


def _write_ctime(at: str) -> bytes:
    name, day, month, year, clock, _zone = at.replace(",", "").split()
    return f"{name} {month} {day} {clock} {year}".encode()


def _make_from_row(row: dict, by_id: dict) -> EmailMessage:
    text = row["text"].strip() + "\n"
    message = make_message(
        row["sender"],
        to=row["to"],
        cc=row.get("cc", ()),
        subject=row["subject"],
        at=row["at"],
        text=text,
        how=row["how"],
        name=row["id"],
    )
    line, answered = [], row.get("reply")
    while answered:
        line.insert(0, f"<{answered}.19vp07@vaucreuse.example>")
        answered = by_id[answered].get("reply")
    if line:
        message["In-Reply-To"], message["References"] = line[-1], " ".join(line)
    if row["how"] == "alternative":
        paragraphs = "".join(f"<p>{p}</p>" for p in text.strip().split("\n\n"))
        message.add_alternative(
            f"<html><body>{paragraphs}</body></html>", subtype="html", cte="quoted-printable"
        )
    return message


def make_message(
    sender: str, *, to, subject: str, at: str, text: str, how: str, name: str, cc=()
) -> EmailMessage:
    """One message without attachment. Names are encoded words in the message's own character set."""
    charset, encoding = ENCODINGS[how]
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = f"<{name}.19vp07@vaucreuse.example>"
    message["Date"], message["Subject"] = at, subject
    message["From"] = _write_person(sender)
    message["To"] = ", ".join(_write_person(person) for person in to)
    if cc:
        message["Cc"] = ", ".join(_write_person(person) for person in cc)
    message.set_content(text, charset=charset, cte=encoding)
    return message


def _write_person(key: str) -> str:
    name, address = PEOPLE[key]
    return f'"{name}" <{address}>'


def write_eml(message: EmailMessage, attachments: list[tuple[str, str, bytes]], *, name: str) -> bytes:
    """The message as a file, with its attachments."""
    for attachment in attachments:
        _attach(message, *attachment)
    _fix_boundaries(message, name)
    return message.as_bytes()


def _attach(message: EmailMessage, filename: str, media_type: str, content: bytes) -> None:
    main, sub = media_type.split("/", 1)
    message.add_attachment(content, maintype=main, subtype=sub, filename=filename)


def _fix_boundaries(message: EmailMessage, name: str) -> None:
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"----=_Vaucreuse_{name}_{number}")


def make_latin1_eml(*, sender: str, to: str, subject: str, at: str, text: str, name: str) -> bytes:
    """A message as an old program writes it: header words and body in latin-1."""
    latin = charsets.Charset("iso-8859-1")
    latin.header_encoding = latin.body_encoding = charsets.QP
    message = EmailMessage(policy=compat32)
    for key, value in (("From", PEOPLE[sender]), ("To", PEOPLE[to])):
        message[key] = f"{latin.header_encode(value[0])} <{value[1]}>"
    message["Subject"] = latin.header_encode(subject)
    message["Date"], message["Message-ID"] = at, f"<{name}.19vp07@vaucreuse.example>"
    message["MIME-Version"], message["Content-Type"] = "1.0", "text/plain; charset=iso-8859-1"
    message["Content-Transfer-Encoding"] = "quoted-printable"
    return message.as_bytes() + latin.body_encode(text.encode("latin-1").decode("latin-1")).encode("ascii")


def make_ics() -> bytes:
    """A meeting that the mayor said never took place."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Vaucreuse//Agenda//FR",
        "BEGIN:VEVENT",
        "UID:20220629-bateliers@vaucreuse.example",
        "DTSTAMP:20220627T090000Z",
        "DTSTART;TZID=Europe/Paris:20220629T214500",
        "DTEND;TZID=Europe/Paris:20220629T233000",
        "SUMMARY:Dîner R. Montalbrun — avenant n° 3",
        "LOCATION:Hôtel des Bateliers\\, salon Lorme",
        "DESCRIPTION:Ne pas inscrire à l'agenda public. Apporter le\n  projet d'avenant.",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    )
    return "\r\n".join(lines).replace("\n  ", "\r\n  ").encode()


def make_vcard() -> bytes:
    """The supplier's card."""
    lines = (
        "BEGIN:VCARD",
        "VERSION:3.0",
        "N:Terracher;Ludivine;;Mme;",
        "FN:Ludivine Terracher",
        "ORG:Noctiluque Systèmes;Direction commerciale",
        "TITLE:Directrice commerciale",
        "EMAIL;TYPE=WORK:l.terracher@noctiluque.example",
        "ADR;TYPE=WORK:;;14 rue de l'Écluse;Marcevelle;;96350;France",
        "NOTE:PSE n° 3 : demander Prosopia",
        "END:VCARD",
        "",
    )
    return "\r\n".join(lines).encode()
