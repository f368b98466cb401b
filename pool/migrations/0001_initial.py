import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courses', '0001_initial'),
        ('people', '0002_provinces_and_municipalities'),
        ('scheduling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
            ],
            options={
                'verbose_name': 'topic',
                'verbose_name_plural': 'topics',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='topic_has_a_code_and_a_name', violation_error_message='A topic has a code and a name.')],
            },
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('session_given', 'session given'), ('intervision', 'intervision attended'), ('refresher_day', 'refresher day'), ('observed', 'observed')], max_length=16, verbose_name='kind')),
                ('happened_on', models.DateField(verbose_name='date')),
                ('reference', models.CharField(blank=True, max_length=80, verbose_name='reference')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['person', 'happened_on', 'pk'],
                'indexes': [models.Index(fields=['person', 'happened_on'], name='activity_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['session_given', 'intervision', 'refresher_day', 'observed'])), name='activity_kind_is_known', violation_error_message='This is not a kind of activity.')],
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('instruction', 'instruction'), ('course', 'course'), ('intervision', 'intervision')], max_length=12, verbose_name='kind')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='ended on')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='given by')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endorsements', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'endorsement',
                'verbose_name_plural': 'endorsements',
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_on', None)), fields=('person', 'kind'), name='one_endorsement_of_a_kind_at_a_time', violation_error_message='This person already has this endorsement.'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='endorsement_ends_after_it_starts', violation_error_message='An endorsement cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('kind__in', ['instruction', 'course', 'intervision'])), name='endorsement_kind_is_known', violation_error_message='This is not a kind of endorsement.')],
            },
        ),
        migrations.CreateModel(
            name='PoolRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('applies_from', models.DateField(verbose_name='applies from')),
                ('needed', models.JSONField(default=dict, verbose_name='needed to renew')),
                ('window_days', models.PositiveSmallIntegerField(verbose_name='days that the renewal window is open')),
                ('dormant_after_days', models.PositiveSmallIntegerField(verbose_name='days without a session given')),
                ('grace_months', models.PositiveSmallIntegerField(verbose_name='months of grace')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pool_rules', to='courses.course', verbose_name='course')),
            ],
            options={
                'verbose_name': 'rule of the pool',
                'verbose_name_plural': 'rules of the pool',
                'ordering': ['course', 'applies_from'],
                'constraints': [models.UniqueConstraint(fields=('course', 'applies_from'), name='one_pool_rule_per_course_and_day', violation_error_message='There is already a rule from this day.')],
            },
        ),
        migrations.CreateModel(
            name='PoolMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField(verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('leave_reason', models.CharField(blank=True, choices=[('', 'still in the pool'), ('own_choice', 'own choice'), ('moved', 'moved house'), ('no_time', 'no time'), ('organisation', 'decided by the organisation')], max_length=20, verbose_name='reason')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pool_memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('regions', models.ManyToManyField(blank=True, related_name='pool_memberships', to='people.region', verbose_name='regions')),
                ('topics', models.ManyToManyField(blank=True, related_name='pool_memberships', to='pool.topic', verbose_name='topics')),
            ],
            options={
                'verbose_name': 'membership of the pool',
                'verbose_name_plural': 'memberships of the pool',
                'ordering': ['person', 'joined_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('person',), name='one_pool_membership_at_a_time', violation_error_message='This person is already in the pool.'), models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='trainer_leaves_after_joining', violation_error_message='A trainer cannot leave the pool before joining it.'), models.CheckConstraint(condition=models.Q(('leave_reason__in', ['', 'own_choice', 'moved', 'no_time', 'organisation'])), name='leave_reason_is_known', violation_error_message='Choose one of the reasons on the list.')],
            },
        ),
        migrations.CreateModel(
            name='TrainingRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('topic', models.CharField(max_length=200, verbose_name='topic')),
                ('requested_on', models.DateField(verbose_name='requested on')),
                ('expected_participants', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='expected participants')),
                ('state', models.CharField(choices=[('new', 'new'), ('scheduled', 'scheduled'), ('delivered', 'delivered'), ('cancelled', 'cancelled')], default='new', max_length=12, verbose_name='state')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('appointment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='training_request', to='scheduling.appointment', verbose_name='appointment')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_requests', to='people.municipality', verbose_name='municipality')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='training_requests', to='people.organisation', verbose_name='organisation')),
            ],
            options={
                'verbose_name': 'training request',
                'verbose_name_plural': 'training requests',
                'ordering': ['requested_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['scheduled', 'delivered']), _negated=True), ('appointment__isnull', False), _connector='OR'), name='scheduled_request_has_an_appointment', violation_error_message='A scheduled training has an appointment.'), models.CheckConstraint(condition=models.Q(('state__in', ['new', 'scheduled', 'delivered', 'cancelled'])), name='request_state_is_known', violation_error_message='This is not a state of a request.')],
            },
        ),
    ]
