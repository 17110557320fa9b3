from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inbox', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ronde', models.TextField()),
                ('aios', models.TextField()),
                ('praktijk', models.TextField()),
                ('moments', models.JSONField(default=list)),
                ('proposed_by', models.CharField(default='', max_length=8)),
                ('begin', models.DateTimeField(null=True)),
                ('state', models.CharField(max_length=12)),
                ('revision', models.IntegerField()),
                ('taken', models.IntegerField(default=0)),
                ('saved_at', models.DateTimeField()),
                ('saved_by', models.TextField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ronde', 'aios', 'praktijk'), name='inbox_one_appointment')],
            },
        ),
    ]
