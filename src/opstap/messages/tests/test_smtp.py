"""Mail against a small SMTP server of our own on loopback: what RFC 5321 says a server may answer."""

import socket
import threading
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from opstap.messages.actions import send as sending
from opstap.messages.models import Message
from opstap.messages.tests.test_send import make_message


class SmtpServer:
    """Speaks just enough SMTP; `replies` overrides the answer to a verb."""

    def __init__(self) -> None:
        self.replies: dict[str, bytes] = {}
        self.mails: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as line:
                self._talk(line)

    def _talk(self, line) -> None:  # type: ignore[no-untyped-def]
        def say(text: bytes) -> None:
            line.write(text + b"\r\n")
            line.flush()

        say(b"220 ready")
        while request := line.readline():
            verb = request[:4].decode().upper()
            if verb in self.replies:
                say(self.replies[verb])
            elif verb == "DATA":
                say(b"354 go on")
                body = b""
                while (part := line.readline()) != b".\r\n":
                    body += part
                self.mails.append(body.decode())
                if self.replies.get("DONE") == b"":
                    return  # the line goes dead: nobody knows
                say(self.replies.get("DONE", b"250 taken"))
            else:
                say(b"250 fine")
            if verb == "QUIT":
                return

    def close(self) -> None:
        if self._socket.fileno() >= 0:
            self._socket.shutdown(socket.SHUT_RDWR)  # close alone leaves the waiting accept alive
            self._socket.close()


@pytest.fixture
def server(settings: Settings) -> Iterator[SmtpServer]:
    server = SmtpServer()
    settings.OPSTAP_MAIL_GATEWAY = "smtp"
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
        }
    }
    yield server
    server.close()


@pytest.mark.django_db
def test_a_mail_arrives_with_its_language_and_its_own_id(server: SmtpServer) -> None:
    message = make_message(subject="Welkom, مرحبا", body="Dag Amina")
    assert sending.send(message.pk) == "sent"
    (mail,) = server.mails
    assert "To: someone@example.org" in mail
    assert "Content-Language: nl" in mail
    assert f"Message-ID: <{message.pk}@opstap>" in mail


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("verb", "reply", "status"),
    [
        ("RCPT", b"550 no such user", Message.Status.FAILED),
        ("RCPT", b"451 come back later", Message.Status.QUEUED),
        ("DONE", b"554 refused", Message.Status.FAILED),
        ("DONE", b"452 full", Message.Status.QUEUED),
        ("DONE", b"", Message.Status.UNKNOWN),
    ],
)
def test_what_the_server_answers_decides(server: SmtpServer, verb: str, reply: bytes, status: str) -> None:
    server.replies[verb] = reply
    message = make_message(subject="Test")
    assert sending.send(message.pk) == status
    message.refresh_from_db()
    assert "example.org" not in message.error, "no address in the error"


@pytest.mark.django_db
def test_no_server_means_later(server: SmtpServer, settings: Settings) -> None:
    server.close()
    message = make_message(subject="Test")
    assert sending.send(message.pk) == Message.Status.QUEUED
