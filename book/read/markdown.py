"""Markdown (CommonMark with tables) -> lines, by way of the HTML that it stands for.

A front matter says what its author wants of the piece: its title, authors, date and address are facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict

from book.model import Reading, Seed, Told
from book.read import (
    converted,
    dollars,
    frontmatter,
    listmarks,
    logseq,
    pandocmarks,
    spokenrows,
    verserows,
    wikimarks,
)
from book.read.encodings import decode, refuse_data
from book.read.html import read_html
from book.read.shortcodes import braced

_NOTE = re.compile(r"^\[\^([^\]\s]{1,40})\]:[ \t]*", re.M)
"""A note's beginning (PHP Markdown Extra). CommonMark would take some for the address of a link."""
_INDENT = re.compile(r"(?: {4}| {0,3}\t)\s*")
_KEPT = "&nbsp;&nbsp;"
_INLINE = re.compile(
    r"(?<!`)(`{1,3})(?!`).{1,500}?(?<!`)\1(?!`)"
    r"|(?<=[^\s\[\\])([ \t]{0,3}|\n)\^\[(?!\^)((?:[^\[\]\n]|\n(?![ \t]*\n)|\[[^\[\]\n]*\]){1,3000})\]",
    re.S,
)
"""A note that is written where it is called (Pandoc's inline notes); what stands in code is none."""
_WORDED = re.compile(r"[^\W_]\s+[^\W_]|[.!?…]\Z|\]\(|://")
"""What a note has and a regular expression, which may be behind a space, has not."""
_FENCED = re.compile(r"(^ {0,3}(?:`{3,}|~{3,})[^\n]*\n(?:[^\n]*\n)*? {0,3}(?:`{3,}|~{3,})[ \t]*$)", re.M)
"""Code between fences, in which nothing is a note."""
_CAPTIONED = re.compile(
    r"<p>(<img [^>]*>)(?:\s*|</p>\s*<p>)<em>((?:(?!</?(?:em|p|img)\b).){1,300})</em>\s*</p>", re.S
)
"""A picture and, in italics and alone below it, what it shows: how captions are written in Markdown."""
_TEXT = frozenset({"paragraph_close", "blockquote_close", "bullet_list_close", "ordered_list_close"})
_HEADING = re.compile(r"(<p><strong>[^<]{0,120}[^<\s.,;:…]</strong>)(?=\n)")
"""Words in bold, alone on the first line of a paragraph: their writer saw them on a line of their own."""


def read_markdown(seed: Seed) -> Reading:
    """The lines of a Markdown text. Raises SeedError for bytes that are no text and for no text at all."""
    decoded = decode(seed.data, seed.name)
    refuse_data(decoded.text, seed.name)
    text, facts = frontmatter.split(decoded.text)
    text, told = logseq.plain(text)
    facts += told
    text, summary = frontmatter.excerpt(text) if facts else (text, "")
    text = frontmatter.rows_apart(text)
    text = _outside_code(text, braced)  # which makes fences of some code
    text = _outside_code(
        text, lambda part: listmarks.marked(wikimarks.plain(_noted(pandocmarks.plain(converted.plain(part)))))
    )
    text = _with_inline_notes(text)
    text, formulas = _without_formulas(text)
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    reader.add_render_rule("hr", _rule)
    reader.validateLink = _any_address  # type: ignore[method-assign]
    page = verserows.keep(spokenrows.keep(reader)).render(text)
    page = _CAPTIONED.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", page)
    page = dollars.shown(page, formulas)
    page = _HEADING.sub(r"\1<br>", page)
    reading = read_html(replace(seed, data=f"<!doctype html><body>{page}</body>".encode()))
    told_of = Told(summary) if summary else reading.told
    return replace(reading, encoding=decoded.encoding, facts=facts, told=told_of)


def _any_address(url: str) -> bool:
    """Links are links wherever they lead: what HTML asks of addresses is asked of those of a page."""
    return True


def _rule(self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType) -> str:
    """A rule between two paragraphs parts the text as asterisks do; any other is an ornament."""
    above = tokens[idx - 1].type if idx else ""
    below = tokens[idx + 1].type if idx + 1 < len(tokens) else ""
    parts = not tokens[idx].level and above in _TEXT and below.replace("_open", "_close") in _TEXT
    return "<hr>\n" if parts else ""


def _outside_code(text: str, mend: Callable[[str], str]) -> str:
    return "".join(part if n % 2 else mend(part) for n, part in enumerate(_FENCED.split(text)))


def _without_formulas(text: str) -> tuple[str, list[str]]:
    """The text outside code with a sign for each formula, and the formulas."""
    parts = _FENCED.split(text)
    parts[::2], formulas = dollars.hidden(parts[::2])
    return "".join(parts), formulas


def _noted(text: str) -> str:
    """The text with each note a paragraph that opens with its mark."""
    return _NOTE.sub(r"\n\\[^\1]: ", _unindented(text))


def _unindented(text: str) -> str:
    """The paragraphs indented below a note as paragraphs, which CommonMark would take for code. What is left
    of their indent, two no-break spaces, tells whose they are."""
    if not _NOTE.search(text):
        return text
    made: list[str] = []
    within = blank = False
    for line in text.split("\n"):
        if _NOTE.match(line):
            within = True
        elif within and line.strip():
            indent = _INDENT.match(line)
            within = bool(indent) or not blank
            if indent and within:
                line = (_KEPT if blank else "") + line[indent.end() :]
        blank = not line.strip()
        made.append(line)
    return "\n".join(made)


def _with_inline_notes(text: str) -> str:
    """The text with each note that is written at its call below it, as the others are."""
    below: list[str] = []

    def call(match: re.Match[str]) -> str:
        if match[3] is None or (match[2] and not _WORDED.search(match[3].strip())):
            return match[0]
        below.append(f"\n\n\\[^inline-{len(below) + 1}]: {match[3].strip()}")
        return f"[^inline-{len(below)}]"

    parts = (part if n % 2 else _INLINE.sub(call, part) for n, part in enumerate(_FENCED.split(text)))
    return "".join((*parts, *below))
