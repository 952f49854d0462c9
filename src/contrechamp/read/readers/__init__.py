"""One format, one short file."""
