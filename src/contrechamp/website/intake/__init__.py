"""Uploads, and what came in today."""
