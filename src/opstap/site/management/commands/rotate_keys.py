"""`bin/opstap rotate_keys`: encrypt every encrypted field again with the newest key."""

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import models, transaction

from opstap.kit.encrypted import EncryptedTextField


class Command(BaseCommand):
    help = "Encrypt sensitive answers again with the first key of OPSTAP_FIELD_KEYS, so that older keys can go."

    def handle(self, *args: object, **options: object) -> None:
        changed = sum(
            rotate(model, field.name)
            for model in apps.get_models()
            for field in model._meta.concrete_fields
            if isinstance(field, EncryptedTextField)
        )
        self.stdout.write(f"{changed} values are encrypted with the newest key now.")


def rotate(model: type[models.Model], name: str) -> int:
    """Row by row, each locked while it is read and written: it can be stopped and begun again, while people work."""
    keys = model._base_manager.exclude(**{f"{name}__isnull": True}).values_list("pk", flat=True)
    return sum(_rewrite(model, name, pk) for pk in keys.iterator(chunk_size=500))


@transaction.atomic
def _rewrite(model: type[models.Model], name: str, pk: object) -> int:
    row = model._base_manager.select_for_update().filter(pk=pk)
    texts = list(row.values_list(name, flat=True))
    return row.update(**{name: texts[0]}) if texts else 0
