"""The same book makes the same bytes, wherever and whenever it is made."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import shelf

MAKE = """
import hashlib, sys, time, locale
sys.path.insert(0, {tests!r})
import shelf
time.tzset()
locale.setlocale(locale.LC_ALL, "")
print(hashlib.sha256(shelf.epub()).hexdigest())
"""


def test_another_machine_s_settings_change_no_byte(tmp_path: Path) -> None:
    here = hashlib.sha256(shelf.epub()).hexdigest()
    environment = os.environ | {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C.UTF-8",
        "HOME": str(tmp_path),
        "PYTHONHASHSEED": "4711",
        "PYTHONPATH": str(shelf.ROOT),
    }
    made = subprocess.run(
        [sys.executable, "-c", MAKE.format(tests=str(shelf.ROOT / "tests"))],
        env=environment, cwd=tmp_path, umask=0o077, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert made.stdout.strip() == here
