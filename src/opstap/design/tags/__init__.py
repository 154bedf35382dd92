"""The tags, by kind; each returns escaped HTML."""
