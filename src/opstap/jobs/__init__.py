"""The road to a job and the proof that it lasted; and what an employer offers its own staff.

A machine proposes who fits a vacancy, with its reasons, from what people chose to show and nothing else. An employer sees a
card without a name until the person says yes. Of its staff an employer sees who completed a course, and nothing more.
"""
