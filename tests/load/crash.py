"""Hand a paper in, in child processes that die after the 1st, the 2nd, … statement: what each of them leaves behind.

`python -m tests.load.crash OUT.json QUIZ SESSION`
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.load.forms import PaperForm
from tests.load.site import CSRF

DIED = 70
AT_MOST = 80  # statements


def main(out: Path, quiz: int, session: str) -> None:
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1", "X-CSRFToken": CSRF})
    client.cookies["sessionid"], client.cookies["csrftoken"] = session, CSRF
    form = PaperForm(client.get(f"/g/ours/quizzes/{quiz}/").content.decode())
    acknowledged: dict[str, str] = {}
    for index in range(3):
        body = form.one(index, f"答案{index}")
        reply = client.post(form.action, body, content_type=FORM_TYPE, headers={"HX-Request": "true"})
        assert reply.status_code == 204, reply.content
        acknowledged |= dict.fromkeys(form.sections[index].blanks, f"答案{index}")
    body = form.whole("答案0", "答案1", "答案2", "")
    connection.close()  # a connection must not be shared with children
    crashes: list[dict[str, Any]] = []
    for statement in range(1, AT_MOST):
        if hand_in_and_die(client, form.submit, body, statement):
            break
        crashes.append(state_of(quiz, form.attempt))
    told = {"acknowledged": acknowledged, "crashes": crashes, "end": state_of(quiz, form.attempt)}
    out.write_text(json.dumps(told), encoding="utf-8")


FORM_TYPE = "application/x-www-form-urlencoded"


def hand_in_and_die(client: Any, path: str, body: str, statement: int) -> bool:
    """Whether the handing-in came to its end, as there were fewer statements."""
    from django.db import connection

    child = os.fork()
    if child == 0:
        done = 0

        def die_after(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal done
            result = execute(sql, params, many, context)
            done += 1
            if done == statement:
                os._exit(DIED)
            return result

        with connection.execute_wrapper(die_after):
            status = client.post(path, body, content_type=FORM_TYPE).status_code
        os._exit(0 if status == 302 else 1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, DIED), f"the handing-in failed with {code}"
    return code == 0


def state_of(quiz: int, attempt: str) -> dict[str, Any]:
    from django.db import connection

    from quizzes.models import Attempt, Response

    row = Attempt.objects.get(pk=attempt, quiz=quiz)
    responses = list(Response.objects.filter(attempt=row).select_related("part"))
    judged = Response.objects.filter(attempt=row, credit__isnull=False).count()
    connection.close()
    return {
        "is_finished": row.is_finished,
        "score": None if row.score is None else str(row.score),
        "judged": judged,
        "answers": {f"q{one.part.question_id}.{one.part.order}": one.given for one in responses},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
