"""What typesetting does to each language, case by case: tests/typeset/<language>.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from book.languages import load
from book.model import Paragraph, Piece, Text
from book.typeset import typeset, typeset_text

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


def _set(language: str, *paragraphs: str) -> list[str]:
    blocks = tuple(Paragraph((Text(text),), n) for n, text in enumerate(paragraphs, 1))
    piece, _, _ = typeset(Piece("p", "p.txt", language, "", blocks), load(language))
    return [
        "".join(i.text for i in p.inlines if isinstance(i, Text))
        for p in piece.blocks
        if isinstance(p, Paragraph)
    ]


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("fr", ["Il vint — puis — ici.", "Il — elle."], ["Il vint — puis — ici.", "Il — elle."]),
        ("fr", ["Il vint – enfin – chez lui."], ["Il vint – enfin – chez lui."]),
        ("fr", ["Il vint — puis — ici.", "Il – elle."], ["Il vint – puis – ici.", "Il – elle."]),
        ("fr", ["Il vint - enfin — chez lui."], ["Il vint — enfin — chez lui."]),
        ("fr", ["Il vint -- enfin."], ["Il vint – enfin."]),
        ("fr", ["Il vint—enfin."], ["Il vint — enfin."]),
        # Those of speech are another choice than those of asides.
        ("fr", ["— Oui.", "Il vint – enfin."], ["— Oui.", "Il vint – enfin."]),
        ("fr", ["– Oui.", "- Non.", "Il vint — enfin."], ["– Oui.", "– Non.", "Il vint — enfin."]),
        ("fr", ["- Oui.", "-Non !"], ["— Oui.", "— Non^!"]),
        ("it", ["Il pane — duro — cade."], ["Il pane — duro — cade."]),
        ("it", ["Il pane - duro - cade."], ["Il pane – duro – cade."]),
        ("nl", ["Het brood — hard — valt."], ["Het brood – hard – valt."]),  # has but one
    ],
)  # fmt: skip
def test_an_author_who_keeps_to_one_dash_keeps_it(code: str, before: list[str], after: list[str]) -> None:
    said = [text.replace("\u00a0", " ").replace("\u202f", "^") for text in _set(code, *before)]
    assert said == after
