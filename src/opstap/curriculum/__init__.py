"""What is taught and tested: certifications, exams, blueprints, skills, course packs, lessons, questions, glossary.

Nouns: Exam, Blueprint (one dated outline), Domain, Skill (a leaf, the unit of all tailoring), Course, Module, Lesson, Question.
Acts: the catalogue and packs are loaded from files; importers read question banks. It never knows who learns.
"""
