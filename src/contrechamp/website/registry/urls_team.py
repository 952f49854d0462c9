"""Addresses of the registry's rooms for the team, and of the form by which anybody contests."""

from django.urls import path, re_path

from contrechamp.website.registry.views import (
    contest,
    team_contests,
    team_entity,
    team_fact,
    team_judgements,
    team_name,
    team_names,
    team_persons,
    team_proposals,
)

ID = r"(?P<key>[0-9a-z]{10})"


def establish(request, digest: str, number: str):
    """Patterns give text; the view takes a number."""
    return team_fact.establish(request, digest, number=int(number))


urlpatterns = [
    path("equipe/repertoire/", team_names.names, name="team-names"),
    path("equipe/repertoire/nom", team_name.name, name="team-name"),
    re_path(rf"^equipe/repertoire/{ID}$", team_entity.entity, name="team-entity"),
    path("equipe/propositions/", team_proposals.proposals, name="team-proposals"),
    re_path(
        r"^equipe/etablir/(?P<digest>[0-9a-f]{64})/(?P<number>[1-9][0-9]{0,6})$",
        establish,
        name="team-establish",
    ),
    path("equipe/faits/nouveau", team_fact.new_fact, name="team-fact-new"),
    re_path(rf"^equipe/faits/{ID}$", team_fact.fact, name="team-fact"),
    path("equipe/arbitrages/", team_judgements.judgements, name="team-judgements"),
    path("equipe/personnes/", team_persons.persons, name="team-persons"),
    path("equipe/contestations/", team_contests.contests, name="team-contests"),
    re_path(r"^contester/(?P<key>(?:fait|fiche)/[0-9a-z]{10})$", contest.contest, name="contest"),
    re_path(
        r"^contester/(?P<key>mention/[0-9a-f]{64}/[1-9][0-9]{0,6}/[0-9]{1,9}-[0-9]{1,9})$",
        contest.contest,
        name="contest-mention",
    ),
    re_path(r"^contester/(?P<key>acte/[0-9a-f]{64}/[1-9][0-9]{0,5})$", contest.contest, name="contest-act"),
]
