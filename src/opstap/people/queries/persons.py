"""Find persons."""

from django.db.models import F, Prefetch, Q, QuerySet

from opstap.people.models import Person, RoleGrant, RoleGrantQuerySet
from opstap.people.rules.address import Address, read_address


def person_at(address: str) -> Person | None:
    """Whoever can sign in with this address, in the form that `rules.address.read_address` gives; or nobody."""
    return Person.objects.get_queryset().reachable_at(address).filter(is_active=True).first()


def found(people: QuerySet[Person], *, search: str = "", role: str = "") -> QuerySet[Person]:
    """Narrow `people` to a name, a part of a mail address or a number (as people write it), and to a role held today."""
    if role:
        people = people.filter(grants__role=role, grants__ended_at__isnull=True).distinct()
    if text := search.strip():
        read = read_address(text)
        exact = Q(phone=read.value) | Q(email=read.value) if isinstance(read, Address) else Q()
        people = people.filter(Q(name__icontains=text) | Q(email__icontains=text) | exact)
    return people.order_by("name", "pk").prefetch_related(current_grants())


def current_grants() -> Prefetch[str]:
    """The roles held today, with their organisations, as `held`."""
    rows = RoleGrant.objects.filter(ended_at__isnull=True).select_related("organisation").order_by("role", "pk")
    return Prefetch("grants", queryset=rows, to_attr="held")


def grants_of(person: Person) -> RoleGrantQuerySet:
    """Every role the person holds or held; today's first."""
    rows = RoleGrantQuerySet(RoleGrant).filter(person=person).select_related("organisation", "person")
    return rows.order_by(F("ended_at").desc(nulls_first=True), "role")
