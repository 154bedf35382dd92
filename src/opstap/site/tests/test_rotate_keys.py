"""After a rotation the newest key alone opens everything."""

from io import StringIO

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import connection
from pytest_django.fixtures import Settings
from tests.build import make_organisation

from opstap.admission.models import Draft
from opstap.admission.tests.build import make_call


@pytest.mark.django_db
def test_every_value_is_encrypted_again(settings: Settings) -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    call = make_call(make_organisation())
    settings.OPSTAP_FIELD_KEYS = [old]
    drafts = [Draft.objects.create(call=call, language="nl", answers=f'{{"motivation": "{n}"}}') for n in range(3)]
    settings.OPSTAP_FIELD_KEYS = [new, old]
    told = StringIO()
    call_command("rotate_keys", stdout=told)
    assert "3 values" in told.getvalue()
    settings.OPSTAP_FIELD_KEYS = [new]
    assert set(Draft.objects.values_list("answers", flat=True)) == {draft.answers for draft in drafts}
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM admission_draft")
        assert all("motivation" not in row[0] for row in cursor.fetchall())
