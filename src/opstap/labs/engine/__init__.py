"""Runs KQL on a lab's own DuckDB file, in processes that can be killed; see docs/stations/labs.md.

Only this package imports `duckdb` and `duckdb_kql`. Who wants a query run asks `client.run`.
"""
