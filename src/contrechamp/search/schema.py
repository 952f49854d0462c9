"""The fields of the index, its analyzers and its version."""

import json
from pathlib import Path

import tantivy

from contrechamp.search.preparing import GAP
from contrechamp.text import stemming

VERSION = f"7.{stemming.VERSION}"  # another version: the index is outdated and must be made again
MARK = "contrechamp.json"
_TOKENS = "tokens"
SPOTTED = ("technology", "supplier", "place")
FACETS = ("body", "kind", "year", "how_read", "collection", *SPOTTED)


def make_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("stems", tokenizer_name=_TOKENS, index_option="position")
    builder.add_text_field("runs", tokenizer_name=_TOKENS, index_option="freq")
    builder.add_text_field("words", tokenizer_name=_TOKENS, index_option="freq")
    builder.add_text_field("title_stems", tokenizer_name=_TOKENS, index_option="position")
    builder.add_text_field("body_stems", tokenizer_name=_TOKENS, index_option="position")
    builder.add_text_field("digest", stored=True, fast=True, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(
            name, stored=name not in ("year", *SPOTTED), fast=True, tokenizer_name="raw", index_option="basic"
        )
    builder.add_unsigned_field("page", stored=True, fast=True)
    builder.add_unsigned_field("first_day", fast=True)
    builder.add_unsigned_field("last_day", fast=True)
    for name in ("title", "date"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("received", fast=True)
    builder.add_bytes_field("label", stored=True)
    builder.add_bytes_field("content", stored=True)
    return builder.build()


def open_engine(folder: Path) -> tantivy.Index:
    """The engine on a folder, made when the folder is empty; its analyzers are told again each time."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = tantivy.Index(make_schema(), path=str(folder), reuse=True)
    cut_at_spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    engine.register_tokenizer(_TOKENS, cut_at_spaces.filter(tantivy.Filter.custom_stopword([GAP])).build())
    engine.config_reader(reload_policy="manual")
    return engine


def write_mark(folder: Path) -> None:
    (folder / MARK).write_text(json.dumps({"version": VERSION}), "utf-8")


def read_mark(folder: Path) -> str | None:
    """The version that made the index of this folder; None when there is none yet."""
    try:
        return str(json.loads((folder / MARK).read_text("utf-8"))["version"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return ""
