"""Companies and associations by what announces them: a legal form, "société", "association", a table's row."""

import re
from collections.abc import Iterator

from contrechamp.spot.spotter import Spotted
from contrechamp.spot.wording import ADJECTIVE, BLANK, CAPITALISED, NAME, OF, SPACE, TOPIC

_FORMS = (
    r"S\.?A\.?S\.?U?\.?|S\.?A\.?R\.?L\.?|E\.?U\.?R\.?L\.?|S\.?C\.?I\.?|S\.?N\.?C\.?|S\.?A\.?|G\.?I\.?E\.?"
    r"|SCOP|SCIC|SEML?|SPLA?"
)
FORM = rf"(?:{_FORMS})(?![\w.])"
_PART = rf"(?:{CAPITALISED}|\d{{1,4}}(?!\w))"
# A company's own name: capitals and figures, joined by "&", "et", "de"; over a line's end only with a small word.
_OWN = (
    rf"(?:[A-ZÀ-ÝŒ0-9][\w&.'’+-]{{0,40}}[\w+])(?:(?:{SPACE}(?:(?:&|et|d[eu]|des|la|les|en){BLANK})?(?:[dlDL]['’])?"
    rf"|{BLANK}(?:&|et|d[eu]|des){BLANK})(?!(?:{_FORMS})(?![\w.]))(?!M\.|Mme|Monsieur|Madame){_PART}){{0,5}}"
)
_QUOTED = r"[«\"“]\s?(?P<quoted>[^«»\"“”\n]{2,60}(?:\n[^«»\"“”\n]{1,40})?)\s?[»\"”]"
_CALLED = rf"(?:{SPACE}(?:dénommée?|nommée?|dite)s?)?{BLANK}(?:{_QUOTED}|(?P<name>{_OWN}))"
_ALSO = rf"(?:{BLANK}?(?:,|/|et|ou|-){BLANK}?(?P<also>{_OWN}))?"
_COMPANY = re.compile(_CALLED + _ALSO)
_AND = re.compile(r"\s{1,3}(?:et|ou)\s{1,3}")
_SENTENCE = (
    r"(?!(?:Article|Considérant|Vu|Sur|Le|La|Les|Il|Elle|Fait|Total|Objet|Rue|Avenue|Place|Montant|Lot)\b)"
)
_FORM_FIRST = re.compile(
    rf"{FORM}{SPACE}(?:des?{BLANK})?{_OWN}(?:[ ]?\n{_SENTENCE}{CAPITALISED}(?:{SPACE}{_PART}){{0,4}}(?=\s?\())?"
)
_FORM_LAST = re.compile(rf"(?<![\w'’-]){_OWN}{SPACE}{FORM}")
_CALLED_ASSOCIATION = re.compile(
    rf"(?:{BLANK}{_QUOTED}|{BLANK}(?:(?:{OF})?{NAME}|{ADJECTIVE}{BLANK}(?P<name>{NAME})))"
)
_FEDERATION = re.compile(
    rf"(?:{BLANK}{ADJECTIVE}){{1,2}}{BLANK}{TOPIC}(?:{BLANK}au{BLANK}service{BLANK}{TOPIC})?"
)
_ROW = re.compile(  # "2242 L'OISEAU LYRE Fonctionnement 1 000": a row of a council's subsidies
    r"^\d{1,6}[ \t]{0,3}\n?[ \t]{0,3}"
    r"(?P<name>(?:[A-ZÀ-Ý0-9][A-ZÀ-Ý0-9 .'’&()/-]{1,70}(?:\n[A-ZÀ-Ý][A-ZÀ-Ý0-9 .'’&()/-]{2,60}){0,2}"
    r"|[A-ZÀ-Ý][\w .'’&-]{2,50}?))[ \t]{0,3}\n?"
    r"(?=[ \t]?(?:Fonctionnement|Projet|Investissement|Exceptionnel\w{0,2}|[MFP])[ \t]\d[\d\u00a0 ]{0,10}(?:€|\n|$))",
    re.MULTILINE,
)
COMPANY_WORDS = frozenset(
    [
        "societe",
        "societes",
        "entreprise",
        "entreprises",
        "prestataire",
        "fournisseur",
        "operateur",
        "promoteur",
        "compagnie",
        "filiale",
        "editeur",
        "fabricant",
        "bailleur",
        "integrateur",
        "installateur",
        "titulaire",
        "attributaire",
        "groupement",
        "mandataire",
        "cotraitant",
        "industriel",
    ]
)
ASSOCIATION_WORDS = frozenset(
    ["association", "associations", "federation", "collectif", "ligue", "union", "syndicat", "confederation"]
)
ROLE_WORDS = frozenset(
    [
        "gerant",
        "gerante",
        "president",
        "presidente",
        "directeur",
        "directrice",
        "responsable",
        "pdg",
        "dirigeant",
        "fondateur",
    ]
)
_SHOPS = r"(?:pharmacie|boulangerie|garage|bar|tabac|bar tabac|hôtel|restaurant|camping|banque|supermarché|magasin)"
_ROLE = re.compile(
    rf"(?i:{SPACE}(?:directeur{SPACE})?générale?|{SPACE}(?:technique|commerciale?|juridique))?{BLANK}(?:{OF})"
    rf"(?P<name>(?:{_SHOPS}{SPACE})?{_OWN})"
)
_NO_COMPANY = re.compile(
    r"(?:République|Assemblée|Conseil|Commission|Région|Métropole|Agglomération|Communauté|Chambre|Tribunal|Cour|Cabinet"
    r"|Préf|Maire|Mairie|Groupe\b|Ville|Commune|Département|État|Etat|Ministère|Direction|Service|Police|Gare|École|Ecole"
    r"|Centre|Bureau|Services|Jury|Séance|Syndicat|Office|Parlement|Union|Observatoire|Monsieur|Madame|Société|Publique?"
    r"|M\.|Mme|Le\b|La\b|Les\b|L['’]|Lot\b|Article|Marché|N°|No\b)"
)


def find_company(text: str, end: int) -> Iterator[Spotted]:
    """The companies that stand behind a word such as "société", which ends at `end`; a small word is no name."""
    match = _COMPANY.match(text, end)
    if not match:
        return
    is_plural = text[end - 1] in "sS"
    for group in ("quoted", "name", "also"):
        if match[group] and not _NO_COMPANY.match(match[group]):
            for span in _split(text, *match.span(group)) if is_plural else (match.span(group),):
                yield _make(text, *span, rule="company", category="company")


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """ "les sociétés Unetelle et Telle": each by itself."""
    for joint in _AND.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def find_run_company(text: str, end: int) -> Iterator[Spotted]:
    """The company that someone runs ("gérant de Chez Untel"): the word of the role ends at `end`."""
    match = _ROLE.match(text, end)
    if match and not _NO_COMPANY.match(match["name"]):
        yield _make(text, *match.span("name"), rule="company-run", category="company")


def find_with_form(text: str) -> Iterator[Spotted]:
    """Names with a legal form before or behind them, the form included."""
    for form in re.finditer(rf"(?<![\w.]){FORM}", text):
        if match := _FORM_FIRST.match(text, form.start()):
            yield _make(text, *match.span(), rule="company-form", category="company")
        elif match := _find_before(text, form):
            yield _make(text, *match, rule="company-form", category="company")


def _find_before(text: str, form: re.Match) -> tuple[int, int] | None:
    begin = max(form.start() - 60, 0)
    for match in _FORM_LAST.finditer(text, begin, form.end()):
        if match.end() == form.end() and not _NO_COMPANY.match(match[0]):
            return match.span()
    return None


def find_association(text: str, start: int, end: int) -> Iterator[Spotted]:
    """The association announced by the word from `start` to `end`; quoted names stand alone, others with the word."""
    match = _CALLED_ASSOCIATION.match(text, end)
    if match and re.match(r"\s?(?:Nature|Montant|Objet|Projet)\b", text[end : match.end()]):
        return  # headings of a table
    if match and match["quoted"]:
        yield _make(text, *match.span("quoted"), rule="association", category="association")
    elif wide := _FEDERATION.match(text, end):
        yield _make(
            text,
            start,
            max(wide.end(), match.end() if match else 0),
            rule="association",
            category="association",
        )
    elif match:
        yield _make(text, start, match.end(), rule="association", category="association")


def find_subsidised(text: str) -> Iterator[Spotted]:
    """Those that get a subsidy: rows with a number, a name, what for and how much."""
    for row in _ROW.finditer(text):
        yield _make(text, *row.span("name"), rule="subsidy-row", category="association")


def _make(text: str, start: int, end: int, *, rule: str, category: str) -> Spotted:
    words = text[start:end]
    end -= len(words) - len(words.rstrip(" .,\n"))
    return Spotted(start, end, " ".join(text[start:end].split()), rule, {"category": category})
