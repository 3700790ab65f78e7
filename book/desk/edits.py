"""The editor's decisions, written into anthology.toml as a person would have written them.

Comments, order and spacing stay (tomlkit). A line is named by its words, so that the plan notices when
the source changes; only where the same words stand in the seed more than once by its number. What is moved
stands in a [[piece.move]] of its own, or in the plan's `move = [...]` where it has one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from book.desk.hand import LISTS, Verb, read, said
from book.errors import ManifestError, Place, UsageError
from book.selectors import Selector, means, words

_LISTS = {verb: key for key, verb in LISTS.items()}
_FIELDS = ("title", "date", "outlet")
_SHORT = 60
"""Letters of a line that name it: enough to find it, few enough to read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the editor says of one line: keep it, drop it, move it, or leave it to the press again."""

    line: int
    verb: Verb


@dataclass(frozen=True, slots=True)
class Description:
    """What the editor says that a picture of the page shows; or that it is decoration and shows nothing."""

    file: str
    alt: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What the editor says of one piece. A field that is not named stays as it is; an empty one is taken
    out, so that the file speaks again. `authors` None: as it is; (): nobody knows."""

    seed: str
    decisions: tuple[Decision, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    authors: tuple[str, ...] | None = None
    pictures: tuple[Description, ...] = ()


def digest(text: str) -> str:
    """What a plan's text is known by, to notice that somebody else changed it."""
    return hashlib.sha256(text.encode()).hexdigest()


def apply(text: str, edits: Iterable[Edit], lines: Mapping[str, Sequence[str]], file: str = "") -> str:
    """The plan `text` with `edits` in it. `lines` are the lines of each seed, by its name.

    Raises ManifestError for a plan that is no TOML, UsageError for a seed or a line that it does not have.
    """
    try:
        plan = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ManifestError(str(error), where=Place(file)) from error
    pieces = plan.get("piece")
    if not isinstance(pieces, AoT):
        raise ManifestError("there are no [[piece]] tables to write in", where=Place(file, key="piece"))
    for edit in edits:
        piece = next((p for p in pieces if p.get("seed") == edit.seed), None)
        if piece is None:
            raise UsageError(f"the plan has no piece with the seed {edit.seed!r}", where=Place(file))
        _decide(piece, edit, lines.get(edit.seed, ()), file)
        _tell(piece, edit)
        for picture in edit.pictures:
            _describe(piece, picture)
    return tomlkit.dumps(plan)


def _decide(piece: Table, edit: Edit, lines: Sequence[str], file: str) -> None:
    if not edit.decisions:
        return
    pen = _Pen(piece, [words(line) for line in lines])
    for decision in edit.decisions:
        if not 1 <= decision.line <= len(lines):
            raise UsageError(f"{edit.seed} has no line {decision.line}", where=Place(file))
        pen.write(decision)


class _Pen:
    """Writes decisions into a piece. `hand` is what it says meanwhile: to ask tomlkit takes long."""

    def __init__(self, piece: Table, lines: Sequence[str]) -> None:
        self.piece = piece
        self.lines = lines  # their words
        self.whole = "\n".join(lines)
        self.hand = read(piece.unwrap())

    def write(self, decision: Decision) -> None:
        """A line is kept, dropped or moved, or nothing is said of it any more."""
        number, verb = decision.line, decision.verb
        wanted = "" if verb == "undo" else verb
        if said(self.hand, number, self.lines) == wanted:
            return
        for key in LISTS:
            if key != _LISTS.get(verb):
                self._forget(key, number)
        self._stay(number)
        if said(self.hand, number, self.lines) == wanted:
            return
        name, key = self._name(number), _LISTS.get(verb, "move")
        self.hand[key].append((verb, name))
        if key == "move":
            _move(self.piece, name, verb)
        else:
            _note(self.piece, key, name)

    def _name(self, number: int) -> Selector:
        """How the plan names a line: by its first words, or all of them, where no other line has them."""
        own = self.lines[number - 1]
        short = own if len(own) <= _SHORT else own[:_SHORT].rsplit(" ", 1)[0]
        for name in dict.fromkeys((short, own)):
            if name and (self.whole.count(name) == 1 or sum(name in line for line in self.lines) == 1):
                return name
        return number

    def _others(self, name: Selector, number: int) -> list[Selector]:
        """The other lines that a name means, each by a name of its own."""
        if isinstance(name, int) or self.whole.count(name) == 1:
            return []
        lines = enumerate(self.lines, 1)
        return [self._name(n) for n, line in lines if n != number and means(name, n, line)]

    def _hits(self, key: str, number: int) -> list[int]:
        """Where under `key` this line is named, the last first."""
        orders, line = self.hand[key], self.lines[number - 1]
        return [at for at in reversed(range(len(orders))) if means(orders[at][1], number, line)]

    def _forget(self, key: str, number: int) -> None:
        """Take this line out of the list `key`. Where words name others too, those are named instead."""
        for at in self._hits(key, number):
            named = self.piece[key]
            assert isinstance(named, Array)
            verb, name = self.hand[key].pop(at)
            del named[at]
            for other in reversed(self._others(name, number)):
                if (verb, other) not in self.hand[key]:
                    named.insert(at, other)
                    self.hand[key].insert(at, (verb, other))
        if not self.hand[key] and key in self.piece:
            del self.piece[key]

    def _stay(self, number: int) -> None:
        """Take this line out of the moves. Where words name others too, each of those has its own."""
        for at in self._hits("move", number):
            moves = self.piece["move"]
            assert isinstance(moves, AoT | Array)
            verb, name = self.hand["move"].pop(at)
            others = self._others(name, number)
            self.hand["move"][at:at] = [(verb, other) for other in others]
            if not others:
                _remove(self.piece, "move", at)
                continue
            moves[at]["line"] = others[0]
            for other in reversed(others[1:]):
                moves.insert(at + 1, _moved(other, moves[at]["to"], inline=isinstance(moves, Array)))


def _move(piece: Table, name: Selector, to: str) -> None:
    moves = piece.get("move")
    if isinstance(moves, Array):
        moves.append(_moved(name, to, inline=True))
        moves.multiline(True)
    else:
        _append(piece, "move", _moved(name, to))


def _moved(name: Selector, to: str, *, inline: bool = False) -> Any:
    table = tomlkit.inline_table() if inline else tomlkit.table()
    table.update({"line": name, "to": to})
    return table


def _note(piece: Table, key: str, name: Selector) -> None:
    named = piece.get(key)
    if not isinstance(named, Array):
        named = tomlkit.array()
        _put(piece, key, named)
        named = piece[key]
    assert isinstance(named, Array)
    named.append(name)
    if len(named) > 1 or len(str(name)) > _SHORT // 2:
        named.multiline(True)


def _tell(piece: Table, edit: Edit) -> None:
    for key, value in edit.fields.items():
        if key not in _FIELDS:
            raise UsageError(f"{key!r} is not edited here")
        value = " ".join(value.split())
        if value:
            _put(piece, key, value)
        elif key in piece:
            del piece[key]
    if edit.authors is not None:
        names = tomlkit.array()
        names.extend(" ".join(name.split()) for name in edit.authors if name.strip())
        _put(piece, "authors", names)


def _describe(piece: Table, said: Description) -> None:
    """Write a description into the [[piece.image]] of the picture; one that says nothing more goes."""
    images = piece.get("image")
    tables = list(images) if isinstance(images, AoT) else []
    own = next(
        (n for n, image in enumerate(tables) if image.get("file") == said.file and "after" not in image), None
    )
    table = tables[own] if own is not None else tomlkit.table()
    trailing = _trailing_space(table, own=True)
    alt = "" if said.decorative else " ".join(said.alt.split())
    for key, value in (("file", said.file), ("alt", alt), ("decorative", said.decorative)):
        if value:
            table[key] = value
        elif key in table:
            del table[key]
    _lead(table, trailing)
    if own is None and len(table) > 1:
        _append(piece, "image", table)
    elif own is not None and len(table) == 1:
        _remove(piece, "image", own)


def _append(piece: Table, key: str, table: Table) -> None:
    """Add a table to the [[piece.key]] of the piece.

    What leads up to the next piece, or to other tables of this one, stands at the end of the table before: it
    stays the last.
    """
    tables = piece.get(key)
    before = tables[-1] if isinstance(tables, AoT) else _last(piece)
    trailing = _trailing_space(before, own=True)
    if isinstance(tables, AoT):
        tables.append(table)
    else:
        tables = tomlkit.aot()
        tables.append(table)
        piece.add(key, tables)
    _lead(piece[key][-1], trailing)


def _remove(piece: Table, key: str, at: int) -> None:
    """Take a table out of the [[piece.key]], or an item out of that list. What leads up to the next stays."""
    tables = piece[key]
    if isinstance(tables, Array):
        del tables[at]
        if not tables:
            del piece[key]
        return
    trailing = _trailing_space(tables[at], own=True)
    del tables[at]
    if at < len(tables):
        tables[at].trivia.indent = trailing.lstrip("\n") + tables[at].trivia.indent
        return
    if not tables:
        del piece[key]
    _lead(tables[-1] if tables else _last(piece), trailing)


def _last(table: Table) -> Table:
    """The table that is written last of a piece: itself, or the last within it."""
    for item in reversed([item for _, item in table.value.body]):
        if isinstance(item, AoT) and len(item):
            return _last(item[-1])
        if isinstance(item, Table):
            return _last(item)
    return table


def _put(piece: Table, key: str, value: Any) -> None:
    """Set a key; a new one stands right after the seed or the title, before any table of the piece."""
    if key in piece:
        piece[key] = value
        return
    tables = [name for name, item in piece.items() if isinstance(item, Table | AoT)]
    kept = {name: piece[name] for name in tables}
    for name in tables:
        del piece[name]
    trailing = _trailing_space(piece)
    piece.add(key, value)
    _lead(piece, trailing)
    for name, item in kept.items():
        piece.add(name, item)


def _lead(table: Table, trailing: str) -> None:
    """Put back, line by line, what leads up to what follows the table."""
    for line in trailing.splitlines(keepends=True):
        table.add(tomlkit.ws(line))


def _trailing_space(piece: Table, *, own: bool = False) -> str:
    """The blank lines and comments at the end of the table, taken off: they lead up to what follows it.

    With `own`, the comments right below its keys, without a blank line between, stay with it.
    """
    body = piece.value.body
    first = next((n + 1 for n in range(len(body) - 1, -1, -1) if body[n][0] is not None), 0)
    if own:
        blank = (n for n in range(first, len(body)) if not body[n][1].as_string().strip())
        first = next(blank, len(body))
    taken: list[str] = []
    while len(body) > first:
        taken.append(body.pop()[1].as_string())
    return "".join(reversed(taken))
