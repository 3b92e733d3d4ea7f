"""What every kind of evidence looks at: one side of a pair of passages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.vectors import TokenVectors


@dataclass(frozen=True, slots=True)
class PassageText:
    """One side of a bead: its text, and its tokens with offsets into that text.

    ``coverage`` is the (t,) contested coverage of each token by the other side
    (``vectors.TokenCoverage``).
    """

    text: str
    language: str
    tokens: TokenVectors
    coverage: NDArray[np.float32]
