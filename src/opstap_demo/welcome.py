"""What is printed when the demonstration is served."""

from django.conf import settings

from opstap_demo.cast import parts


def lines() -> list[str]:
    """Where to sign in, and as whom."""
    names = ", ".join(f"{one.name} ({one.code.split('_')[0].replace('_', ' ')})" for one in parts())
    return [f"Sign in as one of the invented people at {settings.OPSTAP_URL}/demonstration/", f"  {names}"]
