"""Mail over SMTP, through Django's mailer."""

import smtplib

from django.core.mail import EmailMessage

from opstap.messages.gateways import RefusedError, TryLaterError
from opstap.messages.models import Message

# RFC 5321, 4.2.1: a 4yz reply is transient, a 5yz reply permanent.
PERMANENT = 500


class Smtp:
    """One mail to one address; nobody ever sees another's address."""

    def send(self, message: Message) -> None:
        """Hand the mail to the server. Raises RefusedError, TryLaterError; a lost reply after DATA raises what SMTP raises."""
        mail = EmailMessage(subject=message.subject, body=message.body, to=[message.address])
        mail.extra_headers["Message-ID"] = f"<{message.pk}@opstap>"
        mail.extra_headers["Content-Language"] = message.language
        try:
            mail.send()
        except smtplib.SMTPRecipientsRefused as error:
            code = min(code for code, _ in error.recipients.values())
            raise (RefusedError if code >= PERMANENT else TryLaterError)(f"address refused with code {code}") from error
        except (smtplib.SMTPConnectError, smtplib.SMTPAuthenticationError, ConnectionRefusedError) as error:
            raise TryLaterError(type(error).__name__) from error
        except smtplib.SMTPResponseException as error:
            kind = RefusedError if error.smtp_code >= PERMANENT else TryLaterError
            raise kind(f"server answered {error.smtp_code}") from error
