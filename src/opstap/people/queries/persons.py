"""Find persons."""

from opstap.people.models import Person


def person_at(address: str) -> Person | None:
    """Whoever can sign in with this address, in the form that `rules.address.read_address` gives; or nobody."""
    return Person.objects.get_queryset().reachable_at(address).filter(is_active=True).first()
