"""Where each key of a TOML document stands: tomllib tells values, this tells lines.

`key_lines(text)` walks a document that tomllib has accepted, so it need not judge, only count. It knows
no more of TOML than strings, comments, brackets and keys (TOML 1.0, sections Keys, String, Table).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]

_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")  # between statements and inside arrays
_INDENT = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?:\\.|(?!""").)*"{3,5}'  # up to two quotes may stand before the closing three
    r"|'''(?:(?!''').)*'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}#\n]*")  # numbers, booleans, dates
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\]))')
_SHORT = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


def key_lines(text: str) -> Mapping[Path, int]:
    """The 1-based line of every key, table and array element, by path.

    `("piece", 0, "title")` is the title of the first `[[piece]]`; `("piece", 0)` its header.
    The text must be TOML that tomllib accepts; anything else gives an answer without meaning.
    """
    return _Walk(text).document()


class _Walk:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[Path, int] = {}
        self.counted = (0, 1)  # an offset and its line, so that counting never starts again
        self.arrays: dict[Path, int] = {}  # how many tables each [[array]] has so far

    def document(self) -> Mapping[Path, int]:
        table: Path = ()
        self._skip(_SPACE)
        while self.at < len(self.text):
            before = self.at
            if self._peek() == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip(_SPACE)
            if self.at == before:  # not TOML after all
                break
        return self.found

    def _header(self) -> Path:
        line = self._line()
        double = self.text.startswith("[[", self.at)
        self.at += 2 if double else 1
        keys = self._keys()
        self.at += 2 if double else 1
        parent = self._current(keys[:-1])
        path: Path = (*parent, keys[-1])
        if double:
            self.arrays[path] = self.arrays.get(path, 0) + 1
            self.found.setdefault(path, line)
            path = (*path, self.arrays[path] - 1)
        else:
            path = self._current(keys)
        self._note(path, line)
        return path

    def _current(self, keys: tuple[str, ...]) -> Path:
        """The path of a dotted name, where an array of tables stands for its last table."""
        path: Path = ()
        for key in keys:
            path = (*path, key)
            if path in self.arrays:
                path = (*path, self.arrays[path] - 1)
        return path

    def _pair(self, table: Path) -> None:
        line = self._line()
        keys = self._keys()
        self._skip(_INDENT)
        self.at += 1  # the equals sign
        self._skip(_INDENT)
        path: Path = (*table, *keys)
        self._note(path, line)
        self._value(path)

    def _value(self, path: Path) -> None:
        first = self._peek()
        if first == "[":
            self._items(path, "]")
        elif first == "{":
            self._items(path, "}")
        elif string := _STRING.match(self.text, self.at):
            self.at = string.end()
        else:
            self._skip(_SCALAR)

    def _items(self, path: Path, close: str) -> None:
        self.at += 1
        number = 0
        self._skip(_SPACE)
        while self.at < len(self.text) and self._peek() != close:
            before = self.at
            if close == "}":
                self._pair(path)
            else:
                self._note((*path, number), self._line())
                self._value((*path, number))
                number += 1
            self._skip(_SPACE)
            if self._peek() == ",":
                self.at += 1
                self._skip(_SPACE)
            if self.at == before:
                break
        self.at += 1

    def _keys(self) -> tuple[str, ...]:
        keys = []
        while True:
            self._skip(_INDENT)
            if string := _STRING.match(self.text, self.at):
                keys.append(_unquoted(string[0]))
                self.at = string.end()
            elif bare := _BARE.match(self.text, self.at):
                keys.append(bare[0])
                self.at = bare.end()
            else:
                keys.append("")
            self._skip(_INDENT)
            if self._peek() != ".":
                return tuple(keys)
            self.at += 1

    def _note(self, path: Path, line: int) -> None:
        for end in range(1, len(path) + 1):  # a dotted key makes its tables too
            self.found.setdefault(path[:end], line)

    def _line(self) -> int:
        offset, line = self.counted
        line += self.text.count("\n", offset, self.at)
        self.counted = (self.at, line)
        return line

    def _peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def _skip(self, pattern: re.Pattern[str]) -> None:
        if match := pattern.match(self.text, self.at):
            self.at = match.end()


def _unquoted(string: str) -> str:
    if string.startswith("'"):
        return string[1:-1]
    return _ESCAPE.sub(lambda m: _SHORT[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), string[1:-1])
