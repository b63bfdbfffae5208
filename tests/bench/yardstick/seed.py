"""Fill the yardstick's empty database, and write its sessions: `python -m tests.bench.yardstick.seed OUT.json 300`."""

from __future__ import annotations

import json
import sys
from pathlib import Path


def main(out: Path, members: int) -> None:
    import django

    django.setup()
    from django.contrib.auth import get_user_model
    from django.core.management import call_command

    from tests.bench.yardstick.models import Line
    from tests.load.scene import session_of, settle

    call_command("migrate", run_syncdb=True, verbosity=0)
    person = get_user_model()
    people = person.objects.bulk_create(person(username=f"m{n}", password="!") for n in range(1, members + 1))
    Line.objects.bulk_create(
        Line(week=week, prompt=f"第{number}台设备的安全检查每____天做一次，由当班人员记在台账上。")
        for week in range(1, 41)
        for number in range(1, 21)
    )
    settle()
    out.write_text(json.dumps({"members": [{"session": session_of(one)} for one in people]}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
