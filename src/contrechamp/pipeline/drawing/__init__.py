"""From facts to pictures: what one may see of the registry, as columns, events, ties and sums."""
