"""The interface's sentences: found in templates and code, translated in the .po, compiled without any program.

`python tests/website/messages.py` adds what is missing to the .po and writes the .mo.
"""

import ast
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WEBSITE = Path(__file__).resolve().parents[2] / "src" / "contrechamp" / "website"
CATALOGUE = WEBSITE / "interface" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
_SINGULAR = {"_", "gettext", "gettext_lazy"}
_PLURAL = {"ngettext", "ngettext_lazy"}


class Message(NamedTuple):
    """A sentence in English, and its plural or ""."""

    singular: str
    plural: str = ""


def find_messages() -> set[Message]:
    """Every sentence that a reader of the site may see; Django must be set up."""
    return set(_find_in_code()) | set(_find_in_templates())


def _find_in_code() -> Iterator[Message]:
    for path in WEBSITE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            texts = [part.value for part in node.args if isinstance(part, ast.Constant)]
            if node.func.id in _SINGULAR and texts:
                yield Message(texts[0])
            elif node.func.id in _PLURAL:
                yield Message(texts[0], texts[1])


def _find_in_templates() -> Iterator[Message]:
    from django.template import Node, engines
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode

    for path in WEBSITE.rglob("templates/**/*.html"):
        template = engines["django"].from_string(path.read_text()).template
        for node in template.nodelist.get_nodes_by_type(Node):
            if isinstance(node, TranslateNode):
                yield Message(node.filter_expression.var.literal)
            elif isinstance(node, BlockTranslateNode):
                singular, _names = node.render_token_list(node.singular)
                plural = node.render_token_list(node.plural)[0] if node.plural else ""
                yield Message(singular, plural)


def update_catalogue() -> list[str]:
    """Add what is missing, drop what nobody says any more, compile; returns what has no translation."""
    import polib

    catalogue = polib.pofile(str(CATALOGUE), wrapwidth=110)
    known = {Message(entry.msgid, entry.msgid_plural or ""): entry for entry in catalogue}
    wanted = find_messages()
    for message in sorted(wanted - known.keys()):
        forms = {"msgid_plural": message.plural, "msgstr_plural": {0: "", 1: ""}} if message.plural else {}
        catalogue.append(polib.POEntry(msgid=message.singular, **forms))
    for message in known.keys() - wanted:
        catalogue.remove(known[message])
    catalogue.sort(key=lambda entry: entry.msgid.lower())
    catalogue.save(str(CATALOGUE))
    catalogue.save_as_mofile(str(CATALOGUE.with_suffix(".mo")))
    return [entry.msgid for entry in catalogue.untranslated_entries()]


def main() -> None:
    import django

    os.environ["CONTRECHAMP_ARCHIVE"] = tempfile.mkdtemp()
    os.environ["DJANGO_SETTINGS_MODULE"] = "contrechamp.website.settings"
    django.setup()
    for sentence in update_catalogue():
        print(f"not translated: {sentence}")


if __name__ == "__main__":
    main()
