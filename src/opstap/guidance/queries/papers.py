"""Mock exams and short tests, as far as guidance looks at them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from opstap.guidance.rules.needs import Mock
from opstap.people.models import Person
from opstap.practice.models import Paper

# More than anybody has passed short tests and mock exams; a bound all the same.
MOST = 100


@dataclass(frozen=True, slots=True)
class Papers:
    """Mock exams that were handed in (newest first), the one that goes on, and the modules whose short test was passed."""

    mocks: tuple[Mock, ...]
    open_mock: Paper | None
    passed_modules: frozenset[UUID]

    @property
    def last_mock_at(self) -> datetime | None:
        """When the newest mock exam was handed in."""
        return self.mocks[0].at if self.mocks else None


def papers_of(person: Person) -> Papers:
    """The papers of one person; one query."""
    counted = Q(kind=Paper.Kind.MOCK) | Q(kind=Paper.Kind.MODULE, passed=True)
    rows = Paper.objects.filter(counted, learner__person=person).select_related("course").defer("questions")
    papers = list(rows.order_by("-started_at")[:MOST])
    mocks = [one for one in papers if one.kind == Paper.Kind.MOCK]
    done = tuple(
        Mock(one.course.code, one.handed_in_at, one.score)
        for one in mocks
        if one.handed_in_at is not None and one.score is not None
    )
    return Papers(
        mocks=done,
        open_mock=next((one for one in mocks if one.handed_in_at is None), None),
        passed_modules=frozenset(one.module_id for one in papers if one.module_id is not None),
    )
