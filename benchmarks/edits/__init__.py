"""Rule-made edits of faithful pairs with gold spans, and harmless twins: one module a kind of evidence."""
