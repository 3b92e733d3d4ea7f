"""Hypothesis strategies that several test files share."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from align.gains import WindowGains


@st.composite
def window_gains(draw: st.DrawFn, largest: int = 6, longest: int = 3) -> WindowGains:
    """Random gains of up to *largest* segments a side by windows of up to *longest*."""
    n = draw(st.integers(1, largest))
    m = draw(st.integers(1, largest))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return WindowGains(
        rng.normal(0, 1, (n, m, longest)).astype(np.float32),
        rng.normal(0, 1, (m, n, longest)).astype(np.float32),
        rng.uniform(0.5, 2, n).astype(np.float32),
        rng.uniform(0.5, 2, m).astype(np.float32),
    )
