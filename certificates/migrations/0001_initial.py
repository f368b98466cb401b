import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courses', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recommended_at', models.DateTimeField(verbose_name='recommended at')),
                ('snapshot', models.JSONField(verbose_name='evidence')),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='recommendation', to='courses.enrolment', verbose_name='enrolment')),
                ('recommended_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recommended by')),
            ],
            options={
                'verbose_name': 'recommendation',
                'verbose_name_plural': 'recommendations',
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True, verbose_name='number')),
                ('verification_code', models.CharField(max_length=14, unique=True, verbose_name='verification code')),
                ('issued_on', models.DateField(verbose_name='issued on')),
                ('valid_until', models.DateField(verbose_name='valid until')),
                ('state', models.CharField(choices=[('issued', 'issued'), ('suspended', 'suspended'), ('revoked', 'revoked')], default='issued', max_length=12, verbose_name='state')),
                ('state_reason', models.CharField(blank=True, choices=[('data_error', 'error in the data'), ('no_longer_authorised', 'no longer authorised'), ('withdrawn_by_holder', 'withdrawn by the holder'), ('under_review', 'under review')], max_length=24, verbose_name='reason')),
                ('state_since', models.DateField(blank=True, null=True, verbose_name='since')),
                ('cycle', models.PositiveSmallIntegerField(default=1, verbose_name='cycle')),
                ('awarded_at', models.DateTimeField(verbose_name='awarded at')),
                ('snapshot', models.JSONField(default=dict, verbose_name='evidence')),
                ('flagged_at', models.DateTimeField(blank=True, null=True, verbose_name='flagged at')),
                ('awarded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='awarded by')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='courses.course', verbose_name='course')),
                ('enrolment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='courses.enrolment', verbose_name='enrolment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewed_by', to='certificates.certificate', verbose_name='renews')),
            ],
            options={
                'verbose_name': 'certificate',
                'verbose_name_plural': 'certificates',
                'ordering': ['-issued_on', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'revoked'), _negated=True), fields=('enrolment', 'cycle'), name='one_certificate_per_enrolment_and_cycle', violation_error_message='This certificate was already issued.'), models.UniqueConstraint(condition=models.Q(('state', 'revoked'), _negated=True), fields=('renews',), name='certificate_is_renewed_once', violation_error_message='This certificate was already renewed.'), models.CheckConstraint(condition=models.Q(('valid_until__gte', models.F('issued_on'))), name='certificate_is_valid_when_it_is_issued', violation_error_message='A certificate cannot end before it is issued.'), models.CheckConstraint(condition=models.Q(('state', 'issued'), models.Q(('state_reason', ''), _negated=True), _connector='OR'), name='revoked_or_suspended_has_a_reason', violation_error_message='Revoking or suspending has a reason.'), models.CheckConstraint(condition=models.Q(('state__in', ['issued', 'suspended', 'revoked'])), name='certificate_state_is_known', violation_error_message='This is not a state of a certificate.'), models.CheckConstraint(condition=models.Q(('cycle', 1), ('renews__isnull', False), _connector='OR'), name='later_cycle_renews_an_earlier_one', violation_error_message='A later cycle renews an earlier certificate.')],
            },
        ),
    ]
