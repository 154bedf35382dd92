"""Check a whole course pack: what is wrong, and what could be better, with the place of each."""
