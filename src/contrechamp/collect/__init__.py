"""Things come in: bytes are copied, never parsed."""
