import django.db.models.deletion
from django.db import migrations, models


def copy_agency(apps, schema_editor):
    """A request for more time belongs to the agency of its task."""
    Extension = apps.get_model("tasks", "Extension")
    for row in models.QuerySet(Extension).select_related("task"):
        models.QuerySet(Extension).filter(pk=row.pk).update(agency=row.task.agency_id)


class Migration(migrations.Migration):
    dependencies = [
        ("organisations", "0002_sign_in_and_initials"),
        ("tasks", "0007_exclusive_bound"),
    ]

    operations = [
        migrations.AddField(
            model_name="extension",
            name="agency",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.agency",
            ),
        ),
        migrations.RunPython(copy_agency, migrations.RunPython.noop, elidable=True),
    ]
