"""What leaves the observatory for others to use, and comes back: open formats, each saying what it is and omits."""
