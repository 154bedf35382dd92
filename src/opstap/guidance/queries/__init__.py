"""Reads that need several stations."""
