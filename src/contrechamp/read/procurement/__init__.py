"""What the standards of public procurement share: trees of fields, rows under fixed headings, a report of the rest."""
