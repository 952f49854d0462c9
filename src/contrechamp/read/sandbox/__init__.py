"""One isolation, one file."""
