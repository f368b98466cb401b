import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('starts_at', models.DateTimeField(db_index=True, verbose_name='starts at')),
                ('ends_at', models.DateTimeField(verbose_name='ends at')),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=64, verbose_name='time zone')),
                ('break_minutes', models.PositiveSmallIntegerField(default=0, verbose_name='minutes of break')),
                ('delivery', models.CharField(choices=[('in_person', 'in person'), ('online', 'online')], max_length=12, verbose_name='in person or online')),
                ('join_link', models.URLField(blank=True, verbose_name='link to join')),
                ('state', models.CharField(choices=[('draft', 'draft'), ('planned', 'planned'), ('held', 'held'), ('cancelled', 'cancelled')], default='planned', max_length=12, verbose_name='state')),
                ('cancelled_because', models.CharField(blank=True, max_length=200, verbose_name='cancelled because')),
            ],
            options={
                'verbose_name': 'appointment',
                'verbose_name_plural': 'appointments',
                'ordering': ['starts_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('lead', 'lead'), ('co', 'co-lead'), ('participant', 'participant'), ('guest', 'guest')], default='participant', max_length=12, verbose_name='role')),
                ('answer', models.CharField(choices=[('open', 'no answer yet'), ('accepted', 'yes'), ('tentative', 'maybe'), ('declined', 'no')], default='open', max_length=12, verbose_name='answer')),
                ('attendance', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late'), ('absent_excused', 'absent with notice'), ('absent_unexcused', 'absent without notice')], max_length=20, verbose_name='attendance')),
                ('minutes_late', models.PositiveSmallIntegerField(default=0, verbose_name='minutes late')),
                ('appointment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participations', to='scheduling.appointment', verbose_name='appointment')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participations',
            },
        ),
        migrations.CreateModel(
            name='AttendanceRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('attendance', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late'), ('absent_excused', 'absent with notice'), ('absent_unexcused', 'absent without notice')], max_length=20, verbose_name='attendance')),
                ('minutes_late', models.PositiveSmallIntegerField(default=0, verbose_name='minutes late')),
                ('recorded_at', models.DateTimeField(verbose_name='recorded at')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='recorded by')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='records', to='scheduling.participation', verbose_name='participation')),
            ],
            options={
                'verbose_name': 'attendance record',
                'verbose_name_plural': 'attendance records',
                'ordering': ['recorded_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Venue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='name')),
                ('address', models.CharField(blank=True, max_length=200, verbose_name='address')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='phone')),
                ('is_step_free', models.BooleanField(blank=True, null=True, verbose_name='step-free')),
                ('has_accessible_toilet', models.BooleanField(blank=True, null=True, verbose_name='accessible toilet')),
                ('has_hearing_loop', models.BooleanField(blank=True, null=True, verbose_name='hearing loop')),
                ('has_quiet_room', models.BooleanField(blank=True, null=True, verbose_name='quiet room')),
                ('directions', models.TextField(blank=True, verbose_name='directions')),
                ('municipality', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='venues', to='people.municipality', verbose_name='municipality')),
            ],
            options={
                'verbose_name': 'venue',
                'verbose_name_plural': 'venues',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='appointment',
            name='venue',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='scheduling.venue', verbose_name='venue'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('appointment', 'person'), name='person_takes_part_once', violation_error_message='This person already takes part.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_late', 0), ('attendance', 'late'), _connector='OR'), name='only_who_is_late_has_minutes_late', violation_error_message='Minutes late go with being late.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('attendance__in', ['', 'present', 'late', 'absent_excused', 'absent_unexcused'])), name='attendance_is_known', violation_error_message='This is not a kind of attendance.'),
        ),
        migrations.AddConstraint(
            model_name='attendancerecord',
            constraint=models.CheckConstraint(condition=models.Q(('minutes_late', 0), ('attendance', 'late'), _connector='OR'), name='record_of_who_is_late_has_minutes_late', violation_error_message='Minutes late go with being late.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['lead', 'co', 'participant', 'guest'])), name='participation_role_is_known', violation_error_message='This is not a role in an appointment.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['open', 'accepted', 'tentative', 'declined'])), name='participation_answer_is_known', violation_error_message='This is not an answer to an invitation.'),
        ),
        migrations.AddConstraint(
            model_name='attendancerecord',
            constraint=models.CheckConstraint(condition=models.Q(('attendance__in', ['', 'present', 'late', 'absent_excused', 'absent_unexcused'])), name='recorded_attendance_is_known', violation_error_message='This is not a kind of attendance.'),
        ),
        migrations.AddConstraint(
            model_name='venue',
            constraint=models.UniqueConstraint(fields=('name', 'municipality'), name='venue_name_is_unique_in_its_municipality', violation_error_message='This venue is already known.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='appointment_ends_after_it_starts', violation_error_message='An appointment ends after it starts.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'planned', 'held', 'cancelled'])), name='appointment_state_is_known', violation_error_message='This is not a state of an appointment.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('delivery__in', ['in_person', 'online'])), name='appointment_delivery_is_known', violation_error_message='An appointment is in person or online.'),
        ),
    ]
