"""Pulls the proofs of the five seeds anew: `python tests/galleys/pull.py`.

Read the difference before you keep it.
"""

from __future__ import annotations

from pathlib import Path

from book.clean import clean
from book.model import Galley, Seed
from book.read import read
from book.recover import recover
from book.recover.galleyproof import pull

HERE = Path(__file__).parent
SEEDS = sorted((HERE.parents[1] / "seeds").glob("*.txt"))


def galley(path: Path) -> Galley:
    """The galley of a seed as the press makes it, without a manifest."""
    name = f"seeds/{path.name}"
    return recover(clean(read(Seed(name, path.read_bytes())), seed=name, language="nl"))


def golden(path: Path) -> Path:
    return HERE / f"{path.name[:3]}.galley"


if __name__ == "__main__":
    for seed in SEEDS:
        golden(seed).write_text(pull(galley(seed)), encoding="utf-8")
