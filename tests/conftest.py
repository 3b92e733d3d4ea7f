"""What all tests share: no deadline, because how fast a busy machine is says nothing about the program."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("align", deadline=None)
settings.load_profile("align")
