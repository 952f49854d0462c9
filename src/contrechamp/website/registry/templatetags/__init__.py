"""What the templates of the registry write with."""
