"""One command, one file: its arguments, and `run`."""
