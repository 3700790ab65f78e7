"""What stands amid a text: a line that its author may have written stays, a whole block of furniture goes.

`amid/xx.txt`, a file a language, has a title and two paragraphs, then lines that stay between them, each for
itself, and blocks that go.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from book.intake import mark
from book.model import DROPPED, Galley, Role, Seed
from book.read import read

FILES = sorted((Path(__file__).parent / "amid").glob("*.txt"))


class Case:
    def __init__(self, file: Path) -> None:
        text, stays, goes = re.split(r"\n\n== (?:stays|goes)\n\n", file.read_text(encoding="utf-8").rstrip())
        self.title, self.above, self.below = text.split("\n\n")
        self.stays = stays.split("\n")
        self.goes = goes.split("\n\n")

    def between(self, *lines: str) -> Galley:
        """The text with these lines between its paragraphs, in blocks of their own."""
        seed = Seed("a.txt", "\n\n".join([self.title, self.above, *lines, self.below]).encode())
        return mark(seed, read(seed))


def dropped(galley: Galley, line: str) -> bool:
    (found,) = (v for v in galley.verdicts if v.line.text == line)
    return found.role in DROPPED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_line_that_an_author_may_have_written_stays(file: Path) -> None:
    case = Case(file)
    assert len(case.stays) >= 40
    assert [line for line in case.stays if dropped(case.between(line), line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_short_sentence_stays_among_short_sentences(file: Path) -> None:
    case = Case(file)
    said = [f"{text.split(' ', 6)[5].strip(',.')}." for text in (case.above, case.below)]
    lines = [line for line in case.stays if line[-1] in ".!?؟"]
    assert [line for line in lines if dropped(case.between(said[0], line, said[1]), line)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_block_of_furniture_goes(file: Path) -> None:
    case = Case(file)
    kept = [
        line for block in case.goes for line in block.split("\n") if not dropped(case.between(block), line)
    ]
    assert kept == []


@pytest.mark.parametrize("line", ["Lees verder.", "Volg ons!", "Over ons"])
def test_what_reads_like_a_button_is_flagged_where_it_stays(line: str) -> None:
    galley = Case(Path(__file__).parent / "amid" / "nl.txt").between(line)
    (found,) = (v for v in galley.verdicts if v.line.text == line)
    assert found.role in (Role.BODY, Role.SUBHEAD)
    assert found.certainty <= 0.5
