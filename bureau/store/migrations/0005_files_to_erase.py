"""Files outside the store are named from its own folder, and outlive the round until they are gone.

Until here their full path was kept, so that a copy of a folder pointed to the original. Papers lay in
a folder of the round (``maart/carrousel``), single files in the store's own folder.
"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

import django.db.models.deletion
from django.db import migrations, models


def name_from_the_folder(apps: Any, editor: Any) -> None:
    """The last two parts of a folder with names in it, the last part of a file."""
    exports = apps.get_model("koppel", "Export").objects.using(editor.connection.alias)
    for row in exports.order_by("id"):
        parts = PurePath(row.path.replace("\\", "/")).parts
        row.path = "/".join(parts[-2:] if row.names else parts[-1:])
        row.save(update_fields=["path"])


class Migration(migrations.Migration):
    dependencies = (("koppel", "0004_one_record"),)

    operations = (
        migrations.AlterField(
            "export",
            "ronde",
            models.ForeignKey(
                "koppel.ronde", null=True, on_delete=django.db.models.deletion.SET_NULL
            ),
        ),
        migrations.RunPython(name_from_the_folder),
    )
