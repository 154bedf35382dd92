"""What needs attention today, for the learner and for the coach.

It reads nearly every station and owns few facts of its own. Learner: Today, one clear next step. Coach: who asked for help,
who can't come. It never decides; it shows and links to the action that does.
"""
