"""What Pandoc's Markdown has beside CommonMark: rows of line blocks, LaTeX around text, fences of divisions.

A line block keeps its rows; LaTeX's quotations and verse become Markdown's and HTML's. What only says how
pages look, and fences, are set apart as lines of their own, so that cleaning can tell them from the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_BLOCK = re.compile(r"(?:(?<=\n\n)|\A)(?:\|(?:[ \t][^\n]*)?\n(?:[ ]+[^\s|][^\n]*\n)*){2,}")
"""A line block (Pandoc User's Guide, line_blocks): rows behind '|', what is indented below goes on a row."""
_ROW = re.compile(r"^\|[ \t]?", re.M)
_AROUND = re.compile(
    r"^[ \t]*\\begin\{(quote|quotation|verse)\}[ \t]*\n(.{1,20000}?)^[ \t]*\\end\{\1\}[ \t]*(?:\n|\Z)",
    re.S | re.M,
)
_FENCE = re.compile(
    r"^[ \t]*(?:\\(?:begin|end)\{(?:center|flushleft|flushright|small|footnotesize|large|samepage"
    r"|sloppypar)\}"
    r"|:{3,}[ \t]*(?:\{[^{}\n]{0,60}\}|[a-z][a-z-]{0,20})?[ \t]*:*)[ \t]*$",
    re.M,
)
_STARTS = re.compile(r"^([ \t]*)\\(?:no)?indent(?:\{\}|[ \t]+)(?=\S)", re.M)
_SPACES_AN_EM = 2  # of what a row is indented with


def plain(text: str) -> str:
    """The text with such marks as CommonMark, or as HTML."""
    if "\n|" in f"\n{text}":
        ended = text if text.endswith("\n") else f"{text}\n"
        text = _BLOCK.sub(_with_rows, ended)
    if "\\" in text:
        text = _STARTS.sub(r"\1", _AROUND.sub(_from_latex, text))
    return _FENCE.sub(lambda line: f"\n{line[0].strip()}\n", text) if "\\" in text or ":::" in text else text


def _with_rows(block: re.Match[str]) -> str:
    lines = re.sub(r"\n[ ]+", " ", block[0]).rstrip("\n").split("\n")
    if any(" | " in line[1:] or (line.rstrip().endswith("|") and line.strip() != "|") for line in lines):
        return block[0]  # a table
    return "\n".join(_stanzas([_indented(_ROW.sub("", line)) for line in lines])) + "\n"


def _from_latex(found: re.Match[str]) -> str:
    if found[1] != "verse":
        return "\n" + "".join(f"> {line}".rstrip() + "\n" for line in found[2].strip("\n").split("\n")) + "\n"
    rows = [re.sub(r"\s*\\\\[*!]?\s*$", "", line) for line in found[2].strip("\n").split("\n")]
    return '\n<div class="verse">\n\n' + "\n".join(_stanzas(rows)) + "\n\n</div>\n\n"


def _indented(row: str) -> str:
    text = row.lstrip(" ")
    return "\u2003" * ((len(row) - len(text)) // _SPACES_AN_EM) + text.rstrip()


def _stanzas(rows: Sequence[str]) -> Iterator[str]:
    """Rows that end where they end, an empty one between stanzas."""
    for row, below in zip(rows, (*rows[1:], ""), strict=True):
        yield f"{row}\\" if row.strip() and below.strip() else row
