"""Answers, mastery per skill, and what to do next.

Nouns: Answer (a fact that never changes), SkillState and QuestionState (derived; rebuilt from the answers alone).
Acts: a learner answers; the state of the skills moves; the page says why the right answer is right.
It never shows one learner's state to another learner.
"""
