"""Pages become acts and rows of tables: what one file holds many of. It sees pages one by one, never a file."""
