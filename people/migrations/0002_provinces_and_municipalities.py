"""Load the 12 provinces and the 342 municipalities from people/data/."""

from __future__ import annotations

import csv
from pathlib import Path

from django.db import migrations

DATA = Path(__file__).resolve().parent.parent / "data"


def load(apps, schema_editor):
    """Add the provinces and municipalities that are not there yet."""
    Province = apps.get_model("people", "Province")
    Municipality = apps.get_model("people", "Municipality")
    for row in _rows("provinces.csv"):
        Province.objects.get_or_create(code=row["code"], defaults={"name": row["name"]})
    provinces = {province.code: province for province in Province.objects.all()}
    Municipality.objects.bulk_create(
        [
            Municipality(
                code=row["code"], name=row["name"], province=provinces[row["province_code"]]
            )
            for row in _rows("municipalities.csv")
        ],
        ignore_conflicts=True,
    )


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [
        # Backwards the rows stay: 0001 takes their tables away, and people may point at them.
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
