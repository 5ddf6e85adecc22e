import datetime

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

PHASES = {"done": 2, "cancelled": 2, "proposed": 0, "dismissed": 0}


def copy_down(apps, schema_editor):
    """Bring the derived columns of tasks and their parts up to date."""
    Task = apps.get_model("tasks", "Task")
    Assignment = apps.get_model("tasks", "Assignment")
    for task in models.QuerySet(Task).only("id", "agency", "state", "due_on").iterator():
        derived = {"phase": PHASES.get(task.state, 1), "sort_on": task.due_on or datetime.date.max}
        models.QuerySet(Task).filter(pk=task.pk).update(**derived)
        models.QuerySet(Assignment).filter(task=task).update(agency=task.agency_id, **derived)


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_intake_and_review"),
        ("organisations", "0002_sign_in_and_initials"),
        ("tasks", "0002_intake_and_review"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="assignment", name="assignment_unit"),
        migrations.RemoveIndex(model_name="assignment", name="assignment_person"),
        migrations.RemoveIndex(model_name="task", name="task_register"),
        migrations.AddField(
            model_name="assignment",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.agency",
            ),
        ),
        migrations.AddField(
            model_name="assignment",
            name="phase",
            field=models.PositiveSmallIntegerField(choices=[(0, "Đề xuất"), (1, "Đang mở"), (2, "Đã đóng")], default=0),
        ),
        migrations.AddField(
            model_name="assignment",
            name="sort_on",
            field=models.DateField(default=datetime.date(9999, 12, 31)),
        ),
        migrations.RunPython(copy_down, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            model_name="assignment",
            name="agency",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.agency",
            ),
        ),
    ]
