"""What allauth asks of us: how a person is found and written to, where they land, which words are used."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from opstap.kit.encrypted import decrypt, encrypt
from opstap.people import post
from opstap.people.models import Person
from opstap.people.queries.persons import person_at

# Ticked on the sign-in page, acted upon once the last step of the sign-in is taken.
OWN_PHONE = "people.own_phone"
LETTERS = {
    "account/email/login_code": "sign_in_code",
    "account/email/unknown_account": "unknown_address",
}


class AccountAdapter(DefaultAccountAdapter):
    """Persons with a phone number or a mail address; every letter goes through the one outbox."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": _("That is not the code. Look again, or ask for a new one."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes, then try again."),
        "rate_limited": _("Too many tries. Wait a few minutes, then try again."),
        "email_password_mismatch": _("This address and this password do not go together."),
        "phone_password_mismatch": _("This number and this password do not go together."),
        "incorrect_password": _("That is not your password."),
        "invalid_login": _("Type a phone number or a mail address."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come in through an application, an invitation or `bin/opstap new`."""
        return False

    # Phones

    def get_phone(self, user: AbstractBaseUser) -> tuple[str, bool] | None:
        return (user.phone, user.phone_verified) if isinstance(user, Person) and user.phone else None

    def set_phone(self, user: AbstractBaseUser, phone: str, verified: bool) -> None:
        """Refused: allauth would change a number without a trace."""
        raise RuntimeError("an address changes through actions.change_address, which leaves a ledger line")

    def set_phone_verified(self, user: AbstractBaseUser, phone: str) -> None:
        Person.objects.filter(pk=user.pk, phone=phone).update(phone_verified=True)

    def get_user_by_phone(self, phone: str) -> AbstractBaseUser | None:
        return person_at(phone)

    def send_verification_code_sms(self, user: AbstractBaseUser, phone: str, code: str, **kwargs: Any) -> None:
        post.write(
            "sign_in_code",
            language=user.language if isinstance(user, Person) else _active(),
            person=user if isinstance(user, Person) else None,
            address=phone,
            context={"code": code},
        )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        """Send nothing: an SMS to any number that anyone types costs money and annoys strangers."""

    # Mail

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        letter = LETTERS[template_prefix]
        person = person_at(email)
        post.write(
            letter,
            language=person.language if person else _active(),
            person=person,
            address=email,
            context={"code": context.get("code", "")},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: AbstractBaseUser,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell the person, by mail or SMS, that a way to sign in was added or removed."""
        if isinstance(user, Person):
            what = template_prefix.rpartition("/")[2]
            post.write("sign_in_changed", language=user.language, person=user, context={"what": what})

    # In and out

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Count wrong passwords per address; allauth would count all phone numbers as one."""
        return f"{request.get_host()}:{credentials.get('email') or credentials.get('phone') or ''}"

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        """Ask for the password of this very person; allauth would look for it by an address."""
        if not isinstance(user, Person):
            return False
        credentials = {"email": user.email} if user.email else {"phone": user.phone}
        return bool(self.authenticate(context.request, password=password, **credentials) == user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        roles = request.user.roles if isinstance(request.user, Person) else frozenset()
        return next(
            (str(url) for role, url in settings.OPSTAP_HOMES if role in roles), str(settings.LOGIN_REDIRECT_URL)
        )

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        """Let the session last only on the person's own phone; greet in the person's language unless one was chosen."""
        own_phone = request.session.pop(OWN_PHONE, False)
        request.session.set_expiry(settings.OPSTAP_OWN_PHONE_AGE if own_phone else 0)
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and isinstance(user, Person):
            keep_language(response, user.language)
        return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Set the language cookie, as the language switch does."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )


def _active() -> str:
    return (get_language() or "en").split("-")[0]


class SecondStepAdapter(DefaultMFAAdapter):
    """The second step: its secrets are unreadable in the database, and staff cannot go without."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code. Wait for the next one in your app, then type that."),
        "cannot_delete_authenticator": _("You see other people's records, so you keep a second step."),
    }

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def build_totp_svg(self, url: str) -> str:
        """The picture with white behind it: on the dark theme a scanner would see nothing."""
        svg: str = super().build_totp_svg(url)
        return svg.replace("<path", '<rect width="100%" height="100%" fill="#fff"/><path', 1)

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        """Suggest a name that a person recognises as a suggestion."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Passkey %(number)s") % {"number": number}

    def get_totp_label(self, user: AbstractBaseUser) -> str:
        return str(user)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """A member of staff may remove one way when another is left."""
        person = authenticator.user
        if not person.is_staff:
            return True
        others = Authenticator.objects.filter(user=person).exclude(pk=authenticator.pk)
        return bool(others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())
