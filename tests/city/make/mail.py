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
    "mayor": ("Aymeric Roncevert", "maire@vaucreuse.example"),
    "sales": ("Ludivine Terracher", "l.terracher@noctiluque.example"),
    "billing": ("Prosopène – Facturation", "compta@prosopene.example"),
    "prefecture": ("Préfecture de la Lorme", "courrier@lorme.example"),
}
ENCODINGS = {
    "latin1-qp": ("iso-8859-1", "quoted-printable"),
    "cp1252-qp": ("windows-1252", "quoted-printable"),
    "utf8-base64": ("utf-8", "base64"),
    "utf8-8bit": ("utf-8", "8bit"),
    "alternative": ("utf-8", "base64"),
}
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
POLICY = SMTP.clone(linesep="\n", max_line_length=78)


def make_mbox(attached: dict[str, tuple[str, bytes]]) -> bytes:
    """The twelve messages in one MBOX, in the order in which they were kept; `attached` by message id."""
    table = _read_table("message")
    parts = []
    for row in table.values():
        message = _make_from_row(row, table)
        if row["id"] in attached:
            _attach(message, *attached[row["id"]])
        _fix_boundaries(message, row["id"])
        body = message.as_bytes().replace(b"\nFrom ", b"\n>From ")
        parts.append(b"From - " + _write_ctime(row["at"]) + b"\n" + body.rstrip(b"\n") + b"\n\n")
    return b"".join(parts)


def make_eml(id: str, name: str, content: bytes) -> bytes:
    """A single message with one attachment."""
    message = _make_from_row(_read_table("single")[id], {})
    _attach(message, name, content)
    _fix_boundaries(message, id)
    return message.as_bytes()


def make_latin1_eml(id: str) -> bytes:
    """A single message as an old program writes it: header words and body in latin-1."""
    row = _read_table("single")[id]
    latin = charsets.Charset("iso-8859-1")
    latin.header_encoding = latin.body_encoding = charsets.QP
    message = EmailMessage(policy=compat32)
    for key, (name, address) in (("From", PEOPLE[row["sender"]]), ("To", PEOPLE[row["to"][0]])):
        message[key] = f"{latin.header_encode(name)} <{address}>"
    message["Subject"] = latin.header_encode(row["subject"])
    message["Date"], message["Message-ID"] = row["at"], f"<{id}.19vp07@vaucreuse.example>"
    message["MIME-Version"], message["Content-Type"] = "1.0", "text/plain; charset=iso-8859-1"
    message["Content-Transfer-Encoding"] = "quoted-printable"
    return message.as_bytes() + latin.body_encode(row["text"].lstrip()).encode("ascii")


def _read_table(name: str) -> dict[str, dict]:
    table = tomllib.loads((HERE / "mailbox.toml").read_text("utf-8"))
    return {row["id"]: row for row in table[name]}


def _write_ctime(at: str) -> bytes:
    name, day, month, year, clock, _zone = at.replace(",", "").split()
    return f"{name} {month} {day} {clock} {year}".encode()


def _make_from_row(row: dict, by_id: dict) -> EmailMessage:
    text = row["text"].strip() + "\n"
    message = _start_message(row, text)
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


def _start_message(row: dict, text: str) -> EmailMessage:
    charset, encoding = ENCODINGS[row["how"]]
    message = EmailMessage(policy=POLICY)
    message["Message-ID"] = f"<{row['id']}.19vp07@vaucreuse.example>"
    message["Date"], message["Subject"] = row["at"], row["subject"]
    message["From"] = _write_person(row["sender"])
    message["To"] = ", ".join(_write_person(person) for person in row["to"])
    if row.get("cc"):
        message["Cc"] = ", ".join(_write_person(person) for person in row["cc"])
    message.set_content(text, charset=charset, cte=encoding)
    return message


def _write_person(key: str) -> str:
    name, address = PEOPLE[key]
    return f'"{name}" <{address}>'


def _attach(message: EmailMessage, name: str, content: bytes) -> None:
    main, sub = MEDIA_TYPES[name.rsplit(".", 1)[1]].split("/", 1)
    message.add_attachment(content, maintype=main, subtype=sub, filename=name)


def _fix_boundaries(message: EmailMessage, name: str) -> None:
    for number, part in enumerate(p for p in message.walk() if p.is_multipart()):
        part.set_boundary(f"----=_Vaucreuse_{name}_{number}")
