"""The five columns, typeset: every change as it was checked by hand (tests/typeset/<number>.txt).

A line of those files is `line rule: before → after`, or `line ! check: words of the finding`; a no-break
space is written "~". `python tests/test_typeset_seeds.py` writes them anew: read what differs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from book.clean import clean
from book.languages import load
from book.model import Block, Heading, Inline, Link, NoteCall, Paragraph, Piece, Quotation, Seed, Span, Text
from book.read import read
from book.recover import lift, recover
from book.typeset import replay, typeset

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
GOLDEN = Path(__file__).parent / "typeset"


@cache
def piece(seed: Path) -> Piece:
    reading = read(Seed(f"seeds/{seed.name}", seed.read_bytes()))
    found = lift(recover(clean(reading, seed=f"seeds/{seed.name}", language="nl")))
    return replace(found, credits=())  # of a picture that is not in the book


def record(seed: Path) -> list[str]:
    _, changes, findings = typeset(piece(seed), load("nl"))
    lines = [f"{c.line:>2} {c.rule}: {c.before} → {c.after}" for c in changes]
    lines += [f"{f.place.line:>2} ! {f.check}: {f.message}" for f in findings]
    return [line.replace("\u00a0", "~") for line in lines]


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_every_change_is_one_that_was_checked(seed: Path) -> None:
    assert record(seed) == (GOLDEN / f"{seed.name[:3]}.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_the_changes_lead_from_the_seed_to_the_book(seed: Path) -> None:
    """Block by block: the author's text with the recorded changes replayed is the text that is printed."""
    before = piece(seed)
    after, changes, _ = typeset(before, load("nl"))
    pairs = list(zip(_texts(before.blocks), _texts(after.blocks), strict=True))
    assert pairs
    for (line, text), (_, printed) in pairs:
        assert replay(text, [c for c in changes if c.line == line]) == printed


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_nothing_straight_is_left(seed: Path) -> None:
    after, _, _ = typeset(piece(seed), load("nl"))
    printed = "".join(text for _, text in _texts(after.blocks))
    assert not set("'\"`´") & set(printed)
    assert "..." not in printed
    assert "  " not in printed


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.stem)
def test_set_once_is_set_for_good(seed: Path) -> None:
    once, _, _ = typeset(piece(seed), load("nl"))
    assert typeset(once, load("nl"))[:2] == (once, ())


def test_the_house_may_choose_the_marks() -> None:
    """`levels = "house"` sets every outermost quotation in the language's primary marks."""
    seed = next(s for s in SEEDS if s.name.startswith("000"))
    after, changes, _ = typeset(piece(seed), load("nl"), "house")
    printed = " ".join(text for _, text in _texts(after.blocks))
    assert "‘Wat is nu de moraal van dit verhaal? Was die kok klantvriendelijk?’ vroeg" in printed
    assert "“" not in printed
    assert "quote.level" in {change.rule for change in changes}


def _texts(blocks: tuple[Block, ...]) -> Iterator[tuple[int, str]]:
    """(line, text) of every block, notes after the block that calls them."""
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                yield block.line, _plain(block.inlines)
                yield from _notes(block.inlines)
            case Quotation():
                yield from _texts(block.blocks)


def _plain(inlines: tuple[Inline, ...]) -> str:
    return "".join(
        i.text if isinstance(i, Text) else _plain(i.inlines)
        for i in inlines
        if isinstance(i, Text | Span | Link)
    )


def _notes(inlines: tuple[Inline, ...]) -> Iterator[tuple[int, str]]:
    for inline in inlines:
        if isinstance(inline, NoteCall):
            yield from _texts(inline.note.blocks)


if __name__ == "__main__":
    for path in SEEDS:
        (GOLDEN / f"{path.name[:3]}.txt").write_text("\n".join(record(path)) + "\n", encoding="utf-8")
