"""The yardstick behind the product's own server: `python -m tests.bench.yardstick.serve 8001`."""

from __future__ import annotations

import sys

from studyapp.launcher import workers

if __name__ == "__main__":
    workers.APPLICATION = "tests.bench.yardstick.wsgi"
    workers.serve(int(sys.argv[1]))
