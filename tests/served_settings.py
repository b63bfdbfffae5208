"""The product's settings for a server under test, whose collected files have a folder of their own: two servers that
start side by side would copy over each other's, and over those of the person at this desk."""

from __future__ import annotations

import os
from pathlib import Path

from studyapp.settings import *  # noqa: F403  # a settings module is read by its names

STATIC_ROOT = Path(os.environ["STATIC_ROOT"])
