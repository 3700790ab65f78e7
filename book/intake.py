"""From seeds to galleys: read, clean, recover. A book begins so; cleaning without a plan ends there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from book.clean import clean, furniture
from book.model import Entry, Galley, Reading, Seed
from book.read import guess_language, read
from book.recover import recover

__all__ = ["Taken", "furniture", "mark", "take_in"]


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
) -> Galley:
    """A seed that was read to a galley, every line marked.

    Without a language (BCP 47) it is guessed from the lines. `repeats` is the `furniture` of the seeds that
    are taken in together.
    """
    language = code or guess_language([line.text for line in reading.lines])
    galley = clean(reading, seed=seed.name, language=language, entry=entry, repeats=repeats)
    return recover(galley, hints=seed.hints, entry=entry)


def take_in(seeds: Iterable[Seed]) -> tuple[Taken, ...]:
    """Seeds that come without a plan. What stands in several of them is their site's, not an author's.

    Raises SeedError for one that is no text.
    """
    read_seeds = [(seed, read(seed)) for seed in seeds]
    repeats = furniture(reading for _, reading in read_seeds)
    return tuple(Taken(reading, mark(seed, reading, repeats=repeats)) for seed, reading in read_seeds)
