"""What a page of jobs shows, in the reader's language. Reads nothing itself."""
