"""The ground: one file for each external program, its arguments, version probe and limits."""
