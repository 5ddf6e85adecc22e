import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('evaluation', '0002_lines_of_results'),
    ]

    operations = [
        migrations.AlterField(
            model_name='excuse',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='excuses', to='organisations.agency'),
        ),
    ]
