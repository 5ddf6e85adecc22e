import django.db.models.deletion
from django.db import migrations, models


def part(apps, schema_editor):
    """What was kept in one: the lines stand by themselves now, and the score holds their sums."""
    results = apps.get_model("evaluation", "Result").objects
    for row in results.filter(score__has_key="lines").iterator():
        lines, waiting = row.score.pop("lines"), row.score.pop("waiting")
        sums = {name: sum(line[name] for line in lines) for name in ("assigned", "quantity", "quality", "timeliness")}
        done = sum(line["product"]["done_on"] is not None for line in lines)
        row.score["sums"] = {"products": len(lines), "done": done, "waiting": len(waiting), **sums}
        row.lines = lines
        row.save(update_fields=["score", "lines"])


def name_agency(apps, schema_editor):
    excuses = apps.get_model("evaluation", "Excuse").objects
    for row in excuses.select_related("task").iterator():
        row.agency_id = row.task.agency_id
        row.save(update_fields=["agency"])


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='result',
            name='lines',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='result',
            name='units',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(part, migrations.RunPython.noop),
        migrations.AddField(
            model_name='excuse',
            name='agency',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='excuses', to='organisations.agency'),
        ),
        migrations.RunPython(name_agency, migrations.RunPython.noop),
    ]
