"""EPUBCheck itself: it runs here, and a bad file does not pass."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import tools
from validator import Message

Check = Callable[[Path], tuple[Message, ...]]


def test_a_file_without_a_package_is_refused(epubcheck: Check, tmp_path: Path) -> None:
    book = tmp_path / "empty.epub"
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
    severities = {message.severity for message in epubcheck(book)}
    assert severities & {"FATAL", "ERROR"}


@pytest.mark.parametrize("name", tools.NAMES)
def test_every_tool_has_a_command_that_brings_it(name: str) -> None:
    if name == "verapdf" and not shutil.which("apt-get"):
        pytest.skip("only Debian has a package of what it needs")
    assert re.search(r" (install|add|-S) .*\w", tools.how_to_get(name))
