"""Speech in Markdown -> a paragraph for each line of it.

CommonMark makes a list of lines that begin with a hyphen, and one paragraph of those that begin with a dash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from book import speech


def keep(reader: MarkdownIt) -> MarkdownIt:
    """The reader of Markdown, which will know speech as well."""
    reader.core.ruler.push("speech", _kept)
    return reader


def _kept(state: StateCore) -> None:
    if any(token.type == "bullet_list_open" and token.markup == "-" for token in state.tokens):
        state.tokens = [*_without_lists(state.tokens)]
    state.tokens = [*_in_turns(state.tokens)]


def _without_lists(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with speech in paragraphs that Markdown has in lists."""
    at = 0
    while at < len(tokens):
        end = _list_end(tokens, at) if tokens[at].type == "bullet_list_open" else at
        said = [token for token in tokens[at:end] if token.type == "inline"]
        if end > at and speech.spoken([_text(token) for token in said]):
            for token in said:
                yield from _paragraph([_of_text("- "), *(token.children or [])], token.level - 2)
            at = end + 1
        else:
            yield tokens[at]
            at += 1


def _list_end(tokens: Sequence[Token], start: int) -> int:
    """Where a list of hyphens ends each of whose items is one paragraph; `start` for another list."""
    kinds = ("list_item_open", "paragraph_open", "inline", "paragraph_close", "list_item_close")
    at = start + 1
    while tuple(token.type for token in tokens[at : at + 5]) == kinds:
        at += 5
    return at if tokens[start].markup == "-" and tokens[at].type == "bullet_list_close" else start


def _in_turns(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens with a paragraph for each line of speech."""
    for before, token, after in zip((None, *tokens), tokens, (*tokens[1:], None), strict=False):
        parts = _parts(token) if before and before.type == "paragraph_open" else []
        yield token if not parts else _inline(parts[0], token.level)
        for part in parts[1:]:
            assert after is not None
            yield after
            yield from _paragraph(part, token.level - 1)[:-1]


def _parts(paragraph: Token) -> list[list[Token]]:
    """What stands in a paragraph, parted where somebody begins to speak; nothing where nobody does."""
    children = paragraph.children or []
    rows = [[*run] for end, run in groupby(children, key=lambda c: c.type == "softbreak") if not end]
    if any(child.type == "hardbreak" for child in children):
        return []
    begun = set(speech.turns([_text_of(row) for row in rows]))
    parts: list[list[Token]] = []
    for i, row in enumerate(rows):
        if i in begun or not parts:
            if parts and sum(child.nesting for child in parts[-1]):
                return []  # emphasis goes on
            parts.append(row)
        else:
            parts[-1] += [Token("softbreak", "br", 0), *row]
    return parts if begun else []


def _text(inline: Token) -> str:
    return " ".join(_text_of(inline.children or ()).split())


def _text_of(children: Sequence[Token]) -> str:
    return "".join("\n" if child.type == "softbreak" else child.content for child in children)


def _of_text(text: str) -> Token:
    return Token("text", "", 0, content=text)


def _inline(children: list[Token], level: int) -> Token:
    return Token("inline", "", 0, content=_text_of(children), children=children, level=level, block=True)


def _paragraph(children: list[Token], level: int) -> list[Token]:
    return [
        Token("paragraph_open", "p", 1, level=level, block=True),
        _inline(children, level + 1),
        Token("paragraph_close", "p", -1, level=level, block=True),
    ]
