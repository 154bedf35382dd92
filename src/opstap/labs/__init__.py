"""Hands-on tasks on real data that mark themselves, and the engine that runs them. Not built yet: see the open issues."""
