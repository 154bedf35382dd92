"""Every message to and from a person.

Nouns: Message (one mail or SMS to one address, with its outcome), HelpRequest ("I'm stuck here", "I can't come today")
and its answers. Acts: stations ask for a message, the sender sends it once; a person asks for help, a coach answers.
It never decides who should be written to, and never shows one person's address to another.
"""
