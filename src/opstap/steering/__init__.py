"""Will we make it, and what would help most? Goals against reality, a forecast with its range, for managers and funders.

It owns no facts: every figure is counted from the facts of the other stations, by definitions that are written once.
"""
