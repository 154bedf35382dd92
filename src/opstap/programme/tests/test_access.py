"""Who sees whom: rows and verbs agree, and a stranger finds nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from tests.build import grant, make_organisation, make_person

from opstap.kit.clock import now
from opstap.people.models import Organisation, Person, Role
from opstap.programme import access
from opstap.programme.models import AbsenceNotice, Group, Participation
from opstap.programme.tests.build import make_group, make_session

pytestmark = pytest.mark.django_db


def _all_doors(person: Person, group: Group, takes_part: Participation) -> set[bool]:
    session = make_session(group, starts_at=now() + timedelta(days=1, seconds=len(person.name)))
    notice = AbsenceNotice.objects.create(key=uuid4(), participation=takes_part, session=session, reason="ill")
    pairs = [
        (access.groups_visible_to(person).filter(pk=group.pk).exists(), access.can_guide(person, group)),
        (access.sessions_visible_to(person).contains(session), access.can_record_attendance(person, session)),
        (access.notices_visible_to(person).contains(notice), access.can_mark_seen(person, notice)),
        (
            access.people_guided_by(person).contains(takes_part.person),
            access.can_guide_person(person, takes_part.person),
        ),
    ]
    assert all(rows == verb for rows, verb in pairs)
    doors = (
        (access.session_for, session.pk),
        (access.group_for, group.pk),
        (access.notice_for, notice.pk),
        (access.person_for, takes_part.person_id),
    )
    for (rows, _), (door, pk) in zip(pairs, doors, strict=False):
        if rows:
            assert door(person, pk)
        else:
            with pytest.raises(Http404):
                door(person, pk)
    return {rows for rows, _ in pairs}


@pytest.mark.parametrize("role", list(Role))
def test_only_the_manager_guides_without_coaching(
    role: str, school: Organisation, group: Group, takes_part: Participation
) -> None:
    person = grant(make_person(f"Person {role}"), role, school)
    assert _all_doors(person, group, takes_part) == {role == Role.MANAGER}


def test_the_coach_of_the_group(bilal: Person, group: Group, takes_part: Participation) -> None:
    assert _all_doors(bilal, group, takes_part) == {True}


def test_a_coach_of_another_group_and_a_manager_of_another_school(
    school: Organisation, group: Group, takes_part: Participation
) -> None:
    colleague = grant(make_person("Colleague"), "coach", school)
    make_group(school, coach=colleague)
    elsewhere = grant(make_person("Manager elsewhere"), "manager", make_organisation("Elsewhere"))
    assert _all_doors(colleague, group, takes_part) == {False}
    assert _all_doors(elsewhere, group, takes_part) == {False}


def test_a_coach_who_stopped_sees_nothing(bilal: Person, group: Group, takes_part: Participation) -> None:
    bilal.grants.update(ended_at=now())
    assert _all_doors(bilal, group, takes_part) == {False}


def test_a_learner_sees_themselves_and_a_stranger_nobody(
    amina: Person, dora: Person, bilal: Person, group: Group, takes_part: Participation
) -> None:
    assert access.can_see_participation(amina, takes_part)
    assert access.can_see_participation(bilal, takes_part)
    assert not access.can_see_participation(dora, takes_part)
    assert _all_doors(amina, group, takes_part) == _all_doors(dora, group, takes_part) == {False}


def test_own_session(amina: Person, dora: Person, group: Group, takes_part: Participation) -> None:
    session = make_session(group)
    assert access.own_session(amina, session.pk) == (takes_part, session)
    for person, pk in ((dora, session.pk), (amina, uuid4())):
        with pytest.raises(Http404):
            access.own_session(person, pk)
    takes_part.stage = "left"
    takes_part.save()
    with pytest.raises(Http404):
        access.own_session(amina, session.pk)
