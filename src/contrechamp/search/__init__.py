"""The index of pages, the query language, hits and snippets."""
