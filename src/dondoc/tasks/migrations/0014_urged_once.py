from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tasks', '0013_counted_open'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='counted',
            index=models.Index(fields=['agency', '-due_on'], condition=models.Q(('done_on__isnull', False)), name='counted_done'),
        ),
    ]
