"""What is printed when the demonstration is served."""

from django.conf import settings

from opstap_demo.cast import parts


def lines() -> list[str]:
    """Where to sign in, and as whom."""
    nine = sorted((one for one in parts() if one.door), key=lambda one: one.door)
    names = ", ".join(f"{one.name} ({one.code.replace('_', ' ')})" for one in nine)
    return [
        f"Nine doors, one for each kind of person, at {settings.OPSTAP_URL}/demonstration/",
        f"  {names}",
    ]
