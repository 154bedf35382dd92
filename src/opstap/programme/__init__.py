"""What a partner funds and a group lives: programme, edition, goals, tracks, groups, calendar, attendance, participation.

Acts: a manager opens an edition and groups; sessions are planned; a participant attends or says beforehand that they can't.
Facts (stage changes, attendance, absence notices) are appended. It never decides who is admitted.
"""
