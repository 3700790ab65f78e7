"""Evidence, weighed: which of several candidates is it, if any?

A candidate's evidence is named and has a strength (mostly 0 or 1); `weights/<what>.toml` says what each
name is worth. The weights were fitted by bench/fit.py, on pages whose truth is known; anyone may read them,
and `because` tells an editor which of them decided.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from book.errors import DataError, Place

Evidence = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """What each piece of evidence is worth, and how probable the best candidate must be to be sure.

    `share` is the part it must have of the chance that any candidate is right: where hardly anything else
    comes into question, less evidence is enough than where another line rivals it.
    """

    weights: Mapping[str, float]
    sure: float
    share: float = 0.0

    def weigh(self, evidence: Evidence) -> float:
        """The candidate's weight; 0 is that of 'none of them'."""
        weight = self.weights.get
        return sum([weight(name, 0.0) * strength for name, strength in evidence.items()])

    def chances(self, candidates: Sequence[Evidence]) -> list[float]:
        """How probable each candidate is, given that one of them is right or none is."""
        if not candidates:
            return []
        values = [self.weigh(c) for c in candidates]
        top = max(0.0, *values)
        powers = [math.exp(v - top) for v in values]
        total = math.exp(-top) + sum(powers)
        return [p / total for p in powers]

    def enough(self, chance: float, all_of_them: float) -> bool:
        """Whether a candidate of this chance is the answer, when some candidate is with that of all."""
        return chance >= self.sure and chance >= self.share * all_of_them

    def chance(self, evidence: Evidence) -> float:
        """How probable it is that this line is one, apart from all others."""
        value = max(-30.0, min(30.0, self.weigh(evidence)))
        return 1 / (1 + math.exp(-value))

    def because(self, evidence: Evidence, most: int = 3) -> str:
        """The evidence that weighed most, strongest first: 'twice, words-return, over-date'."""
        worth = {k: self.weights.get(k, 0.0) * s for k, s in evidence.items() if k != "bias"}
        best = sorted((k for k in worth if worth[k] > 0.2), key=lambda k: (-worth[k], k))
        return ", ".join(best[:most])


@cache
def load(what: str) -> Scale:
    """The scale for `what` ('title'). Raises DataError if its table is not one."""
    place = Place(f"recover/weights/{what}.toml")
    try:
        data = tomllib.loads((files(__package__) / "weights" / f"{what}.toml").read_text(encoding="utf-8"))
        weights = {k: float(v) for k, v in data["weights"].items()}
        return Scale(weights, float(data["sure"]), float(data.get("share", 0.0)))
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise DataError(f"no table of weights: {error}", where=place) from error
