"""From first contact to a decision: calls, interest, applications, assessments, decisions, waiting list.

Nouns: Call (a round with places, dates, rules), Interest, Application (one person's answer to a call), Assessment, Decision.
Acts: a candidate applies; a coach scores motivation; a manager decides and says why; the person is told.
No protected characteristic, nor a proxy of one, is ever an input of a choice.
"""
