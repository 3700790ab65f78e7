"""The page sizes that come with the press: lines that read well, and room for what stands round them."""

from __future__ import annotations

import pytest
import shelf

from book.justify import Face
from book.project.files import Project
from book.project.looks import load_style
from book.render.profiles import profile
from book.render.trims import MM_PER_POINT, trim

LETTERS = "the quick brown fox jumps over a lazy dog and reads what is set here in lines of a good length "
TEXT = {"libertine": "fonts/LinLibertine_R.otf", "vollkorn": "fonts/Vollkorn-Regular.ttf"}
SIZES = sorted(shelf.style().trims)


@pytest.mark.parametrize("look", ["libertine", "vollkorn"])
@pytest.mark.parametrize("key", SIZES)
def test_a_line_has_as_many_letters_as_reads_well_and_the_margins_hold_what_they_must(
    look: str, key: str
) -> None:
    style = load_style(Project(shelf.ROOT / "tests"), look)
    size = trim(style.trims, key)
    face = Face(style.files[TEXT[look]])
    wide = sum(face.width(letter) for letter in LETTERS) * size.size / len(LETTERS) * MM_PER_POINT
    assert 54 <= size.measure / wide <= 72
    assert size.head_margin > 4
    assert size.folio_margin > 4
    assert profile(style.profiles, "home").shift(size, 96) >= 0
