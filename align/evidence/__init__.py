"""Why a pair of passages counts as reworded: one module a kind of evidence."""
