"""Forms of the people station."""
