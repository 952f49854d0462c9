"""Facts become pictures: each an SVG from the server, and the same thing as a table."""
