"""Which room makes which paper: one function for each folder, path to bytes."""

from collections.abc import Iterator
from dataclasses import replace

from . import fpdf_pages, mail, office, packs, scans, sheets, special_pdf, web
from .blocks import Text, parse_text, read_text
from .gazettes import render_issue
from .reportlab_pages import render_reportlab
from .scans import Scanner
from .story import HERE, read_story
from .typst_pages import render_typst

Papers = Iterator[tuple[str, bytes | None]]
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def make_all() -> Papers:
    """Every paper. None as content: what made it is absent here, the kept file stays."""
    for make in (
        make_council,
        make_prefecture,
        make_contract,
        make_budget,
        make_access,
        make_mail,
        make_web,
        make_rest,
    ):
        yield from make()


def _typst(name: str, layout: str) -> bytes:
    return render_typst(read_text(name), layout=layout)


def _scan(pdf: bytes, scanner: Scanner, *, seed: int) -> bytes:
    return scans.save_picture_pdf(scans.scan_pages(pdf, scanner, seed=seed), scanner=scanner)


def _scan_picture(pdf: bytes, scanner: Scanner, *, seed: int, kind: str) -> bytes:
    return scans.save_picture(scans.scan_pages(pdf, scanner, seed=seed)[0], kind=kind, scanner=scanner)


def _read_noise(number: int, counts: tuple[int, int, int, int]) -> Text:
    """The deliberation on noise, which was published twice with another number of sensors."""
    source = (HERE / "texts" / "del-2021-031.txt").read_text("utf-8").replace("@SENSORS@", str(number))
    for mark, count in zip("ABCD", counts, strict=True):
        source = source.replace(f"@{mark}@", str(count))
    return parse_text(source)


def make_council() -> Papers:
    """Deliberations and minutes."""
    folder = "01 Conseil municipal/"
    sensors = read_story()["sensors"]
    native = _typst("del-2019-014", "extract")
    yield folder + "2019-02-28 PV conseil municipal.pdf", _typst("pv-2019-02-28", "minutes")
    yield folder + "DEL-2019-014 Vaucreuse sereine.pdf", native
    yield folder + "DEL-2019-014 (numérisée).pdf", _scan(native, Scanner(one_bit=True, skew=1.4), seed=14)
    yield folder + "DEL-2019-087.pdf", fpdf_pages.render_fpdf(read_text("del-2019-087", narrow=False))
    yield folder + "2020-07-04 installation.pdf", _typst("pv-2020-07-04", "typed")
    yield (
        folder + "DEL-2020-112 avenant 2.pdf",
        render_reportlab(read_text("del-2020-112"), maker="helvetica"),
    )
    yield folder + "2021-04-01 PV.pdf", render_reportlab(read_text("pv-2021-04-01"), maker="times")
    first, second = (
        _read_noise(sensors["first_print"], (4, 3, 3, 2)),
        _read_noise(sensors["second_print"], (7, 5, 5, 4)),
    )
    yield folder + "DEL-2021-031 observatoire du bruit.pdf", render_typst(first, layout="modern")
    yield (
        folder + "DEL-2021-031 observatoire du bruit (2e publication).pdf",
        render_typst(second, layout="modern"),
    )
    yield (
        folder + "DEL-2022-048.pdf",
        fpdf_pages.render_fpdf(
            read_text("del-2022-048", narrow=False), family="Helvetica", size=10.5, left=24
        ),
    )
    yield folder + "affichage 30 juin 2022.pdf", _typst("cr-2022-06-30", "poster")
    yield folder + "DEL-2023-022 abrogation.pdf", _typst("del-2023-022", "sidebar")
    yield folder + "PV_20230525_VF_def2.pdf", _typst("pv-2023-05-25", "journal")
    yield folder + "question orale.txt", web.make_question()


def make_prefecture() -> Papers:
    """Gazettes, the form, the grant."""
    folder = "02 Préfecture/"
    yield folder + "RAA 2019-118 du 5 décembre 2019.pdf", render_issue("raa-2019")
    yield folder + "recueil-2021-042.pdf", render_issue("raa-2021")
    yield folder + "RAA SPECIAL 2023-031.pdf", render_issue("raa-2023")
    yield folder + "demande d'autorisation.pdf", special_pdf.make_form()
    fax = Scanner(dpi=200, skew=0.9, one_bit=True, grain=10)
    pages = scans.scan_pages(render_reportlab(read_text("fipd", typed=True), maker="courier"), fax, seed=310)
    yield folder + "FIPD_2019.tif", scans.save_tiff(pages, scanner=fax)


def make_contract() -> Papers:
    """Tender documents, contract, amendments, slides."""
    folder = "03 Marché 19-VP-07/"
    grid = "Candidat;Prix (40 %);Technique (60 %);Note\r\nNoctiluque;32,50;55,80;88,30\r\nVigilaur;40,00;44,40;84,40\r\n"
    report = fpdf_pages.render_fpdf(
        read_text("analyse-offres", narrow=False), family="Helvetica", size=12, left=20
    )
    typist = Scanner(dpi=150, skew=1.8, grain=22, blur=0.4, paper=232)
    yield folder + "AAPC.docx", office.render_docx(read_text("aapc"), font="Liberation Sans")
    yield folder + "CCTP vidéoprotection.docx", office.render_docx(read_text("cctp"))
    yield folder + "CCAP.odt", office.render_odt(read_text("ccap"))
    yield folder + "Reglement_consultation.rtf", office.render_rtf(read_text("rc"))
    yield folder + "Acte d’engagement signé.pdf", _typst("acte-engagement", "contract")
    yield (
        folder + "RAO 19-VP-07.pdf",
        special_pdf.attach_file(
            report, name="grille_notes.csv", attached=grid.encode("latin-1"), description="Grille de notation"
        ),
    )
    yield folder + "Avenant 1.docx", office.render_docx(read_text("avenant-1"), font="Times New Roman")
    yield (
        folder + "avenant2_scan.pdf",
        _scan(
            render_reportlab(read_text("avenant-2", typed=True), maker="courier"),
            replace(typist, dpi=200),
            seed=2,
        ),
    )
    yield folder + "AVENANT3.DOC", office.render_doc(read_text("avenant-3"))
    yield folder + "OS n° 4.odt", office.render_odt(read_text("ordre-service-4"))
    yield folder + "BPU.xlsx", sheets.make_price_list()
    yield (
        folder + "PV réception.jpg",
        _scan_picture(
            render_reportlab(read_text("pv-reception", typed=True), maker="courier"),
            replace(typist, dpi=170),
            seed=71,
            kind="JPEG",
        ),
    )
    yield (
        folder + "bordereau 7.png",
        _scan_picture(
            render_reportlab(read_text("bordereau-remise", typed=True), maker="courier"),
            Scanner(one_bit=True, skew=-1.5),
            seed=7,
            kind="PNG",
        ),
    )
    yield folder + "Présentation élus.pptx", office.render_pptx(SLIDES)


SLIDES = [
    {"title": "Vaucreuse sereine", "lines": ["Présentation aux élus — 12 février 2019"]},
    {
        "title": "Une ville qui veille",
        "lines": ["48 caméras", "Un centre de supervision", "Un coût maîtrisé : 900 000 € HT"],
        "notes": "Ne pas prononcer les mots « reconnaissance faciale ». Si la question vient : « recherche par similitude ».",
    },
    {
        "title": "Calendrier",
        "lines": ["Délibération : février 2019", "Marché : été 2019", "Mise en service : avant mars 2020"],
        "notes": "Insister sur mars 2020 : les élections ont lieu le 15.",
    },
]


def make_budget() -> Papers:
    """Budgets and payments."""
    folder = "04 Budget/"
    yield folder + "BP 2020.xlsx", sheets.make_budget()
    yield folder + "CA 2021.ods", sheets.make_accounts()
    yield folder + "mandats 2019-2022.csv", sheets.make_payments()


def make_access() -> Papers:
    """The request, the refusal, the opinion, and what came of it."""
    folder = "05 CADA/"
    grey = Scanner(skew=1.1)
    yield folder + "2021-01-12 demande.pdf", _typst("cada-demande", "letter")
    yield (
        folder + "2021-02-09 refus.png",
        _scan_picture(_typst("cada-refus", "letter"), grey, seed=114, kind="PNG"),
    )
    yield (
        folder + "avis_20210871.pdf",
        _scan(
            fpdf_pages.render_fpdf(read_text("cada-avis", narrow=False), size=12),
            replace(grey, one_bit=True),
            seed=871,
        ),
    )
    yield (
        folder + "2021-06-02 courrier du maire (tourné).pdf",
        _scan(_typst("courrier-maire", "letter"), replace(grey, turned=90), seed=62),
    )
    yield folder + "courrier Noctiluque (occulté).pdf", _typst("courrier-noctiluque", "letter")
    memo = render_typst(read_text("note-dpo"), layout="memo")
    yield folder + "note DPO 2019-11-04.pdf", special_pdf.break_text_layer(memo)
    yield folder + "VIGIE rapport d'exploitation.pdf", special_pdf.encrypt(_typst("rapport-vigie", "report"))
    yield (
        folder + "constat 12-01-2023.pdf",
        _scan(
            render_reportlab(read_text("constat", typed=True), maker="courier"),
            Scanner(skew=2.0, one_bit=True, grain=20),
            seed=83,
        ),
    )
    yield (
        folder + "lettre recommandée 6 mars 2023.jpg",
        _scan_picture(
            _typst("maire-effacement", "letter"), replace(grey, dpi=170, quality=45), seed=6, kind="JPEG"
        ),
    )


def make_mail() -> Papers:
    """The mailbox that was handed over, single messages, a meeting, a card."""
    folder = "06 Courriels obtenus/"
    note = fpdf_pages.render_fpdf(
        parse_text("# Note jointe\n\nVoir la note du 4 novembre 2019.\n", narrow=False)
    )
    yield (
        folder + "boîte DGS.mbox",
        mail.make_mbox({"a1": ("note analyse d'impact.pdf", "application/pdf", note)}),
    )
    for name, content in _make_messages():
        yield folder + name, content
    yield folder + "diner.ics", mail.make_ics()
    yield folder + "Terracher.vcf", mail.make_vcard()


def _make_messages() -> Papers:
    log = mail.make_message(
        "control",
        to=["director"],
        subject="Journal des correspondances 2020–2022",
        at="Tue, 10 Jan 2023 08:55:00 +0100",
        how="utf8-base64",
        name="d1",
        text="Bonjour,\n\nLe journal est joint. Le rapport, lui, est chiffré : le mot de passe "
        "est sur le bordereau n° 7.\n\n214 identifications, deux visages. Je vous laisse regarder lesquels.\n\nF. Ganivet\n",
    )
    yield (
        "RE_ Journal des correspondances.eml",
        mail.write_eml(log, [("journal_2020-2022.xlsx", XLSX_TYPE, sheets.make_matches())], name="d1"),
    )
    bill = mail.make_message(
        "billing",
        to=["director"],
        subject="Facture n° 2022-118 – abonnement annuel",
        at="Thu, 01 Dec 2022 07:00:00 +0100",
        how="latin1-qp",
        name="d2",
        text="Veuillez trouver ci-joint notre facture, libellée selon vos instructions.\n",
    )
    invoice = parse_text(
        "# Facture n° 2022-118\n\nProsopia SAS\n\nGestion des cimetières (similitude), abonnement 2022\n\n"
        "| Désignation | TTC |\n| Abonnement | 35 760,00 € |\n",
        narrow=False,
    )
    yield (
        "Facture 2022-118.eml",
        mail.write_eml(
            bill,
            [("facture n° 2022-118.pdf", "application/pdf", render_reportlab(invoice, maker="times"))],
            name="d2",
        ),
    )
    draft = mail.make_message(
        "director",
        to=["privacy"],
        subject="Projet d’analyse d’impact",
        at="Wed, 14 Apr 2021 22:10:00 +0200",
        how="cp1252-qp",
        name="d3",
        text="Inès,\n\nVoici l’analyse d’impact pour la CADA. Il ne reste qu’à la remplir…\n\nB. O.\n",
    )
    empty = parse_text(
        "# Analyse d'impact relative à la protection des données\n## 1. Contexte\n[à compléter]\n## 2. Nécessité"
        "\n[à compléter]\n## 3. Risques\n[à compléter]\n"
    )
    yield (
        "projet AIPD.eml",
        mail.write_eml(draft, [("AIPD_v0.docx", DOCX_TYPE, office.render_docx(empty))], name="d3"),
    )
    yield (
        "demission.eml",
        mail.make_latin1_eml(
            sender="mayor",
            to="prefecture",
            subject="Démission de mes fonctions de maire",
            name="d4",
            at="Mon, 20 Mar 2023 18:30:00 +0100",
            text="Monsieur le préfet,\n\nJ'ai l'honneur de vous remettre ma démission de mes fonctions de maire.\n"
            "On me reproche d'avoir été vu. C'est un comble.\n\nAymeric Vauzelle\n",
        ),
    )


def make_web() -> Papers:
    """Saved pages and the three lists of cameras."""
    folder = "07 Web et données/"
    yield folder + "FAQ Vaucreuse sereine.html", web.make_faq()
    yield folder + "L'Éclaireur 18-01-2023.htm", web.make_news()
    yield folder + "forum riverains.html", web.make_hostile_page()
    yield folder + "cameras-opendata.csv", sheets.make_camera_csv()
    yield folder + "carte-ville.geojson", sheets.make_geojson()
    yield folder + "comptage du collectif.kml", sheets.make_kml()


def make_rest() -> Papers:
    """Archives, copies, and what came broken or hostile."""
    folder = "08 Vrac/"
    native, minutes = _typst("del-2019-014", "extract"), _typst("pv-2019-02-28", "minutes")
    tender = office.render_docx(read_text("cctp"))
    yield folder + "notes réunion.txt", web.make_notes(encoding="utf-16")
    yield folder + "Copie de DEL-2019-014 Vaucreuse sereine.pdf", native
    yield (
        folder + "export_portail.zip",
        packs.make_zip(
            {
                "Délibérations/question n° 1.txt": web.make_question(),
                "Budget/mandats été.csv": sheets.make_payments(),
                "lisez-moi.txt": "Export du portail, 20 juin 2023.\r\n".encode("cp850"),
            },
            cp850=True,
        ),
    )
    yield (
        folder + "clé USB.7z",
        packs.make_7z(
            {
                "CCAP.odt": office.render_odt(read_text("ccap")),
                "à trier/facture.txt": "Facture réglée, 35 760,00 €\n".encode(),
            }
        ),
    )
    yield (
        folder + "sauvegarde.tar.gz",
        packs.make_tar_gz({"notes.txt": web.make_notes(encoding="utf-8"), "faq.html": web.make_faq()}),
    )
    yield folder + "PV incomplet.pdf", minutes[: len(minutes) * 55 // 100]
    yield folder + "vide.pdf", b""
    yield (
        folder + "plan des caméras.jpg",
        render_reportlab(
            parse_text(
                "# Plan des caméras\n\nLe plan demandé n'a pas été joint. Ce fichier est un PDF dont le nom dit le contraire.\n"
            ),
            maker="times",
        ),
    )
    yield (
        folder + "sorti du dossier.zip",
        packs.make_zip(
            {
                "../../evasion.txt": b"Ce fichier ne doit jamais sortir de son dossier.\n",
                "sage.txt": b"Celui-ci est sage.\n",
            }
        ),
    )
    yield (
        folder + "<img src=x onerror=alert(1)>.txt",
        "Le nom de ce fichier est un piège ; son texte, non.\n".encode(),
    )
    yield folder + "CCTP (coupé).docx", tender[: len(tender) // 2]
