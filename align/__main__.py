"""``python -m align`` in a checkout; in a wheel, cli.py itself stands here."""

from cli import app, run

__all__ = ["app", "run"]

if __name__ == "__main__":
    run()
