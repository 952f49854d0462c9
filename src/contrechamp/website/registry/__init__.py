"""The registry: what waits to be judged; actors, places, acts, devices and facts, and their pictures."""
