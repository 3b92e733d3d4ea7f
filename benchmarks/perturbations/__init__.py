"""Human-translated documents with known drops, additions, moves, merges and splits."""
