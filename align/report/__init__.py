"""What becomes of a comparison: files by suffix, tables, a page, lines for a terminal."""
