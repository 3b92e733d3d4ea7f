"""What can go wrong, as types.

AlignError                 never raised itself
├── ReadError              an input cannot be read as a document
├── WriteError             an output cannot be written
├── ModelError             a model is unknown, missing or unusable
├── SettingsError          a setting is outside its range
└── MissingExtra           an optional library is not installed
"""

from __future__ import annotations


class AlignError(Exception):
    """The base of all errors of this package; its text is one line that says what to do."""


class ReadError(AlignError, ValueError):
    """An input cannot be read: missing, empty, binary, in an unknown encoding or format."""


class WriteError(AlignError, ValueError):
    """An output cannot be written: no writer for the suffix, or the place refuses it."""


class ModelError(AlignError, ValueError):
    """A model cannot be loaded: unknown name, not on this machine, or not a sentence encoder."""


class SettingsError(AlignError, ValueError):
    """A setting is outside its range."""


class MissingExtra(AlignError, ImportError):
    """A feature needs an optional library; the text is the command that installs it."""
