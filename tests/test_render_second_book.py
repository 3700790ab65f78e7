"""A second book, in another language, face, measure and look than the first: as well set, by its PDF."""

from __future__ import annotations

import importlib.util
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
import shelf

from book.languages import load
from book.model import Style
from book.render import paper

pytestmark = pytest.mark.needs("pango")


@cache
def typemetrics() -> ModuleType:
    """bench/typemetrics.py, which judges any engine's PDF by the places of its glyphs."""
    path = Path(__file__).parent.parent / "bench" / "typemetrics.py"
    spec = importlib.util.spec_from_file_location("typemetrics", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("style", [shelf.sans(), shelf.style("vollkorn")], ids=["sans", "vollkorn"])
def test_it_is_set_within_the_limits_of_the_first(tmp_path: Path, style: Style) -> None:
    edition, pagination, findings = paper.render(shelf.zehn_maerchen(), style, load("de"))
    said = {finding.check for finding in findings if finding.check.startswith("paper.")}
    assert said <= {"paper.short-page"}
    assert len(pagination.labels) >= 40
    file = tmp_path / edition.name
    file.write_bytes(edition.data)
    found = typemetrics().measure(file)
    assert found.lines > 500
    assert found.loose <= 1.5
    assert found.very_loose == 0
    assert found.tight <= 5
    assert found.contrast <= 4
    assert found.hyphenated <= 18
    assert found.ladders == 0
    assert found.short_pages <= len(pagination.labels) * 0.12
