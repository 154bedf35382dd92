"""Mail and SMS: real when configured, else kept in the outbox, where an administrator sees them.

`outbox` as a gateway means: the row in the outbox is the message. It is what the demonstration and the tests use. In
production a channel without a provider fails loudly instead, so that nobody waits for a code that never left.
"""

from opstap.site import environment as env

_MODE = env.text("OPSTAP_MODE", "production")
_SMTP_HOST = env.text("OPSTAP_SMTP_HOST")
_WITHOUT_PROVIDER = "outbox" if _MODE in {"demonstration", "test"} else "none"

OPSTAP_MAIL_GATEWAY = "smtp" if _SMTP_HOST and _MODE != "test" else _WITHOUT_PROVIDER
OPSTAP_SMS_GATEWAY = _WITHOUT_PROVIDER
# Whoever opens the page sees every message: only where all people are invented.
OPSTAP_OUTBOX_OPEN = _MODE == "demonstration"

MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": _SMTP_HOST,
            "port": env.number("OPSTAP_SMTP_PORT", 587),
            "username": env.text("OPSTAP_SMTP_USER"),
            "password": env.text("OPSTAP_SMTP_PASSWORD"),
            "use_tls": env.flag("OPSTAP_SMTP_TLS", default=True),
            "timeout": 10,
        },
    }
    if _SMTP_HOST
    else {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
}
DEFAULT_FROM_EMAIL = env.text("OPSTAP_MAIL_FROM", "Opstap <opstap@localhost>")
