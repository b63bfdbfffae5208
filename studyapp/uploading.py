"""An upload that is too large is refused by its announced length, before any of it is written to the disk."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from studyapp.reading.archive import MEGABYTE
from studyapp.reading.guard import MAX_BYTES, MAX_SHEET_BYTES

LARGEST = max(*MAX_BYTES.values(), MAX_SHEET_BYTES)
_FORM = MEGABYTE  # what may be typed beside the file


class UploadTooBig(RequestDataTooBig):
    """More than any kind of file may have."""


class RefuseTooLarge(FileUploadHandler):
    """Stands before the handlers that store: the limit of each kind is checked where the file is read."""

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *_: Any, **__: Any) -> None:
        if content_length > LARGEST + _FORM:
            raise UploadTooBig

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
