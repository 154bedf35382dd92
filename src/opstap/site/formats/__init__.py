"""How dates and times are written where Django's own format is not ours: one folder per language."""
