"""Hands-on tasks on real data that mark themselves, and the engine that runs what learners write in them.

So far the engine: `engine.client.run` takes a KQL query to a worker that may be killed, and gives rows or a reason. What we know
of KQL as text is in `rules/kql`. docs/stations/labs.md has the way of a query, its limits, and what of KQL runs.
"""
