"""Sign-in: django-allauth. A code to a phone or mail address first; a passkey or a password for who wants one."""

from opstap.site import environment as env

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/today/"
# Where a person lands who asked for no page in particular: the first of their roles in this list.
OPSTAP_HOMES = [
    ("coach", "/coach/"),
    ("manager", "/goals/"),
    ("exam_coordinator", "/exams/sittings/"),
    ("administrator", "/people/"),
    ("learner", "/today/"),
    ("employee", "/my-course/"),
    ("employer", "/employer/"),
    ("funder", "/goals/"),
]

ACCOUNT_ADAPTER = "opstap.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email", "phone"}
# Without a password among them allauth's sign-in page sends a code; nobody signs up by themselves (see the adapter).
ACCOUNT_SIGNUP_FIELDS = ["email", "phone"]
SILENCED_SYSTEM_CHECKS = ["account.W001"]  # neither of the two is required: a person may have only one
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the code that is sent to it
ACCOUNT_PHONE_VERIFICATION_ENABLED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = ACCOUNT_LOGIN_BY_CODE_FORMAT
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # an SMS may take minutes
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_RATE_LIMITS = {
    # A class of 15 signs in behind one address of the school's network; a lobby of 200 applies behind it.
    "login": "60/m/ip",
    # 5 tries on each of at most 20 codes a day: 1 chance in 10,000 a day to guess one of a million.
    "request_login_code": "60/m/ip,3/5m/key,20/d/key",
    "login_failed": "20/m/ip,5/5m/key",
}
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["name", "email", "phone"]},
    },
]
ACCOUNT_FORMS = {
    "login": "opstap.people.forms.signing_in.SignInForm",
    "confirm_login_code": "opstap.people.forms.signing_in.SignInCodeForm",
    "reauthenticate": "opstap.people.forms.signing_in.PasswordAgainForm",
}

MFA_ADAPTER = "opstap.people.adapters.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Opstap"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: phones' clocks drift
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are proved by the sign-in code; allauth's own table of them stays empty
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "opstap.people.forms.signing_in.SecondStepForm",
    "reauthenticate": "opstap.people.forms.signing_in.SecondStepAgainForm",
    "activate_totp": "opstap.people.forms.signing_in.AppForm",
    "add_webauthn": "opstap.people.forms.signing_in.PasskeyForm",
    "edit_webauthn": "opstap.people.forms.signing_in.PasskeyNameForm",
}

# On a shared phone the cookie goes with the browser, and the session itself after half a day.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 60 * 60 * 12
# For who ticked "this is my own phone".
OPSTAP_OWN_PHONE_AGE = 60 * 60 * 24 * 60

# The counters behind the rate limits hold over all web processes.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "opstap_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    }
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("OPSTAP_PROXIES", 1 if env.flag("OPSTAP_BEHIND_PROXY") else 0)

# Microsoft Entra: off until all three are set.
ENTRA_TENANT = env.text("OPSTAP_ENTRA_TENANT")
ENTRA_CLIENT_ID = env.text("OPSTAP_ENTRA_CLIENT_ID")
ENTRA_CLIENT_SECRET = env.text("OPSTAP_ENTRA_CLIENT_SECRET")
ENTRA = bool(ENTRA_TENANT and ENTRA_CLIENT_ID and ENTRA_CLIENT_SECRET)
SOCIALACCOUNT_ADAPTER = "opstap.people.entra.EntraAdapter"
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_PROVIDERS = (
    {
        "openid_connect": {
            "APPS": [
                {
                    "provider_id": "entra",
                    "name": "Microsoft",
                    "client_id": ENTRA_CLIENT_ID,
                    "secret": ENTRA_CLIENT_SECRET,
                    "settings": {
                        "server_url": f"https://login.microsoftonline.com/{ENTRA_TENANT}/v2.0",
                        "tenant": ENTRA_TENANT,
                        # The object id is in the ID token only, not in what Graph's userinfo gives.
                        "fetch_userinfo": False,
                    },
                }
            ],
            "OAUTH_PKCE_ENABLED": True,
        }
    }
    if ENTRA
    else {}
)
