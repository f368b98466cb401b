"""The methods of intervision, from data/methods.json; running it again brings their texts up to date."""

import json
from pathlib import Path

from django.db import migrations

METHODS = Path(__file__).resolve().parent.parent / "data" / "methods.json"


def load_methods(apps, schema_editor):
    Method = apps.get_model("intervision", "Method")
    MethodStep = apps.get_model("intervision", "MethodStep")
    for row in json.loads(METHODS.read_text(encoding="utf-8")):
        facts = {
            "shape": row["shape"],
            "group_min": row["group_min"],
            "group_max": row["group_max"],
        } | _both(row, "name", "purpose")
        method, _ = Method.objects.update_or_create(code=row["code"], defaults=facts)
        MethodStep.objects.filter(method=method).delete()
        MethodStep.objects.bulk_create(
            MethodStep(
                method=method,
                position=position,
                minutes=step["minutes"],
                **_both(step, "title", "text"),
            )
            for position, step in enumerate(row["steps"], start=1)
        )


def remove_methods(apps, schema_editor):
    """Remove the methods that nothing was done with; the others are part of what happened."""
    codes = [row["code"] for row in json.loads(METHODS.read_text(encoding="utf-8"))]
    unused = apps.get_model("intervision", "Method").objects.filter(
        code__in=codes, meetings=None, cases=None
    )
    apps.get_model("intervision", "MethodStep").objects.filter(method__in=unused).delete()
    unused.delete()


def _both(row, *names):
    return {f"{name}_{code}": row[name][code] for name in names for code in ("nl", "en")}


class Migration(migrations.Migration):
    dependencies = [("intervision", "0001_initial")]

    operations = [migrations.RunPython(load_methods, remove_methods)]
