"""What is logged, and how: to standard error, and never a person's data."""

from opstap.site import environment as env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "opstap.site.log.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django mails errors to administrators by default; a mail is no place for a traceback.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # Each stray address would be a line, and an address can hold a one-time key.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "opstap": {"level": env.text("OPSTAP_LOG_LEVEL", "INFO")},
        "django.tasks": {"level": "WARNING"},
        "django_tasks_db": {"level": "WARNING"},
    },
}
