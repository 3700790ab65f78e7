"""A style's templates, of its pages and its drawings."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from jinja2 import DictLoader, Environment, StrictUndefined


def templates(files: Mapping[str, bytes]) -> Environment:
    """Templates by their names: strict, escaping, from memory only. The same ones are compiled once."""
    return _templates(frozenset(files.items()))


@lru_cache(maxsize=8)
def _templates(files: frozenset[tuple[str, bytes]]) -> Environment:
    return Environment(
        loader=DictLoader({name: data.decode() for name, data in files}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
