"""The only folder that knows Django."""
