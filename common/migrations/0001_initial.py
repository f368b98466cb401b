import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                ('verb', models.CharField(max_length=80, verbose_name='verb')),
                ('subject_type', models.CharField(max_length=80, verbose_name='subject type')),
                ('subject_id', models.BigIntegerField(verbose_name='subject')),
                ('data', models.JSONField(default=dict, verbose_name='data')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'audit entry',
                'verbose_name_plural': 'audit entries',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Override',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('codes', models.JSONField(verbose_name='problem codes')),
                ('reason', models.TextField(verbose_name='reason')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='common.auditentry', verbose_name='audit entry')),
            ],
            options={
                'verbose_name': 'override',
                'verbose_name_plural': 'overrides',
            },
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['subject_type', 'subject_id'], name='audit_subject'),
        ),
        migrations.AddConstraint(
            model_name='auditentry',
            constraint=models.CheckConstraint(condition=models.Q(('verb', ''), _negated=True), name='audit_entry_has_a_verb'),
        ),
        migrations.AddConstraint(
            model_name='override',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='override_has_a_reason'),
        ),
    ]
