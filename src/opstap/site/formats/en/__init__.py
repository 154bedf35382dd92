"""English as it is read in Brussels."""
