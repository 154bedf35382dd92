"""That a person took a question out of use, so that loading its course again does not bring it back.

One column with a default: PostgreSQL writes no row for it and locks the table for an instant.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("curriculum", "0006_revisions")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="taken_out",
            field=models.BooleanField(
                default=False, help_text="by a person: loading the course does not bring it back"
            ),
        ),
    ]
