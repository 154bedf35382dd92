"""Which station hears of what: the one place where an event of an earlier station causes something in a later one.

    from opstap.guidance.actions.greet import greet          # the later station's own action
    listen("admission.admitted", greet)                      # the earlier one's ledger verb

A listener is given the ledger line (ids only) and runs as a task, at least once; it writes in one transaction with the mark
that it has seen the line. Called once, when the apps are ready.
"""

from opstap.certification.actions.tell_of_change import on_outline_added, on_retirement_set
from opstap.curriculum.doors import lessons_open_at
from opstap.guidance.actions.follow_sittings import follow_sittings
from opstap.guidance.actions.tell_coaches import on_absence_said, on_help_asked
from opstap.jobs.actions.end_open import on_consent_withdrawn
from opstap.jobs.actions.follow_course import on_course_completed
from opstap.kit.ledger import listen
from opstap.practice.access import courses_visible_to


def wire() -> None:
    """Wire every listener."""
    listen("messages.help_asked", on_help_asked)
    listen("programme.absence_said", on_absence_said)
    listen("curriculum.blueprint_added", on_outline_added)
    listen("curriculum.retirement_set", on_retirement_set)
    listen("people.consent_withdrawn", on_consent_withdrawn)
    listen("practice.course_completed", on_course_completed)
    for what in ("sitting_proposed", "sitting_agreed", "sitting_declined", "sitting_cancelled", "result_recorded"):
        listen(f"certification.{what}", follow_sittings)
    lessons_open_at("practice:lesson", lambda person: courses_visible_to(person).values_list("pk", flat=True))
