"""What an input may ask of the machine: every limit of reading, with its reason."""

from __future__ import annotations

LARGEST_INPUT = 50_000_000
"""Most bytes that an input may have. A news article has some 10 kB, a long book 2 MB."""

LARGEST_MARKUP = 10_000_000
"""Most characters of HTML or XML that are parsed. A saved page has 1 MB, the text of a long book 5 MB; what
parsing takes is some 30 times the characters in memory."""

LARGEST_UNPACKED = 200_000_000
"""Most bytes that all parts of an archive may have unpacked: pictures count, though they are not read."""

HIGHEST_RATIO = 200
"""Most bytes unpacked for each packed byte in a part that is read and above ``SMALL_PART``. The text of a
real document shrinks to a tenth, repetitive tables to a hundredth; bombs reach deflate's end, 1,032."""

SMALL_PART = 1_000_000
"""Bytes unpacked up to which a part may be packed as tightly as it likes."""

MOST_PARTS = 10_000
"""Most parts of an archive. A book in a thousand chapters with pictures has some 3,000."""

MOST_PAGES = 2_000
"""Most pages of a PDF. A page of Arabic takes some 30 ms."""

MOST_SIGNS = 3_000_000
"""Most characters of a PDF. A page has some 2,000; where each stands takes 10 µs."""

MOST_ELEMENTS = 15_000
"""Most elements of a page in which the article is looked for, else all text is read. News pages have 500 to
5,000; finding takes time that grows with their square: 26,000 lists of a letter took 18 s."""

MOST_BLOCKS = 300_000
"""Most elements and preformatted lines of a page. A page of 10 MB has 200,000; 2,400,000 took 70 s."""
