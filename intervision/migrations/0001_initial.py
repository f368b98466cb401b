import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('courses', '0001_initial'),
        ('scheduling', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Group',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('size_min', models.PositiveSmallIntegerField(default=4, verbose_name='smallest size')),
                ('size_max', models.PositiveSmallIntegerField(default=8, verbose_name='largest size')),
                ('agreement_version', models.CharField(max_length=20, verbose_name='version of the agreement')),
                ('guide', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='guided_groups', to=settings.AUTH_USER_MODEL, verbose_name='guide')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intervision_groups', to='courses.courserun', verbose_name='course run')),
            ],
            options={
                'verbose_name': 'intervision group',
                'verbose_name_plural': 'intervision groups',
                'ordering': ['run', 'code'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joined_on', models.DateField(verbose_name='joined on')),
                ('left_on', models.DateField(blank=True, null=True, verbose_name='left on')),
                ('agreement_signed_on', models.DateField(blank=True, null=True, verbose_name='agreement signed on')),
                ('agreement_version', models.CharField(blank=True, max_length=20, verbose_name='version that was signed')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='intervision.group', verbose_name='group')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='intervision_memberships', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='courses.courserun', verbose_name='course run')),
            ],
            options={
                'verbose_name': 'membership',
                'verbose_name_plural': 'memberships',
                'ordering': ['group', 'joined_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Method',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40, unique=True, verbose_name='code')),
                ('shape', models.CharField(choices=[('steps', 'steps'), ('fields', 'fields')], default='steps', max_length=8, verbose_name='shape')),
                ('name_nl', models.CharField(max_length=80, verbose_name='name in Dutch')),
                ('name_en', models.CharField(max_length=80, verbose_name='name in English')),
                ('purpose_nl', models.TextField(verbose_name='when to use it, in Dutch')),
                ('purpose_en', models.TextField(verbose_name='when to use it, in English')),
                ('group_min', models.PositiveSmallIntegerField(verbose_name='smallest group')),
                ('group_max', models.PositiveSmallIntegerField(verbose_name='largest group')),
            ],
            options={
                'verbose_name': 'method',
                'verbose_name_plural': 'methods',
                'ordering': ['code'],
                'constraints': [models.CheckConstraint(condition=models.Q(('group_max__gte', models.F('group_min')), ('group_min__gte', 1)), name='method_group_sizes_are_in_order', violation_error_message='The largest group is at least the smallest.')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, verbose_name='code')),
                ('report_finalised_on', models.DateField(blank=True, null=True, verbose_name='report final on')),
                ('appointment', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='intervision_meeting', to='scheduling.appointment', verbose_name='appointment')),
                ('case_bringer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='planned case bringer')),
                ('chair', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='chaired_meetings', to=settings.AUTH_USER_MODEL, verbose_name='chair')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='intervision.group', verbose_name='group')),
                ('reporter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='reporter')),
                ('method', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='intervision.method', verbose_name='method')),
            ],
            options={
                'verbose_name': 'meeting',
                'verbose_name_plural': 'meetings',
                'ordering': ['appointment__starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('title', models.CharField(blank=True, max_length=200, verbose_name='title without names')),
                ('text', models.TextField(blank=True, verbose_name='text')),
                ('bringer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases_brought', to=settings.AUTH_USER_MODEL, verbose_name='case bringer')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='intervision.meeting', verbose_name='meeting')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='intervision.method', verbose_name='method')),
            ],
            options={
                'verbose_name': 'case',
                'verbose_name_plural': 'cases',
                'ordering': ['meeting', 'number'],
            },
        ),
        migrations.CreateModel(
            name='MethodStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveSmallIntegerField(verbose_name='position')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='minutes')),
                ('title_nl', models.CharField(max_length=80, verbose_name='title in Dutch')),
                ('title_en', models.CharField(max_length=80, verbose_name='title in English')),
                ('text_nl', models.TextField(verbose_name='what to do, in Dutch')),
                ('text_en', models.TextField(verbose_name='what to do, in English')),
                ('method', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='intervision.method', verbose_name='method')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['method', 'position'],
            },
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.UniqueConstraint(fields=('run', 'code'), name='group_code_is_unique_in_its_run', violation_error_message='This code is already in use.'),
        ),
        migrations.AddConstraint(
            model_name='group',
            constraint=models.CheckConstraint(condition=models.Q(('size_max__gte', models.F('size_min')), ('size_min__gte', 1)), name='group_sizes_are_in_order', violation_error_message='The largest size is at least the smallest.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(condition=models.Q(('left_on', None)), fields=('run', 'person'), name='one_group_per_person_per_run', violation_error_message='This person is already in a group of this run.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('left_on', None), ('left_on__gte', models.F('joined_on')), _connector='OR'), name='member_leaves_after_joining', violation_error_message='A member cannot leave before joining.'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.CheckConstraint(condition=models.Q(('agreement_signed_on', None), models.Q(('agreement_version', ''), _negated=True), _connector='OR'), name='signed_agreement_has_a_version', violation_error_message='A signature belongs to a version of the agreement.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('group', 'code'), name='meeting_code_is_unique_in_its_group', violation_error_message='This code is already in use.'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='case_number_is_unique_in_its_meeting', violation_error_message='This case number is already in use.'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='case_numbers_start_at_one', violation_error_message='Cases are numbered from one.'),
        ),
        migrations.AddConstraint(
            model_name='methodstep',
            constraint=models.UniqueConstraint(fields=('method', 'position'), name='method_step_position_is_unique', violation_error_message='Two steps cannot stand in the same place.'),
        ),
    ]
