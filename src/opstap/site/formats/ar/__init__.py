"""Arabic as it is read in Brussels."""
