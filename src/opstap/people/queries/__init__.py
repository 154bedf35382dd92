"""Reads of the people station."""
