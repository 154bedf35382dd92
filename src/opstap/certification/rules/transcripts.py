"""The share link of a transcript: the only proof that the vendor lets its holder give. It has no public interface.

Source: `common_rules.verification` of certifications.yaml.
"""

from urllib.parse import urlsplit

HOST = "learn.microsoft.com"


def is_transcript_link(link: str) -> bool:
    """Whether it is an https address on the vendor's own site; nothing else counts, and nothing else is ever opened."""
    try:
        parts = urlsplit(link)
        return parts.scheme == "https" and parts.netloc.lower() == HOST and len(parts.path) > 1
    except ValueError:
        return False
