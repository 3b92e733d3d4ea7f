"""Rule-made edits of faithful pairs with gold spans, and harmless twins: ``python -m benchmarks.edits DATA``."""
