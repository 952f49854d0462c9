"""The ground: frozen nouns that every stage shares."""
