import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('scheduling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True, verbose_name='code')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
            ],
            options={
                'verbose_name': 'course',
                'verbose_name_plural': 'courses',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('code', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='course_has_a_code_and_a_name', violation_error_message='A course has a code and a name.')],
            },
        ),
        migrations.CreateModel(
            name='Curriculum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveSmallIntegerField(verbose_name='revision')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('published', 'published')], default='draft', max_length=12, verbose_name='state')),
                ('valid_months', models.PositiveSmallIntegerField(verbose_name='months that a certificate is valid')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='curricula', to='courses.course', verbose_name='course')),
            ],
            options={
                'verbose_name': 'curriculum',
                'verbose_name_plural': 'curricula',
                'ordering': ['course', 'revision'],
            },
        ),
        migrations.CreateModel(
            name='CourseRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='seats')),
                ('enrolment_opens_at', models.DateTimeField(verbose_name='enrolment opens at')),
                ('enrolment_closes_at', models.DateTimeField(verbose_name='enrolment closes at')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=64, verbose_name='time zone')),
                ('offer_days', models.PositiveSmallIntegerField(default=7, verbose_name='days to accept an offered place')),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='courses.course', verbose_name='course')),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='courses.curriculum', verbose_name='curriculum')),
            ],
            options={
                'verbose_name': 'course run',
                'verbose_name_plural': 'course runs',
                'ordering': ['-starts_on', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('applied', 'applied'), ('waitlisted', 'on the waiting list'), ('offered', 'offered a place'), ('enrolled', 'enrolled'), ('cancelled', 'cancelled'), ('withdrawn', 'withdrawn'), ('completed', 'completed'), ('not_completed', 'not completed')], default='applied', max_length=16, verbose_name='state')),
                ('applied_at', models.DateTimeField(verbose_name='applied at')),
                ('waitlisted_at', models.DateTimeField(blank=True, null=True, verbose_name='on the waiting list since')),
                ('offer_deadline', models.DateTimeField(blank=True, null=True, verbose_name='accept before')),
                ('offer_missed_at', models.DateTimeField(blank=True, null=True, verbose_name='let an offer pass at')),
                ('enrolled_at', models.DateTimeField(blank=True, null=True, verbose_name='enrolled at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('end_reason', models.CharField(blank=True, choices=[('', 'not said'), ('no_time', 'no time'), ('moved', 'moved house'), ('work', 'work or study'), ('personal', 'personal reasons'), ('other_course', 'another course fits better'), ('organisation', 'decided by the organisation')], max_length=20, verbose_name='reason')),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='courses.curriculum', verbose_name='curriculum')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='courses.courserun', verbose_name='course run')),
            ],
            options={
                'verbose_name': 'enrolment',
                'verbose_name_plural': 'enrolments',
                'ordering': ['run', 'applied_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Declaration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('code_of_conduct', 'code of conduct')], max_length=40, verbose_name='kind')),
                ('text_version', models.CharField(blank=True, max_length=20, verbose_name='version of the text')),
                ('signed_on', models.DateField(verbose_name='signed on')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='courses.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'declaration',
                'verbose_name_plural': 'declarations',
            },
        ),
        migrations.CreateModel(
            name='FinalAssignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('submitted_on', models.DateField(verbose_name='submitted on')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='assessed on')),
                ('result', models.CharField(blank=True, choices=[('', 'not judged yet'), ('op koers', 'on track'), ('niet op koers', 'not on track'), ('onvoldoende', 'insufficient'), ('matig', 'fair'), ('voldoende', 'sufficient'), ('ruim voldoende', 'more than sufficient'), ('goed', 'good'), ('goedgekeurd', 'approved'), ('afgekeurd', 'rejected')], max_length=20, verbose_name='result')),
                ('assessed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessed by')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='final_assignments', to='courses.enrolment', verbose_name='enrolment')),
            ],
            options={
                'verbose_name': 'final assignment',
                'verbose_name_plural': 'final assignments',
            },
        ),
        migrations.CreateModel(
            name='LearningObjective',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.CharField(max_length=300, verbose_name='text')),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objectives', to='courses.curriculum', verbose_name='curriculum')),
            ],
            options={
                'verbose_name': 'learning objective',
                'verbose_name_plural': 'learning objectives',
            },
        ),
        migrations.CreateModel(
            name='CourseSession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='course_session', to='scheduling.appointment', verbose_name='appointment')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='courses.courserun', verbose_name='course run')),
                ('objectives', models.ManyToManyField(blank=True, related_name='sessions', to='courses.learningobjective', verbose_name='learning objectives')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['run', 'appointment__starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MakeUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_on', models.DateField(verbose_name='submitted on')),
                ('assessed_on', models.DateField(blank=True, null=True, verbose_name='assessed on')),
                ('result', models.CharField(blank=True, choices=[('', 'not judged yet'), ('op koers', 'on track'), ('niet op koers', 'not on track'), ('onvoldoende', 'insufficient'), ('matig', 'fair'), ('voldoende', 'sufficient'), ('ruim voldoende', 'more than sufficient'), ('goed', 'good'), ('goedgekeurd', 'approved'), ('afgekeurd', 'rejected')], max_length=20, verbose_name='result')),
                ('assessed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='assessed by')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='make_ups', to='courses.enrolment', verbose_name='enrolment')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='make_ups', to='courses.coursesession', verbose_name='session')),
            ],
            options={
                'verbose_name': 'make-up',
                'verbose_name_plural': 'make-ups',
            },
        ),
        migrations.CreateModel(
            name='Placement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('planned_minutes', models.PositiveIntegerField(verbose_name='planned minutes')),
                ('goals', models.TextField(blank=True, help_text='One goal on each line.', verbose_name='goals')),
                ('state', models.CharField(choices=[('planned', 'planned'), ('active', 'active'), ('completed', 'completed'), ('terminated', 'terminated')], default='planned', max_length=12, verbose_name='state')),
                ('trainee_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='trainee agreed at')),
                ('mentor_agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='mentor agreed at')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='courses.enrolment', verbose_name='enrolment')),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='people.organisation', verbose_name='host')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mentored', to=settings.AUTH_USER_MODEL, verbose_name='mentor')),
            ],
            options={
                'verbose_name': 'placement',
                'verbose_name_plural': 'placements',
                'ordering': ['starts_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Observation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('observed_on', models.DateField(verbose_name='observed on')),
                ('goals_and_structure', models.PositiveSmallIntegerField(verbose_name='goals and structure')),
                ('legal_content', models.PositiveSmallIntegerField(verbose_name='legal content right and current')),
                ('work_forms', models.PositiveSmallIntegerField(verbose_name='fitting work forms')),
                ('group_guidance', models.PositiveSmallIntegerField(verbose_name='guidance of the group')),
                ('plain_language', models.PositiveSmallIntegerField(verbose_name='plain language and accessibility')),
                ('reflection', models.PositiveSmallIntegerField(verbose_name='reflection on own behaviour')),
                ('remarks', models.TextField(blank=True, verbose_name='remarks')),
                ('observer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations_made', to=settings.AUTH_USER_MODEL, verbose_name='observer')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='observations', to='courses.placement', verbose_name='placement')),
            ],
            options={
                'verbose_name': 'observation',
                'verbose_name_plural': 'observations',
                'ordering': ['observed_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LogEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField(verbose_name='starts at')),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=64, verbose_name='time zone')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('activity', models.CharField(choices=[('observe', 'observe'), ('prepare', 'prepare'), ('co_train', 'train together'), ('solo_train', 'train alone'), ('evaluate', 'evaluate')], max_length=12, verbose_name='activity')),
                ('reflection', models.TextField(blank=True, verbose_name='reflection')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('submitted', 'submitted'), ('approved', 'approved'), ('rejected', 'rejected')], default='draft', max_length=12, verbose_name='state')),
                ('submitted_at', models.DateTimeField(blank=True, null=True, verbose_name='submitted at')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided at')),
                ('decision_note', models.TextField(blank=True, verbose_name='note')),
                ('appointment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='log_entries', to='scheduling.appointment', verbose_name='training')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='courses.placement', verbose_name='placement')),
            ],
            options={
                'verbose_name': 'log entry',
                'verbose_name_plural': 'log entries',
                'ordering': ['placement', 'starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('mid', 'mid evaluation'), ('final', 'final evaluation')], max_length=8, verbose_name='moment')),
                ('held_on', models.DateField(verbose_name='held on')),
                ('result', models.CharField(blank=True, choices=[('', 'not judged yet'), ('op koers', 'on track'), ('niet op koers', 'not on track'), ('onvoldoende', 'insufficient'), ('matig', 'fair'), ('voldoende', 'sufficient'), ('ruim voldoende', 'more than sufficient'), ('goed', 'good'), ('goedgekeurd', 'approved'), ('afgekeurd', 'rejected')], max_length=20, verbose_name='result')),
                ('mentor_remarks', models.TextField(blank=True, verbose_name='remarks of the mentor')),
                ('trainee_remarks', models.TextField(blank=True, verbose_name='remarks of the trainee')),
                ('placement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evaluations', to='courses.placement', verbose_name='placement')),
            ],
            options={
                'verbose_name': 'evaluation',
                'verbose_name_plural': 'evaluations',
            },
        ),
        migrations.CreateModel(
            name='PlacementOffer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_on', models.DateField(verbose_name='starts on')),
                ('ends_on', models.DateField(verbose_name='last day')),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placement_offers', to=settings.AUTH_USER_MODEL, verbose_name='mentor')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='placement_offers', to='people.region', verbose_name='region')),
            ],
            options={
                'verbose_name': 'placement offer',
                'verbose_name_plural': 'placement offers',
            },
        ),
        migrations.AddField(
            model_name='placement',
            name='offer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='placements', to='courses.placementoffer', verbose_name='placement offer'),
        ),
        migrations.CreateModel(
            name='Stage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('kind', models.CharField(max_length=40, verbose_name='kind')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='title')),
                ('parameters', models.JSONField(default=dict, verbose_name='parameters')),
                ('curriculum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stages', to='courses.curriculum', verbose_name='curriculum')),
            ],
            options={
                'verbose_name': 'stage',
                'verbose_name_plural': 'stages',
                'ordering': ['curriculum', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Exemption',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, max_length=80, verbose_name='part')),
                ('reason', models.TextField(verbose_name='reason')),
                ('proof', models.CharField(max_length=200, verbose_name='proof')),
                ('decided_at', models.DateTimeField(verbose_name='decided at')),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='exemptions', to='courses.enrolment', verbose_name='enrolment')),
                ('stage', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.stage', verbose_name='stage')),
            ],
            options={
                'verbose_name': 'exemption',
                'verbose_name_plural': 'exemptions',
            },
        ),
        migrations.CreateModel(
            name='WorkForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, unique=True, verbose_name='name')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('accessible_variant', models.TextField(blank=True, verbose_name='accessible variant')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('group_min', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='smallest group')),
                ('group_max', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='largest group')),
            ],
            options={
                'verbose_name': 'work form',
                'verbose_name_plural': 'work forms',
                'ordering': ['name'],
                'constraints': [models.CheckConstraint(condition=models.Q(('group_min', None), ('group_max__gte', models.F('group_min')), _connector='OR'), name='work_form_group_sizes_are_in_order', violation_error_message='The largest group is at least the smallest.')],
            },
        ),
        migrations.CreateModel(
            name='SessionPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='minutes')),
                ('led_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='session_parts', to=settings.AUTH_USER_MODEL, verbose_name='led by')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='courses.coursesession', verbose_name='session')),
                ('work_form', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='courses.workform', verbose_name='work form')),
            ],
            options={
                'verbose_name': 'part of a session',
                'verbose_name_plural': 'parts of a session',
                'ordering': ['session', 'position'],
            },
        ),
        migrations.AddField(
            model_name='coursesession',
            name='work_forms',
            field=models.ManyToManyField(blank=True, related_name='sessions', to='courses.workform', verbose_name='work forms'),
        ),
        migrations.AddConstraint(
            model_name='curriculum',
            constraint=models.UniqueConstraint(fields=('course', 'revision'), name='curriculum_revision_is_unique', violation_error_message='This revision already exists.'),
        ),
        migrations.AddConstraint(
            model_name='curriculum',
            constraint=models.CheckConstraint(condition=models.Q(('valid_months__gte', 1)), name='certificate_is_valid_for_a_month_at_least', violation_error_message='A certificate is valid for at least one month.'),
        ),
        migrations.AddConstraint(
            model_name='courserun',
            constraint=models.UniqueConstraint(fields=('course', 'code'), name='run_code_is_unique_in_its_course', violation_error_message='This code is already in use.'),
        ),
        migrations.AddConstraint(
            model_name='courserun',
            constraint=models.CheckConstraint(condition=models.Q(('enrolment_closes_at__gt', models.F('enrolment_opens_at'))), name='enrolment_closes_after_it_opens', violation_error_message='Enrolment closes after it opens.'),
        ),
        migrations.AddConstraint(
            model_name='courserun',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='run_ends_after_it_starts', violation_error_message='A run cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='courserun',
            constraint=models.CheckConstraint(condition=models.Q(('offer_days__gte', 1)), name='offer_lasts_a_day_at_least', violation_error_message='An offered place can be accepted for at least a day.'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['run', 'state'], name='enrolment_run_state'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('applied', 'waitlisted', 'offered', 'enrolled'))), fields=('run', 'person'), name='person_has_one_open_enrolment_per_run', violation_error_message='This person already applied for this run.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['applied', 'waitlisted', 'offered', 'enrolled', 'cancelled', 'withdrawn', 'completed', 'not_completed'])), name='enrolment_state_is_known', violation_error_message='This is not a state of an enrolment.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'offered'), _negated=True), ('offer_deadline__isnull', False), _connector='OR'), name='offer_has_a_deadline', violation_error_message='An offered place has a deadline.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'waitlisted'), _negated=True), ('waitlisted_at__isnull', False), _connector='OR'), name='waiting_list_keeps_its_moment', violation_error_message='A place on the waiting list has a moment.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('enrolled', 'withdrawn', 'completed', 'not_completed')), _negated=True), ('enrolled_at__isnull', False), _connector='OR'), name='who_takes_part_was_enrolled', violation_error_message='Who takes part was enrolled at some moment.'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('cancelled', 'withdrawn')), _negated=True), ('ended_at__isnull', False), _connector='OR'), name='ended_enrolment_has_a_moment', violation_error_message='An enrolment that ended has a moment.'),
        ),
        migrations.AddConstraint(
            model_name='declaration',
            constraint=models.UniqueConstraint(fields=('enrolment', 'kind'), name='declaration_is_signed_once', violation_error_message='This was already signed.'),
        ),
        migrations.AddConstraint(
            model_name='finalassignment',
            constraint=models.UniqueConstraint(condition=models.Q(('result', '')), fields=('enrolment',), name='one_final_assignment_waits_at_a_time', violation_error_message='A final assignment is already waiting to be assessed.'),
        ),
        migrations.AddConstraint(
            model_name='finalassignment',
            constraint=models.CheckConstraint(condition=models.Q(('result', ''), models.Q(('assessed_by__isnull', False), ('assessed_on__isnull', False)), _connector='OR'), name='final_assignment_result_has_an_assessor', violation_error_message='A result has an assessor and a date.'),
        ),
        migrations.AddConstraint(
            model_name='finalassignment',
            constraint=models.CheckConstraint(condition=models.Q(('assessed_on', None), ('assessed_on__gte', models.F('submitted_on')), _connector='OR'), name='final_assignment_is_assessed_after_it_is_submitted', violation_error_message='An assignment cannot be assessed before it is submitted.'),
        ),
        migrations.AddConstraint(
            model_name='learningobjective',
            constraint=models.UniqueConstraint(fields=('curriculum', 'text'), name='objective_is_unique_in_its_curriculum', violation_error_message='This objective is already there.'),
        ),
        migrations.AddConstraint(
            model_name='makeup',
            constraint=models.UniqueConstraint(condition=models.Q(('result__in', ['onvoldoende', 'afgekeurd']), _negated=True), fields=('enrolment', 'session'), name='one_open_or_approved_make_up_per_session', violation_error_message='There is already a make-up for this session.'),
        ),
        migrations.AddConstraint(
            model_name='makeup',
            constraint=models.CheckConstraint(condition=models.Q(('result', ''), models.Q(('assessed_by__isnull', False), ('assessed_on__isnull', False)), _connector='OR'), name='make_up_result_has_an_assessor', violation_error_message='A result has an assessor and a date.'),
        ),
        migrations.AddConstraint(
            model_name='makeup',
            constraint=models.CheckConstraint(condition=models.Q(('assessed_on', None), ('assessed_on__gte', models.F('submitted_on')), _connector='OR'), name='make_up_is_assessed_after_it_is_submitted', violation_error_message='A make-up cannot be assessed before it is submitted.'),
        ),
        migrations.AddConstraint(
            model_name='observation',
            constraint=models.CheckConstraint(condition=models.Q(('goals_and_structure__gte', 1), ('group_guidance__gte', 1), ('legal_content__gte', 1), ('plain_language__gte', 1), ('reflection__gte', 1), ('work_forms__gte', 1), ('goals_and_structure__lte', 4), ('group_guidance__lte', 4), ('legal_content__lte', 4), ('plain_language__lte', 4), ('reflection__lte', 4), ('work_forms__lte', 4)), name='observation_scores_are_one_to_four', violation_error_message='Every score is 1, 2, 3 or 4.'),
        ),
        migrations.AddIndex(
            model_name='logentry',
            index=models.Index(fields=['state', 'submitted_at'], name='log_entry_waiting'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 1440)), name='log_entry_takes_a_minute_to_a_day', violation_error_message='An entry takes from one minute to one day.'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'rejected']), _negated=True), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='log_entry_decision_has_a_decider', violation_error_message='A decision has somebody who took it.'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'submitted', 'approved', 'rejected'])), name='log_entry_state_is_known', violation_error_message='This is not a state of an entry.'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('activity__in', ['observe', 'prepare', 'co_train', 'solo_train', 'evaluate'])), name='log_entry_activity_is_known', violation_error_message='This is not a kind of work in a placement.'),
        ),
        migrations.AddConstraint(
            model_name='logentry',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'draft'), ('submitted_at__isnull', False), _connector='OR'), name='log_entry_was_submitted', violation_error_message='An entry that left the draft has a moment.'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.UniqueConstraint(fields=('placement', 'moment'), name='evaluation_is_held_once', violation_error_message='This evaluation was already held.'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('moment__in', ['mid', 'final']), ('result__in', ['', 'op koers', 'niet op koers', 'onvoldoende', 'matig', 'voldoende', 'ruim voldoende', 'goed', 'goedgekeurd', 'afgekeurd'])), name='evaluation_moment_and_result_are_known', violation_error_message='This is not a moment or a result of an evaluation.'),
        ),
        migrations.AddConstraint(
            model_name='placementoffer',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='placement_offer_ends_after_it_starts', violation_error_message='An offer cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='placementoffer',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='placement_offer_has_a_place', violation_error_message='An offer has at least one place.'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='placement_ends_after_it_starts', violation_error_message='A placement cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['active', 'completed']), _negated=True), models.Q(('mentor_agreed_at__isnull', False), ('trainee_agreed_at__isnull', False)), _connector='OR'), name='placement_begins_when_both_agreed', violation_error_message='A placement begins when trainee and mentor agreed.'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'active', 'completed', 'terminated'])), name='placement_state_is_known', violation_error_message='This is not a state of a placement.'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.CheckConstraint(condition=models.Q(('planned_minutes__gte', 1)), name='placement_takes_a_minute_at_least', violation_error_message='A placement takes at least one minute.'),
        ),
        migrations.AddConstraint(
            model_name='placement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'active')), fields=('enrolment',), name='one_active_placement_at_a_time', violation_error_message='This trainee already has an active placement.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('curriculum', 'position'), name='stage_position_is_unique', violation_error_message='Two stages cannot stand in the same place.'),
        ),
        migrations.AddConstraint(
            model_name='stage',
            constraint=models.UniqueConstraint(fields=('curriculum', 'kind'), name='stage_kind_is_unique_in_its_curriculum', violation_error_message='A curriculum asks each kind of stage once.'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.UniqueConstraint(fields=('enrolment', 'stage', 'part'), name='exemption_is_given_once', violation_error_message='This exemption was already given.'),
        ),
        migrations.AddConstraint(
            model_name='exemption',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reason', ''), _negated=True), models.Q(('proof', ''), _negated=True)), name='exemption_has_a_reason_and_proof', violation_error_message='An exemption has a reason and proof.'),
        ),
        migrations.AddConstraint(
            model_name='sessionpart',
            constraint=models.UniqueConstraint(fields=('session', 'position'), name='session_part_position_is_unique', violation_error_message='Two parts cannot stand in the same place.'),
        ),
        migrations.AddConstraint(
            model_name='sessionpart',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__gte', 1)), name='session_part_takes_a_minute_at_least', violation_error_message='A part takes at least one minute.'),
        ),
        migrations.AddConstraint(
            model_name='coursesession',
            constraint=models.UniqueConstraint(fields=('run', 'code'), name='session_code_is_unique_in_its_run', violation_error_message='This session code is already in use.'),
        ),
    ]
