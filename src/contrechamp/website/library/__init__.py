"""Documents, pages, the viewer and search, for readers."""
