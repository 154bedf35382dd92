"""What a view says to the page's own queue, and to a browser without it."""

import json

from django.test import RequestFactory

from opstap.kit.queueing import is_queued, taken

requests = RequestFactory()


def test_a_browser_is_redirected() -> None:
    request = requests.post("/x/")
    for fields in (None, {"version": "1"}):
        answer = taken(request, "/on/", fields=fields)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/on/")
    assert not is_queued(request)


def test_the_queue_is_told_in_headers_alone() -> None:
    request = requests.post("/x/", headers={"Opstap-Queue": "1"})
    goes = taken(request, "/on/")
    assert (goes.status_code, goes.content, goes.headers["Opstap-Go"]) == (204, b"", "/on/")
    stays = taken(request, "/on/", fields={"seen": "é"})
    assert (stays.status_code, "Opstap-Go" in stays.headers) == (204, False)
    assert json.loads(stays.headers["Opstap-Fields"]) == {"seen": "é"}
    assert stays.headers["Opstap-Fields"].isascii()
