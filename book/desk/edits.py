"""The editor's decisions, written into anthology.toml as a person would have written them.

Comments, order and spacing stay (tomlkit). A line is named by its words, so that the plan notices when
the source changes; only where the same words stand in the seed more than once by its number.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array, Table

from book.errors import ManifestError, Place, UsageError

Verb = Literal["keep", "drop", "undo"]
_LISTS = {"keep": "stet", "drop": "kill"}
_FIELDS = ("title", "date", "outlet")
_SHORT = 60
"""Letters of a line that name it: enough to find it, few enough to read."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What the editor says of one line: keep it, drop it, or leave it to the press again."""

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
    for decision in edit.decisions:
        if not 1 <= decision.line <= len(lines):
            raise UsageError(f"{edit.seed} has no line {decision.line}", where=Place(file))
        wanted = _LISTS.get(decision.verb)
        for key in _LISTS.values():
            if key != wanted:
                _forget(piece, key, decision.line, lines)
        if wanted and not any(_hits(item, decision.line, lines) for item in piece.get(wanted, ())):
            _note(piece, wanted, _name(decision.line, lines))


def _name(number: int, lines: Sequence[str]) -> int | str:
    """How the plan names a line: by its first words, or all of them, where no other line has them."""
    words = " ".join(lines[number - 1].split())
    short = words if len(words) <= _SHORT else words[:_SHORT].rsplit(" ", 1)[0]
    for name in dict.fromkeys((short, words)):
        if name and sum(name in " ".join(line.split()) for line in lines) == 1:
            return name
    return number


def _forget(piece: Table, key: str, number: int, lines: Sequence[str]) -> None:
    """Take this line out of the list `key`. Where words there name others too, those are named instead."""
    named = piece.get(key)
    if not isinstance(named, Array):
        return
    for at in reversed(range(len(named))):
        item = named[at]
        if not _hits(item, number, lines):
            continue
        del named[at]
        others = [n for n in range(1, len(lines) + 1) if n != number and _hits(item, n, lines)]
        for n in reversed(others):
            name = _name(n, lines)
            if name not in named:
                named.insert(at, name)
    if not named:
        del piece[key]


def _hits(item: Any, number: int, lines: Sequence[str]) -> bool:
    """Whether an item of `stet` or `kill` names a line: by its number, or some of its words."""
    return item == number if isinstance(item, int) else str(item) in " ".join(lines[number - 1].split())


def _note(piece: Table, key: str, name: int | str) -> None:
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
    if not isinstance(images, AoT):
        images = tomlkit.aot()
    # What leads up to the next piece stands at the end of the last table: it stays the last.
    trailing = _trailing_space(images[-1] if images else piece, own=True)
    own = next(
        (n for n, image in enumerate(images) if image.get("file") == said.file and "after" not in image), None
    )
    table = images[own] if own is not None else tomlkit.table()
    alt = "" if said.decorative else " ".join(said.alt.split())
    for key, value in (("file", said.file), ("alt", alt), ("decorative", said.decorative)):
        if value:
            table[key] = value
        elif key in table:
            del table[key]
    if own is None and len(table) > 1:
        images.append(table)
    elif own is not None and len(table) == 1:
        del images[own]
    if images and "image" not in piece:
        piece.add("image", images)
    elif not images and "image" in piece:
        del piece["image"]
    if trailing:
        (images[-1] if images else piece).add(tomlkit.ws(trailing))


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
    if trailing:
        piece.add(tomlkit.ws(trailing))
    for name, item in kept.items():
        piece.add(name, item)


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
