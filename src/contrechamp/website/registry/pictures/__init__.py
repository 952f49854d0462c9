"""Pictures of the registry: what an address asks of each, its words, and the same thing as a table."""
