"""`bin/opstap rebuild`: build what is derived from answers again."""

from time import monotonic

from django.core.management.base import BaseCommand

from opstap.practice.actions.rebuild import rebuild


class Command(BaseCommand):
    help = "Throw away what is derived from answers (what people know, how hard questions are) and build it again."

    def handle(self, *args: object, **options: object) -> None:
        started = monotonic()
        done = rebuild()
        self.stdout.write(
            f"{done.answers} answers of {done.learners} learners counted again in {monotonic() - started:.1f} s: "
            f"{done.skill_states} skill states, {done.questions} question difficulties."
        )
