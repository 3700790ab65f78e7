"""Sentences of the language's table with marked-up words in them: cited titles, linked addresses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from book.languages import Language
from book.model import Inline, Link, NoteCall, Prose, Span, Text

Value = str | int | Inline | Prose | list[Prose]
"""What can stand in a sentence; a list is set as the language sets lists ('a, b en c')."""

_MARK = re.compile("\ue000(\\d+)\ue001")  # private use: no text of a book holds them
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"'‘’“”]+[^\s<>()\[\]\"'‘’“”.,;:!?…]")


def sentence(language: Language, key: str, /, *, count: int | None = None, **values: Value) -> Prose:
    """The table's words for `key`, with `values` in their places; `count` chooses the plural.

    Raises DataError if the table lacks the key.
    """
    parts: list[Prose] = []

    def mark(value: Value) -> str | int:
        if isinstance(value, str | int):
            return value
        if isinstance(value, list):
            return language.list([str(mark(item)) for item in value], [plain(item) for item in value])
        parts.append(value if isinstance(value, tuple) else (value,))
        return f"\ue000{len(parts) - 1}\ue001"

    marked = {name: mark(value) for name, value in values.items()}
    text = language.word(key, **marked) if count is None else language.count(key, count, **marked)
    return _expand(text, parts)


def _expand(text: str, parts: Sequence[Prose]) -> Prose:
    pieces = _MARK.split(text)
    inlines: list[Inline] = []
    for n, piece in enumerate(pieces):
        inlines += parts[int(piece)] if n % 2 else [Text(piece)] if piece else []
    return joined(inlines)


def joined(inlines: Iterable[Inline]) -> Prose:
    """The same run of inlines, with neighbouring texts made one."""
    run: list[Inline] = []
    for inline in inlines:
        if run and isinstance(inline, Text) and isinstance(run[-1], Text):
            run[-1] = Text(run[-1].text + inline.text)
        else:
            run.append(inline)
    return tuple(run)


def sentences(*parts: Prose) -> Prose:
    """Sentences one after another in a paragraph; the empty ones leave no space."""
    run: list[Inline] = []
    for part in parts:
        if part:
            run += [Text(" "), *part] if run else part
    return joined(run)


def stopped(prose: Prose) -> Prose:
    """`prose` with a full stop, unless it ends with a mark of its own."""
    return prose if not prose or plain(prose)[-1:] in ".!?…" else joined([*prose, Text(".")])


def plain(inlines: Iterable[Inline]) -> str:
    """The words alone, without notes."""
    words = ""
    for inline in inlines:
        if isinstance(inline, Text):
            words += inline.text
        elif isinstance(inline, Span | Link):
            words += plain(inline.inlines)
        elif not isinstance(inline, NoteCall):
            words += " "
    return words


def linked(text: str) -> Prose:
    """Plain text with its web addresses made links."""
    run: list[Inline] = []
    end = 0
    for match in _ADDRESS.finditer(text):
        run += [Text(text[end : match.start()]), Link(match[0], (Text(match[0]),))]
        end = match.end()
    return tuple(i for i in (*run, Text(text[end:])) if i != Text(""))


def cited(language: Language, key: str, title: str) -> Prose:
    """A piece's title as it is cited in a sentence, linked to its chapter: ‘De bouillon’.

    A title that has such quotation marks itself is cited in the others.
    """
    name = re.sub(r"(?<!\.)\.$", "", title)
    mark = language.word("cited-piece", title="")[:1]
    cited_in = "cited-piece-with-quotes" if mark and mark in name else "cited-piece"
    return (Link(f"#{key}", (Text(language.word(cited_in, title=name)),)),)


def outlet(name: str) -> Prose:
    """A newspaper, magazine or site: its name is cited, what stands in brackets after it is not."""
    match = re.fullmatch(r"(.+?)(\s*\(.*\))?", name)
    base, rest = match.groups() if match else (name, None)
    return joined([Span("cite", (Text(base),)), *([Text(rest)] if rest else [])])


def spelled(language: Language, number: int) -> str:
    """'vijf': the number in words as far as the language's table goes, else in figures."""
    names = language.data.get("book", {}).get("numbers", [])
    return str(names[number]) if 0 <= number < len(names) else str(number)
