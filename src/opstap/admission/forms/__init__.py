"""The forms of admission."""
