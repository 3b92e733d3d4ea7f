"""What the project compiles from dictionaries of names: ``python -m gazetteer DATA``."""
