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
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60, verbose_name='purpose')),
                ('context', models.JSONField(default=dict, verbose_name='context')),
                ('key', models.CharField(max_length=200, unique=True, verbose_name='key')),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('failed', 'failed'), ('cancelled', 'cancelled')], default='queued', max_length=12, verbose_name='state')),
                ('queued_at', models.DateTimeField(verbose_name='queued at')),
                ('send_after', models.DateTimeField(verbose_name='send after')),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL, verbose_name='recipient')),
            ],
            options={
                'verbose_name': 'message',
                'verbose_name_plural': 'messages',
                'indexes': [models.Index(fields=['state', 'send_after'], name='message_due')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'failed', 'cancelled'])), name='message_state_is_known', violation_error_message='This is not a state of a message.'), models.CheckConstraint(condition=models.Q(('send_after__gte', models.F('queued_at'))), name='message_is_not_sent_before_it_is_queued', violation_error_message='A message cannot be sent before it is written.')],
            },
        ),
    ]
