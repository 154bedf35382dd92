"""Persons, organisations, roles, consent."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from opstap.kit.clock import now
from opstap.kit.ids import new_id
from opstap.kit.personal import Basis, Personal, Retention


class Language(models.TextChoices):
    """The languages of the pages, each under its own name."""

    NL = "nl", "Nederlands"
    FR = "fr", "Français"
    EN = "en", "English"
    AR = "ar", "العربية"


class Role(models.TextChoices):
    """What a person may be. A person can be several, in several organisations."""

    LEARNER = "learner", _("Learner")
    COACH = "coach", _("Coach")
    AUTHOR = "author", _("Trainer (author)")
    REVIEWER = "reviewer", _("Trainer (reviewer)")
    MANAGER = "manager", _("Manager")
    EXAM_COORDINATOR = "exam_coordinator", _("Exam coordinator")
    EMPLOYER = "employer", _("Employer")
    EMPLOYEE = "employee", _("Employee")
    REFERRER = "referrer", _("Referrer")
    FUNDER = "funder", _("Funder (read only)")
    EQUALITY_OFFICER = "equality_officer", _("Equality officer (group data only)")
    ADMINISTRATOR = "administrator", _("Administrator")


# Whoever sees other people's records signs in with a second factor.
STAFF_ROLES = frozenset(
    {
        Role.COACH,
        Role.AUTHOR,
        Role.REVIEWER,
        Role.MANAGER,
        Role.EXAM_COORDINATOR,
        Role.EQUALITY_OFFICER,
        Role.ADMINISTRATOR,
    }
)


class PersonQuerySet(models.QuerySet["Person"]):
    def reachable_at(self, address: str) -> "PersonQuerySet":
        """Persons with this mail address (any case) or phone number (E.164)."""
        return self.filter(Q(email__iexact=address) | Q(phone=address))


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> PersonQuerySet:
        return PersonQuerySet(self.model, using=self._db)

    def make(self, *, name: str, email: str | None = None, phone: str | None = None, language: str = "en") -> "Person":
        """Save a person without a password; they sign in by code until they choose one."""
        person = self.model(name=name, email=(email or "").lower() or None, phone=phone or None, language=language)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """One human, reachable at a mail address or a phone number; many have only one of the two."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"), null=True, blank=True, unique=True)
    phone = models.CharField(_("phone number"), max_length=20, null=True, blank=True, unique=True, help_text="E.164")
    phone_verified = models.BooleanField(default=False)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.EN)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=now)
    erased_at = models.DateTimeField(null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    personal: ClassVar[dict[str, Personal]] = {
        "name": Personal("call people by their name", Basis.CONTRACT, Retention.ACCOUNT),
        "email": Personal("sign in and write to the person", Basis.CONTRACT, Retention.ACCOUNT),
        "phone": Personal("sign in and write to the person", Basis.CONTRACT, Retention.ACCOUNT),
        "language": Personal("write in the person's language", Basis.CONTRACT, Retention.ACCOUNT),
        "password": Personal("sign in, when the person chose one; only a hash", Basis.CONTRACT, Retention.ACCOUNT),
        "joined_at": Personal("show since when", Basis.CONTRACT, Retention.ACCOUNT),
        "last_login": Personal("notice misuse of an account", Basis.LEGITIMATE_INTEREST, Retention.ACCOUNT),
    }
    not_personal: ClassVar[set[str]] = {"phone_verified", "is_active", "erased_at"}

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(phone__isnull=False) | Q(erased_at__isnull=False),
                name="person_is_reachable",
                violation_error_message=_("Give a mail address or a phone number."),
            ),
            models.CheckConstraint(condition=Q(email__isnull=True) | ~Q(email=""), name="person_email_not_empty"),
            models.CheckConstraint(
                condition=Q(phone__isnull=True) | Q(phone__startswith="+"), name="person_phone_e164"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def roles(self) -> frozenset[str]:
        """Every role this person holds today, asked once per object."""
        if "_roles" not in self.__dict__:
            self.__dict__["_roles"] = frozenset(self.grants.current().values_list("role", flat=True))
        return self.__dict__["_roles"]  # type: ignore[no-any-return]

    @property
    def is_staff(self) -> bool:
        """Whether this person sees other people's records, and so needs a second factor."""
        return bool(self.roles & STAFF_ROLES)

    def has_role(self, *roles: str) -> bool:
        """Whether the person holds one of these roles today."""
        return bool(self.roles & set(roles))


class OrganisationKind(models.TextChoices):
    SCHOOL = "school", _("School")
    EMPLOYER = "employer", _("Employer")
    REFERRER = "referrer", _("Job office or association")
    FUNDER = "funder", _("Funder")


class Organisation(models.Model):
    """A school, an employer, a job office or association, a funder."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(_("name"), max_length=160, unique=True)
    kind = models.CharField(max_length=20, choices=OrganisationKind.choices)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    facts = models.JSONField(
        default=dict, blank=True, help_text="the organisation's own facts in lessons: reporting_contact, dpo"
    )

    def __str__(self) -> str:
        return self.name


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    def current(self) -> "RoleGrantQuerySet":
        """Grants that have not been taken back."""
        return self.filter(ended_at__isnull=True)


class RoleGrant(models.Model):
    """One role of one person in one organisation, from when to when."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants")
    granted_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[models.Manager["RoleGrant"]] = RoleGrantQuerySet.as_manager()
    personal: ClassVar[dict[str, Personal]] = {
        "role": Personal("decide what the person may see and do", Basis.CONTRACT, Retention.ACCOUNT)
    }
    not_personal: ClassVar[set[str]] = {"granted_at", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role", "organisation"],
                condition=Q(ended_at__isnull=True),
                name="a_role_is_granted_once",
                violation_error_message=_("This person has this role already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} in {self.organisation_id}"


class NoticeKind(models.TextChoices):
    PRIVACY = "privacy-notice", _("Privacy notice")
    REFERRER_UPDATES = "referrer-updates", _("Updates to who referred me")
    EMPLOYER_CARD = "employer-card", _("An anonymous card for employers")


class NoticeVersion(models.Model):
    """One version of a text that people read or agree to, in every language. Never edited: a change is a new version."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=30, choices=NoticeKind.choices)
    version = models.PositiveIntegerField()
    text = models.JSONField(help_text="Markdown per language")
    published_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="notice_version_once")]

    def __str__(self) -> str:
        return f"{self.kind} v{self.version}"


class ConsentEvent(models.Model):
    """A person read, agreed or withdrew: appended, so that what held on any day can be told."""

    class What(models.TextChoices):
        READ = "read", _("read")
        GIVEN = "given", _("given")
        WITHDRAWN = "withdrawn", _("withdrawn")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    key = models.UUIDField(unique=True, default=new_id, help_text="made by the client: a resend counts once")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    notice = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=10, choices=What.choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        help_text="whom the consent is about, if anyone",
    )
    happened_at = models.DateTimeField(default=now)

    personal: ClassVar[dict[str, Personal]] = {
        "what": Personal("prove what the person agreed to", Basis.LEGAL_DUTY, Retention.PROGRAMME_5_YEARS),
        "happened_at": Personal("prove when", Basis.LEGAL_DUTY, Retention.PROGRAMME_5_YEARS),
    }

    def __str__(self) -> str:
        return f"{self.what} {self.notice_id}"


class Installation(models.Model):
    """The one fact that this installation was opened: its row is made with the first administrator, in one transaction.

    `only` can hold nothing but True and is unique, so that of two people who press the button together, one is refused.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    only = models.BooleanField(default=True, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(only=True), name="one_installation")]

    def __str__(self) -> str:
        return f"opened {self.opened_at:%Y-%m-%d}"


class CacheRow(models.Model):
    """The table behind Django's database cache: attempts are counted here, so that every web process counts along.

    Columns as in django.core.cache.backends.db; made by a migration, so that nobody has to run `createcachetable`.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "opstap_cache"

    def __str__(self) -> str:
        return self.cache_key
