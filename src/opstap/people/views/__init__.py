"""Pages of the people station."""
