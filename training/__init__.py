"""How the embedded model is made: ``python -m training DATA -o FOLDER``."""
