"""What the program is worth: ``python -m benchmarks DATA``."""
