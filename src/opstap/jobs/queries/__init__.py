"""Reads of jobs. Whether the reader may is `access`."""
