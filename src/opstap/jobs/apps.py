from datetime import timedelta

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "opstap.jobs"

    def ready(self) -> None:
        from opstap.jobs.actions import follow_course, tell_employer, tell_person, tell_staff
        from opstap.jobs.actions.ask_follow_up import ask_follow_ups
        from opstap.jobs.actions.rebuild import REBUILDING
        from opstap.jobs.privacy import HOOKS
        from opstap.kit import ledger, periodic, rebuilding
        from opstap.kit.privacy import register

        register(HOOKS)
        rebuilding.register(REBUILDING)
        ledger.listen("jobs.introduction_asked", tell_person.on_asked)
        ledger.listen("jobs.introduction_accepted", tell_employer.on_accepted)
        ledger.listen("jobs.introduction_declined", tell_employer.on_declined)
        ledger.listen("jobs.introduction_ended", tell_employer.on_ended)
        ledger.listen("jobs.introduction_ended", tell_person.on_ended)
        ledger.listen("jobs.hired", tell_person.on_hired)
        ledger.listen("jobs.follow_up_asked", tell_person.on_follow_up_asked)
        ledger.listen("jobs.seat_taken", tell_staff.tell_seat_taken)
        ledger.listen("jobs.seat_taken", follow_course.on_seat_taken)
        ledger.listen("jobs.seat_completed", follow_course.on_seat_completed)
        periodic.register("jobs.ask_follow_ups", every=timedelta(hours=1), do=ask_follow_ups)
