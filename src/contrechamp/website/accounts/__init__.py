"""People of the team and how they sign in."""
