"""What every row of the catalogue needs: a browser with or without htmx, and a fingerprint of every table."""

from __future__ import annotations

import hashlib
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.conftest import HtmxClient

UPLOAD = "/g/ours/materials/upload/"
# Signing in and telling something once are no content of the site.
OF_THE_VISIT = {"sessions.Session"}
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}{% debug %}",
    "=1+1",
    "-5℃",
    "@党章",
    "'a",
)


def tables() -> dict[str, str]:
    """A fingerprint of every table."""
    prints = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label not in OF_THE_VISIT:
            rows = sorted(map(repr, model._base_manager.values_list()))
            prints[model._meta.label] = hashlib.sha256("\n".join(rows).encode()).hexdigest()
    return prints


class Sender:
    """A secretary's browser, with or without htmx."""

    def __init__(self, client: HtmxClient, *, htmx: bool) -> None:
        self.client = client
        self.is_htmx = htmx
        self.headers = {"HX-Request": "true", "HX-Target": "outline"} if htmx else {}

    def post(self, url: str, data: dict[str, Any]) -> Any:
        return self.client.post(url, data, headers=self.headers)

    def raw(self, url: str, body: bytes, content_type: str, **extra: Any) -> Any:
        return self.client.generic("POST", url, body, content_type, headers=self.headers, **extra)

    def upload(self, name: str, data: bytes, **fields: Any) -> Any:
        return self.post(UPLOAD, {"file": SimpleUploadedFile(name, data), "is_public": "on", **fields})


def refused(response: Any, sentence: str, *, status: int = 422) -> None:
    assert response.status_code == status
    assert sentence in response.text
    assert "Traceback" not in response.text
