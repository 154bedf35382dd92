"""A manager fills a group, a coach plans its classes."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.build import make_person

from opstap.people.models import Person
from opstap.programme.models import Group, Participation, Session

pytestmark = pytest.mark.django_db


def test_a_manager_lets_people_join(client: Client, manager: Person, group: Group) -> None:
    one = Participation.objects.create(person=make_person("Zoë New"), edition=group.edition)
    client.force_login(manager)
    url = reverse("guidance:place", args=[group.pk])
    assert url in client.get(reverse("guidance:group", args=[group.pk])).content.decode()
    assert "Zoë New" in client.get(url).content.decode()
    assert "Choose at least one person" in client.post(url, {}).content.decode()
    client.post(url, {"people": [str(one.pk)]})
    one.refresh_from_db()
    assert one.group == group


def test_a_full_group_says_so(client: Client, manager: Person, group: Group) -> None:
    group.places = 0
    group.save()
    one = Participation.objects.create(person=make_person(), edition=group.edition)
    client.force_login(manager)
    page = client.post(reverse("guidance:place", args=[group.pk]), {"people": [str(one.pk)]}).content.decode()
    assert "fewer free chairs" in page


PLAN = {"day": "2026-10-22", "starts": "09:30", "ends": "12:30", "place": "Room 4", "weeks": "2"}


def test_a_coach_plans_across_the_change_of_the_clock(client: Client, bilal: Person, group: Group) -> None:
    client.force_login(bilal)
    url = reverse("guidance:plan", args=[group.pk])
    for _ in range(2):
        client.post(url, PLAN)
    assert [f"{one.starts_at:%d %H:%M}" for one in Session.objects.all()] == ["22 07:30", "29 08:30"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"ends": "09:00"}, "ends before"), ({"day": "2027-03-28", "starts": "02:30"}, "skips"), ({"weeks": "99"}, "40")],
)
def test_a_wrong_plan_is_mended(client: Client, bilal: Person, group: Group, wrong: dict[str, str], told: str) -> None:
    client.force_login(bilal)
    assert told in client.post(reverse("guidance:plan", args=[group.pk]), PLAN | wrong).content.decode()
    assert not Session.objects.exists()


def test_a_stranger_and_a_coach_who_may_not(client: Client, bilal: Person, dora: Person, group: Group) -> None:
    client.force_login(bilal)
    assert client.get(reverse("guidance:place", args=[group.pk])).status_code == 404
    client.force_login(dora)
    assert client.get(reverse("guidance:place", args=[group.pk])).status_code == 404
    assert client.get(reverse("guidance:plan", args=[group.pk])).status_code == 404
