"""Rule-made edits of faithful pairs, and harmless twins: ``python -m benchmarks.edits DATA``."""
