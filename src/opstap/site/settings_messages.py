"""Mail and SMS: real when configured, else a viewable outbox."""

from opstap.site import environment as env

EMAIL_HOST = env.text("OPSTAP_SMTP_HOST")
EMAIL_PORT = env.number("OPSTAP_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("OPSTAP_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("OPSTAP_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("OPSTAP_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("OPSTAP_MAIL_FROM", "Opstap <opstap@localhost>")
