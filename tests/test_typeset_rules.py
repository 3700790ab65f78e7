"""What typesetting does to each language, case by case: tests/typeset/<language>.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from book.languages import load
from book.typeset import typeset_text

CASES = Path(__file__).parent / "typeset"


def _cases() -> Iterator[tuple[str, str, str]]:
    for file in sorted(CASES.glob("[a-z][a-z]*.txt")):
        before = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            sign, text = line[:2], line[2:].replace("~", "\u00a0").replace("^", "\u202f")
            if sign == "- ":
                before = text
            elif sign in ("+ ", "= "):
                yield file.stem, before if sign == "+ " else text, text


@pytest.mark.parametrize(("code", "before", "after"), [*_cases()])
def test_case(code: str, before: str, after: str) -> None:
    assert typeset_text(before, load(code)) == after


@pytest.mark.parametrize(("code", "after"), [(code, after) for code, _, after in _cases()])
def test_what_is_printed_stays_as_it_is(code: str, after: str) -> None:
    assert typeset_text(after, load(code)) == after
