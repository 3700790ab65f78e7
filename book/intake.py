"""From seeds to galleys: read, clean, recover. A book begins so; cleaning without a plan ends there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from book.clean import clean, disproved, furniture
from book.errors import Place
from book.model import Entry, Finding, Galley, Reading, Seed, Severity
from book.read import guess_language, read
from book.recover import recover
from book.rules import Pack

__all__ = ["Taken", "furniture", "mark", "prove", "take_in"]


@dataclass(frozen=True, slots=True)
class Taken:
    """One seed read, and marked line by line."""

    reading: Reading
    galley: Galley


def mark(
    seed: Seed,
    reading: Reading,
    code: str | None = None,
    entry: Entry | None = None,
    repeats: frozenset[str] = frozenset(),
    house: tuple[Pack, ...] = (),
) -> Galley:
    """A seed that was read to a galley, every line marked.

    Without a language (BCP 47) it is guessed from the lines. `repeats` is the `furniture` of the seeds that
    are taken in together, `house` the book's own packs of rules.
    """
    language = code or guess_language([line.text for line in reading.lines])
    galley = clean(
        reading,
        seed=seed.name,
        language=language,
        entry=entry,
        repeats=repeats,
        house=house,
        whole=seed.whole,
    )
    return recover(galley, hints=(*seed.hints, *reading.facts), entry=entry)


def take_in(seeds: Iterable[Seed]) -> tuple[Taken, ...]:
    """Seeds that come without a plan. What stands in several of them is their site's, not an author's.

    Raises SeedError for one that is no text.
    """
    read_seeds = [(seed, read(seed)) for seed in seeds]
    repeats = furniture(reading for _, reading in read_seeds)
    return tuple(Taken(reading, mark(seed, reading, repeats=repeats)) for seed, reading in read_seeds)


def prove(house: Iterable[Pack], file: str) -> tuple[Finding, ...]:
    """What the examples of the book's own rules hold against them (tests prove those of the press)."""
    return tuple(
        Finding(
            "rules.disproved",
            Severity.WARNING,
            Place(file, key=rule.name.partition(".")[2]),
            f"the rule {reason}",
            "mend its pattern or its examples",
        )
        for pack in house
        for rule in pack.rules
        for reason in disproved(rule)
    )
