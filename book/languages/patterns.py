"""Hyphenation patterns that are read when a word meets them.

pyphen reads a dictionary whole, which takes a third of a second for the 78,000 patterns of German, of which
a book meets some hundreds. Here they are only told apart by their letters, and one is read when it is met.
`use` puts these in pyphen's own cache: whatever hyphenates in this process (the layout engine) has them too.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyphen

_DIGITS = b"0123456789"

_Values = tuple[int, tuple[Any, ...]]
"""Where in a pattern its first value stands, and its values."""


def use() -> None:
    """Let pyphen find its dictionaries' patterns by this module. Nothing is read yet."""
    for path in pyphen.LANGUAGES.values():
        pyphen.hdcache.setdefault(path, Patterns(path))


class Patterns:
    """A dictionary of pyphen's, `path`, read as it is used. Finds what pyphen.HyphDict finds in it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._patterns: dict[str, str | _Values] = {}  # by their letters: as written, or as read
        self._longest = 0
        self._known: dict[str, list[Any]] = {}

    def positions(self, word: str) -> list[Any]:
        """Where `word` may be parted: offsets, whose `data` says how that changes its spelling, or None."""
        word = word.lower()
        points = self._known.get(word)
        if points is None:
            if not self._patterns:
                self._open()
            points = self._known[word] = self._points(f".{word}.")
        return points

    def _points(self, word: str) -> list[Any]:
        patterns, longest, size = self._patterns, self._longest, len(word)
        values: list[Any] = [0] * (size + 1)
        for start in range(size - 1):
            for end in range(start + 1, min(start + longest, size) + 1):
                pattern = patterns.get(word[start:end])
                if pattern is None:
                    continue
                if isinstance(pattern, str):
                    pattern = patterns[word[start:end]] = _read(pattern)
                for at, value in enumerate(pattern[1], start + pattern[0]):
                    if value >= values[at]:
                        values[at] = value
        return [pyphen.DataInt(at - 1, reference=value) for at, value in enumerate(values) if value % 2]

    def _open(self) -> None:
        encoding, _, data = self._path.read_bytes().partition(b"\n")
        text = data.decode(_codec(encoding.decode().strip())).replace("\r", "\n")
        if "^^" in text:
            text = pyphen.parse_hex(lambda found: chr(int(found.group(1), 16)), text)
        lines = [
            line for line in map(str.strip, text.split("\n")) if line and not line.startswith(pyphen.ignored)
        ]
        letters = "\n".join(lines).encode().translate(None, _DIGITS).decode().split("\n")
        if "/" in text:  # what follows says how the spelling changes
            letters = [each.split("/", 1)[0] if "=" in each else each for each in letters]
        pairs = zip(letters, lines, strict=True)
        self._patterns = {each: line for each, line in pairs if each != line}  # the same: no value in it
        self._longest = max(map(len, self._patterns))


def _codec(name: str) -> str:
    return "cp1251" if name.lower() == "microsoft-cp1251" else name


def _read(pattern: str) -> _Values:
    """The values between the letters of a pattern as it is written: 'e1in', 'o1oa/=o,1,2'."""
    value: Any = int
    if "/" in pattern and "=" in pattern:
        pattern, _, change = pattern.partition("/")
        value = pyphen.AlternativeParser(pattern, change)
    values = tuple(value(digit or "0") for digit, _ in pyphen.parse(pattern))
    used = [at for at, value in enumerate(values) if value]
    return (used[0], values[used[0] : used[-1] + 1]) if used else (0, ())
