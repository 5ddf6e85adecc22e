from django.db import migrations, models

from dondoc.organisations.models import Agency
from dondoc.tasks.counting import rebuild


def count_anew(apps, schema_editor):
    """A recurring duty that was missed several times counts once among what units are urged for."""
    if apps.get_model("tasks", "Occurrence").objects.exists():
        for agency in Agency.objects.order_by("pk").only("pk"):
            rebuild(agency)


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0013_counted_open'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='counted',
            index=models.Index(fields=['agency', '-due_on'], condition=models.Q(('done_on__isnull', False)), name='counted_done'),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
