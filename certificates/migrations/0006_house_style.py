"""Begin with the house style that every column gives, so that there is a row to change."""

from django.db import migrations


def begin(apps, _schema):
    """Make the one row, unless there is one."""
    house = apps.get_model("certificates", "HouseStyle")
    if not house.objects.exists():
        house.objects.create()


class Migration(migrations.Migration):
    dependencies = [("certificates", "0005_revocations")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
