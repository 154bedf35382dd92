"""Who someone is: identity, roles, languages, consent, organisations, what is kept of them.

Nouns: Person (one human, with a phone number or a mail address), Organisation, RoleGrant (what a person may be, where),
NoticeVersion and ConsentEvent (what was said to them, what they agreed to).
Acts: the person signs in and out and consents; an administrator grants roles. It never knows a course or a group.
"""
