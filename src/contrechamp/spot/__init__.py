"""Pages become mentions: what they name, each with its exact place, its rule and its version."""
