"""Fault drills: power cuts, every failing call, a full disk. `python -m tests.drills` runs them all."""
