"""What a page shows, as parts of the design, in the reader's language. Reads nothing itself."""
