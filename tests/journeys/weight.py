"""What a first visit costs a learner's data plan."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page


@dataclass
class Weight:
    """Requests of one page and their bytes on the line, headers included, compressed."""

    parts: dict[str, int] = field(default_factory=dict)

    @property
    def requests(self) -> int:
        return len(self.parts)

    @property
    def bytes(self) -> int:
        return sum(self.parts.values())

    def __str__(self) -> str:
        lines = [f"  {size:>7} {url}" for url, size in sorted(self.parts.items(), key=lambda part: -part[1])]
        return "\n".join([f"{self.bytes} bytes in {self.requests} requests", *lines])


def weigh_cold(page: Page, url: str) -> Weight:
    """Open `url` with an empty cache and count until the line is quiet."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.clearBrowserCache")
    weight = Weight()
    urls: dict[str, str] = {}

    def asked(event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            urls[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        if event["requestId"] in urls:
            weight.parts[urls[event["requestId"]]] = int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", asked)
    session.on("Network.loadingFinished", came)
    page.goto(url, wait_until="networkidle")
    session.detach()
    return weight
