"""`/_interface`: every component in all its states, with invented values; in development only."""

from datetime import UTC, datetime
from types import SimpleNamespace as Sample

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.catalogue import Likeness
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Description, Said
from contrechamp.vocabulary.provenance import Provenance, Receipt
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import cut_lines

TEXT = (
    "Le conseil municipal, après en avoir délibéré, autorise le maire à signer\n"
    "la convention relative à l’installation de douze caméras de vidéo-\n"
    "protection aux abords des écoles, pour un montant de 148 200 € HT.\n"
    "Adopté par 21 voix pour, 9 contre et 3 abstentions."
)
DIGEST = compute_digest(TEXT.encode())
SPANS = (Span(118, 125), Span(129, 146), Span(162, 168))
MOMENT = datetime(2026, 11, 12, 14, 5, tzinfo=UTC)
LONG_TITLE = "Délibération n° 2024-117 portant approbation de la convention de vidéoprotection intercommunale"


class SampleForm(forms.Form):
    """One field that is right and one that is wrong."""

    name = forms.CharField(label="Nom", help_text="Celui que vous a donné la personne qui tient ce site.")
    password = forms.CharField(
        label="Mot de passe",
        widget=forms.PasswordInput,
        error_messages={"required": "Écrivez votre mot de passe."},
    )


def make_hit(**changes) -> Sample:
    snippet = TEXT[90:225].replace("\n", " ")
    values = {
        "address": "#",
        "page": 4,
        "printed": "iv",
        "page_count": 61,
        "title": LONG_TITLE,
        "body": "Commune de Sainte-Ombre",
        "date": "2024-06-25",
        "kind": "deliberation",
        "snippet": snippet,
        "spans": tuple(Span(span.start - 90, span.end - 90) for span in SPANS),
        "how_read": "native",
        "twins": (),
        "is_team_only": False,
        "is_doubtful": False,
        "act": None,
    }
    return Sample(**{**values, **changes})


def make_card(**changes) -> Sample:
    values = {
        "digest": DIGEST,
        "title": "Convention avec la société Vigie Urbaine",
        "description": Description(
            Said("Convention"), Said("2023-09", "rule"), Said("Commune de Sainte-Ombre"), Said("contract")
        ),
        "page_count": 12,
        "media_type": "application/pdf",
        "state": "read",
        "reason": "",
        "is_public": True,
        "is_withdrawn": False,
    }
    return Sample(**{**values, **changes})


def make_receipt(sequence: int, *, is_new: bool) -> Receipt:
    path = "conseil/2024/06/DELIB 117 (signée).pdf"
    provenance = Provenance("folder", "1", path, MOMENT, "ville", "/papiers", "Camille")
    return Receipt(sequence, DIGEST, 481_200, is_new, provenance)


def list_hits() -> list[Sample]:
    twin = Likeness(DIGEST, "Délibération 117, copie numérisée", 0.94)
    letter = make_hit(
        how_read="ocr", title="Lettre du préfet", page=1, printed="", page_count=2, twins=(twin,)
    )
    message = make_hit(is_team_only=True, date="2023", body="", kind="", title="courriel.eml")
    return [make_hit(), letter, message]


def list_cards() -> list[Sample]:
    return [
        make_card(),
        make_card(state="partly_read", reason="La page 3 dépasse le temps permis."),
        make_card(state="unreadable", reason="Le fichier est protégé par un mot de passe.", page_count=0),
        make_card(state="waiting", is_public=False, page_count=0),
        make_card(is_withdrawn=True),
    ]


def make_facet() -> Sample:
    entries = [
        Sample(name="Commune de Sainte-Ombre", count=1204, address="#", is_chosen=False),
        Sample(name="Préfecture", count=98, address="#", is_chosen=True),
    ]
    return Sample(name="Organisme", entries=entries)


def make_citation() -> Sample:
    return Sample(
        words="douze caméras de vidéoprotection aux abords des écoles",
        title=LONG_TITLE,
        body="Commune de Sainte-Ombre",
        date="2024-06-25",
        page=4,
        label="iv",
        digest=str(DIGEST),
        address=f"https://exemple.org/d/{DIGEST}/4/100-154/",
        is_ocr=True,
    )


def list_samples() -> dict:
    bad_form = SampleForm({"name": "Camille"})
    bad_form.is_valid()
    return {
        "hits": list_hits(),
        "cards": list_cards(),
        "lines": cut_lines(TEXT, SPANS),
        "facets": [make_facet()],
        "pages": Sample(total=1204, size=10, first=11, last=20, previous="#", next="#"),
        "citation": make_citation(),
        "receipts": [make_receipt(41, is_new=True), make_receipt(42, is_new=False)],
        "forms": [SampleForm(), bad_form],
        "states": ["read", "waiting", "partly_read", "unreadable"],
        "digest": DIGEST,
    }


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    if not settings.DEVELOPMENT:
        raise Http404
    return render(request, "interface/gallery.html", list_samples())
