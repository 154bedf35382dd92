"""Ground floor: what every station needs and no visitor sees.

Ledger (who did what, when, why), clock, ids, texts in several languages, encrypted fields, the register of
personal data, ports to the outside world, background tasks with a lease. It knows no word of the domain: no learner,
no course, no application. It never imports a station.
"""
