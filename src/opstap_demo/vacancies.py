"""Employers open vacancies, and close them when they have found their people."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from opstap.curriculum.models import Exam
from opstap.jobs.actions.close_vacancy import close_vacancy
from opstap.jobs.actions.open_vacancy import Wanted, open_vacancy
from opstap.jobs.models import Placement, Vacancy
from opstap.kit.ids import new_id
from opstap.people.models import Person
from opstap_demo.agenda import Agenda
from opstap_demo.cast import Row, rows_of
from opstap_demo.school import School


@dataclass(frozen=True, slots=True)
class Offered:
    """A vacancy with its employer's person, and what the file says of it."""

    vacancy: Vacancy
    by: Person
    row: Row


@dataclass(slots=True)
class Board:
    """The vacancies that are open at the moment that the agenda has come to."""

    school: School
    now: datetime
    offered: dict[str, Offered] = field(default_factory=dict)

    def post(self, agenda: Agenda) -> None:
        """Note each vacancy on its day, and its end."""
        for row in rows_of("jobs", "vacancies"):
            agenda.note(self._day(row["opened"]), lambda row=row: self._open(row))  # type: ignore[misc]
            agenda.note(self._day(row["closes"]), lambda row=row: self.close(row["code"]))  # type: ignore[misc]

    def open_ones(self) -> list[Offered]:
        """Those that can still be asked about."""
        return [one for one in self.offered.values() if one.vacancy.closed_at is None]

    def filled(self, code: str) -> bool:
        """Whether it has found its people; then it is closed."""
        one = self.offered[code]
        found = Placement.objects.filter(introduction__vacancy=one.vacancy).count() >= one.vacancy.people
        if found:
            self.close(code)
        return found

    def close(self, code: str) -> None:
        """Close it, if it is open."""
        one = self.offered[code]
        if one.vacancy.closed_at is None:
            one.vacancy.closed_at = close_vacancy(one.vacancy, by=one.by, key=new_id()).closed_at

    def _day(self, days: int) -> datetime:
        return self.now + timedelta(days=days)

    def _open(self, row: Row) -> None:
        code = row["employer"]
        by = self.school.staff.get(f"employer_{code}") or self.school.staff["employer"]
        wanted = Wanted(
            title=row["title"],
            place=row["place"],
            closes_on=self._day(row["closes"]).date(),
            words=row["words"],
            language=row["language"],
            people=row["people"],
            hours_min=row["hours"][0],
            hours_max=row["hours"][1],
            remote=row["remote"],
            starts_on=self._day(row["closes"] + 14).date(),
            languages=row["languages"],
            required_exams=list(Exam.objects.filter(code__in=row["required"])),
            wanted_exams=list(Exam.objects.filter(code__in=row["wanted"])),
        )
        vacancy = open_vacancy(self.school.organisations[code], wanted=wanted, by=by, key=new_id())
        self.offered[row["code"]] = Offered(vacancy, by, row)
