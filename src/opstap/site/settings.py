"""Settings. Everything that differs between installations comes from the environment; see docs/deploy.md.

OPSTAP_MODE is `production` (the default: strict), `demonstration` (invented people, one-click sign-in, viewable outbox)
or `test`.
"""

from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from opstap.site import environment as env
from opstap.site.guards import refuse_what_is_unsafe

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent

OPSTAP_MODE = env.text("OPSTAP_MODE", "production")
if OPSTAP_MODE not in {"production", "demonstration", "test"}:
    raise ImproperlyConfigured(f"OPSTAP_MODE must be production, demonstration or test, not {OPSTAP_MODE!r}")
DEMONSTRATION = OPSTAP_MODE == "demonstration"
TESTING = OPSTAP_MODE == "test"

OPSTAP_DATA = Path(env.text("OPSTAP_DATA", str(PROJECT / "var"))).resolve()
COURSE_PACKS = Path(env.text("OPSTAP_COURSE_PACKS", str(PROJECT / "course_packs")))
# The labs' engine as a service of its own (docs/stations/labs.md); without one each process runs queries in a pool of its own.
OPSTAP_LAB_SOCKET = env.text("OPSTAP_LAB_SOCKET")
OPSTAP_LABS_DATA = env.text("OPSTAP_LABS_DATA", str(OPSTAP_DATA / "labs"))

SECRET_KEY = "only for tests" if TESTING else env.kept_secret("OPSTAP_SECRET_KEY", OPSTAP_DATA / "keys")
OPSTAP_FIELD_KEYS = (
    ["0" * 43 + "="] if TESTING else env.kept_secret("OPSTAP_FIELD_KEYS", OPSTAP_DATA / "keys", fernet=True).split(",")
)
DEBUG = env.flag("OPSTAP_DEBUG")
OPSTAP_URL = env.text("OPSTAP_URL", f"http://127.0.0.1:{env.number('PORT', 8000)}").rstrip("/")
refuse_what_is_unsafe(mode=OPSTAP_MODE, url=OPSTAP_URL, debug=DEBUG, field_keys=OPSTAP_FIELD_KEYS)
# The host that people type, this machine's own names (health checks), and what OPSTAP_HOSTS adds.
ALLOWED_HOSTS = [str(urlsplit(OPSTAP_URL).hostname), "127.0.0.1", "localhost", "[::1]", *env.listing("OPSTAP_HOSTS")]
CSRF_TRUSTED_ORIGINS = [OPSTAP_URL]

INSTALLED_APPS = [
    "opstap.kit",
    "opstap.design",
    "opstap.people",
    "opstap.messages",
    "opstap.curriculum",
    "opstap.programme",
    "opstap.practice",
    "opstap.admission",
    "opstap.labs",
    "opstap.certification",
    "opstap.jobs",
    "opstap.guidance",
    "opstap.steering",
    "opstap.site",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_htmx",
    "django_tasks_db",
    *(["opstap_demo"] if DEMONSTRATION else env.listing("OPSTAP_EXTRA_APPS")),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "opstap.curriculum.middleware.FiguresMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "opstap.people.middleware.NothingStaysMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "opstap.people.middleware.SecondStepMiddleware",
]

ROOT_URLCONF = "opstap.site.urls"
WSGI_APPLICATION = "opstap.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "opstap.site.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "opstap.design.templatetags.design"],
        },
    },
    {
        # Mails and SMS are plain text: no HTML escaping in them.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "text",
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False, "builtins": ["django.templatetags.i18n"]},
    },
]

DATABASES = {"default": env.database(env.text("DATABASE_URL"), OPSTAP_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {
        "BACKEND": "django.tasks.backends.immediate.ImmediateBackend" if TESTING else "django_tasks_db.DatabaseBackend",
    }
}

AUTH_USER_MODEL = "people.Person"

LANGUAGE_CODE = "en"
LANGUAGES = [("nl", _("Dutch")), ("fr", _("French")), ("en", _("English")), ("ar", _("Arabic"))]
LOCALE_PATHS = [
    PACKAGE / station / "locale"
    for station in (
        "site",
        "design",
        "people",
        "messages",
        "curriculum",
        "programme",
        "practice",
        "admission",
        "certification",
        "jobs",
        "guidance",
        "steering",
    )
]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365
USE_I18N = True
FORMAT_MODULE_PATH = ["opstap.site.formats"]
USE_TZ = True
# Stored in UTC; every page is about Brussels.
TIME_ZONE = "Europe/Brussels"

STATIC_URL = "static/"
STATIC_ROOT = OPSTAP_DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 365

SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF, "https://login.microsoftonline.com"],
}
HTTPS = OPSTAP_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS and env.flag("OPSTAP_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
if env.flag("OPSTAP_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

from opstap.site.settings_accounts import *  # noqa: E402, F403
from opstap.site.settings_logging import *  # noqa: E402, F403
from opstap.site.settings_messages import *  # noqa: E402, F403

# A school's other subdomains are not ours to force onto HTTPS, nor to enter on browsers' lists.
SILENCED_SYSTEM_CHECKS += ["security.W005", "security.W021"]  # noqa: F405
