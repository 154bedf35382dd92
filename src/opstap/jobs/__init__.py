"""Employers, vacancies, profiles, matching, introductions, placements. Not built yet: see the open issues."""
