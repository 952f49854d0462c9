"""Companies and associations by what announces them: a legal form, "société", "association", a table's row."""

import re
from collections.abc import Iterator

from contrechamp.spot.spotter import Spotted
from contrechamp.spot.wording import ADJECTIVE, BLANK, CAPITALISED, NAMES, OF, SPACE, TOPIC, run_on
from contrechamp.text.patterns import LatePattern

_FORMS = (
    r"S\.?A\.?S\.?U?\.?|S\.?A\.?R\.?L\.?|E\.?U\.?R\.?L\.?|S\.?C\.?I\.?|S\.?N\.?C\.?|S\.?A\.?|G\.?I\.?E\.?"
    r"|SCOP|SCIC|SEML?|SPLA?"
)
FORM = rf"(?:{_FORMS})(?![\w.])"
_PART = rf"(?:{CAPITALISED}|\d{{1,2}}(?!\w|[ \u00a0]\d))"
# A company's own name: capitals and figures, joined by "&", "et", "de"; over a line's end only with a small word.
_OWN = (
    rf"(?:[A-ZÀ-ÝŒ0-9][\w&.'’+-]{{0,40}}[\w+])(?:(?:{SPACE}(?:(?:&|et|de{SPACE}la|d[eu]|des|la|les|en){BLANK})?(?:[dlDL]['’])?"
    rf"|{BLANK}(?:&|et|d[eu]|des){BLANK})(?!(?:{_FORMS})(?![\w.]))(?!M\.|Mme|Monsieur|Madame){_PART}){{0,5}}"
)
_QUOTED = r"[«\"“]\s?(?P<quoted>[^«»\"“”\n]{2,60}(?:\n[^«»\"“”\n]{1,40})?)\s?[»\"”]"
_CALLED = rf"(?:{SPACE}(?:dénommée?|nommée?|dite)s?)?{BLANK}(?:{_QUOTED}|(?P<name>{_OWN}))"
_ALSO = rf"(?:{BLANK}?(?:,|/|et|ou|-){BLANK}?(?P<also>{_OWN}))?"
_COMPANY = LatePattern(_CALLED + _ALSO)
_STUDIES = LatePattern(rf"{BLANK}d['’][ée]tudes\b")  # "le bureau d'études Unetelle"
_FIRM = LatePattern(
    rf"(?:(?:Société|SOCIÉTÉ|SOCIETE|Compagnie|COMPAGNIE){BLANK}(?:{OF})|(?:Banque|BANQUE){BLANK}(?:{OF})?)(?P<name>{NAMES})"
)
FIRM_WORDS = frozenset(("societe", "compagnie", "banque"))
_AND = LatePattern(r"\s{1,3}(?:et|ou)\s{1,3}")
_SENTENCE = (
    r"(?!(?:Article|Considérant|Vu|Sur|Le|La|Les|Il|Elle|Fait|Total|Objet|Rue|Avenue|Place|Montant|Lot)\b)"
)
_FORM_FIRST = LatePattern(
    rf"{FORM}{SPACE}(?:des?{BLANK})?{_OWN}(?:[ ]?\n{_SENTENCE}{CAPITALISED}(?:{SPACE}{_PART}){{0,4}}(?=\s?\())?"
)
_FORM = LatePattern(FORM)
_FORM_LAST = LatePattern(rf"(?<![\w'’-]){_OWN}{SPACE}{FORM}")
_CALLED_ASSOCIATION = LatePattern(
    rf"(?:{BLANK}{_QUOTED}|{BLANK}(?:(?:{OF})?{NAMES}|{ADJECTIVE}{BLANK}(?P<name>{NAMES})))"
)
_NO_ASSOCIATION = LatePattern(
    r"\s{0,3}(?:(?:Nature|Montant|Objet|Projet|Adresse|Intitulé|Nom|Propositions|Artiste|Date)\b"
    r"|\w{3,12}(?:ale|aise|enne|onne)s?$)",
    re.IGNORECASE,
)
_ARTICLE_BEFORE = LatePattern(r"(?:[lL]['’]|\b[Ll][ea]|\b[DdAa]u|\b[Uu]ne?|\bcette|\bd['’]|\bune?)\s{0,2}$")
_FEDERATION = LatePattern(
    rf"(?:{BLANK}{ADJECTIVE}){{1,2}}{BLANK}{TOPIC}(?:{BLANK}au{BLANK}service{BLANK}{TOPIC})?"
)
_ROW = LatePattern(  # "2242 L'OISEAU LYRE Fonctionnement 1 000": a row of a council's subsidies
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
_SHOP = LatePattern(rf"{_SHOPS}\b", re.IGNORECASE)
_FIRMS_ALONE = frozenset(["gerant", "gerante", "pdg", "dirigeant", "fondateur"])  # town halls have none
_BARE = ("de", "d'", "d’")
_ROLE = LatePattern(
    rf"(?i:(?P<pdg>{SPACE}directeur{SPACE}général)|{SPACE}générale?|{SPACE}(?:technique|commerciale?|juridique))?{BLANK}(?P<of>{OF})"
    rf"(?P<name>(?:{_SHOPS}{SPACE})?{_OWN})"
)
_NO_COMPANY = LatePattern(
    r"(?:République|Assemblée|Conseil|Commission|Région|Métropole|Agglomération|Communauté|Chambre|Tribunal|Cour|Cabinet"
    r"|Préf|Maire|Mairie|Groupe\b|Ville|Commune|Département|État|Etat|Ministère|Direction|Service|Police|Gare|École|Ecole"
    r"|Centre|Bureau|Services|Jury|Séance|Syndicat|Office|Parlement|Union|Observatoire|Monsieur|Madame|Société|Publique?"
    r"|Téléphone|Adresse|Fonctionnement|Projet|Moyenne|MONTANT|RETENU|Comité|Plan\b|PLAN\b|Montant|Nom\b|Date|Page|Total|M\.|Mme|Le\b|La\b|Les\b|L['’]|Lot\b|Article|Marché|N°|No\b"
    r"|(?:National|Régional|Départemental|Intercommunal|Interprofessionnel|Pastoral|PASTORAL)\b)"
)


def find_company(text: str, end: int, *, are_several: bool = False) -> Iterator[Spotted]:
    """The company behind a word such as "société", which ends at `end`; `are_several` behind "sociétés"…"""
    match = _COMPANY.match(text, end)
    if not match or _NO_COMPANY.match(match["name"] or ""):
        return
    for group in ("quoted", "name", "also") if are_several else ("quoted", "name"):
        if match[group] and not _NO_COMPANY.match(match[group]):
            for span in _split(text, *match.span(group)) if are_several else (match.span(group),):
                if _ENOUGH.search(text, *span):
                    yield _make(text, *span, rule="company", category="company")


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """ "les sociétés Unetelle et Telle": each by itself."""
    for joint in _AND.finditer(text, start, end):
        yield start, joint.start()
        start = joint.end()
    yield start, end


def find_firm(text: str, start: int) -> Iterator[Spotted]:
    """A company whose own name begins with such a word and a capital: "Société d'Équipement de la Lorme"."""
    match = _FIRM.match(text, start)
    if match and not _NO_COMPANY.match(match["name"]):
        yield _make(text, *match.span(), rule="company-firm", category="company")


def find_studies(text: str, end: int) -> Iterator[Spotted]:
    """The company behind "bureau d'études", where "bureau" ends at `end`."""
    if studies := _STUDIES.match(text, end):
        yield from find_company(text, studies.end())


def find_run_company(text: str, end: int, *, role: str) -> Iterator[Spotted]:
    """The company that someone runs ("gérant de Chez Untel"): the (folded) word of the role ends at `end`.

    Directorates, states and clubs have directors and presidents too: behind "du", "de la" only a shop is a company.
    """
    match = _ROLE.match(text, end)
    if not match or _NO_COMPANY.match(match["name"]) or not _ENOUGH.search(match["name"]):
        return
    is_bare = match["of"].strip().lower() in _BARE  # "de Balandrin": a name, where a noun has its article
    if is_bare or role in _FIRMS_ALONE or match["pdg"] or _SHOP.match(match["name"]):
        yield _make(text, *match.span("name"), rule="company-run", category="company")


def find_with_form(text: str) -> Iterator[Spotted]:
    """Names with a legal form before or behind them, the form included."""
    for form in _FORM.finditer(text):
        if form.start() and (text[form.start() - 1].isalnum() or text[form.start() - 1] == "."):
            continue
        first = _FORM_FIRST.match(text, form.start())
        span = first.span() if first else _find_before(text, form)
        if span and _ENOUGH.search(text[span[0] : span[1]].replace(form[0], "")):
            yield _make(text, *span, rule="company-form", category="company")


def _find_before(text: str, form: re.Match) -> tuple[int, int] | None:
    begin = max(form.start() - 60, 0)
    for match in _FORM_LAST.finditer(text, begin, form.end()):
        if match.end() == form.end() and not _NO_COMPANY.match(match[0]):
            return match.span()
    return None


def find_association(text: str, start: int, end: int) -> Iterator[Spotted]:
    """The association announced by the word from `start` to `end`; quoted names stand alone, others with the word."""
    if text[start].islower() and not _ARTICLE_BEFORE.search(text, max(start - 5, 0), start):
        return  # "un travail collectif", "associations de riverains"
    match = _CALLED_ASSOCIATION.match(text, end)
    if match and _NO_ASSOCIATION.match(text[end : match.end()]):
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


_POINTED = LatePattern(r"\.\w\.$")
_ENOUGH = LatePattern(r"[^\W\d_]{2}.*[^\W\d_]|[^\W\d_]\W?[^\W\d_]\W?[^\W\d_]", re.DOTALL)  # letters of a name


def _make(text: str, start: int, end: int, *, rule: str, category: str) -> Spotted:
    if text[end : end + 1] == "." == text[end - 2]:
        end += 1  # the last point of "S.T.E."
    words = text[start:end]
    if not _POINTED.search(words):
        end -= len(words) - len(words.rstrip(" .,\n"))
    return Spotted(start, end, run_on(text[start:end]).replace("’", "'"), rule, {"category": category})
