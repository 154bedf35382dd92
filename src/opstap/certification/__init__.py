"""From ready to certified: vouchers, sittings and their results, retakes, and the badges that Opstap signs itself.

A sitting is an attempt at an exam of the vendor; whether it was passed is what a person of the school saw on the vendor's
own record. A badge is Opstap's own signed word and never looks like the vendor's.
"""
