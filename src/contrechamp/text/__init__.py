"""The ground: French words, as pure functions."""
