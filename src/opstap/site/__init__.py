"""Puts the house together: settings, URLs, error pages, health, and the wiring of events between stations."""
