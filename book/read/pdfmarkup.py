"""The blocks of a PDF's pages -> HTML: the text, its notes below it, then what is the pages' own."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

from book.read.pdfblocks import FURNITURE, PICTURE, Block, blocks, joined, words
from book.read.pdfpages import Look, Row, Sheet

_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg"}


def markup(pages: Sequence[Sheet], title: str, language: str) -> str:
    """A page with what stands on the pages; `title` and `language` (BCP 47) are '' where none is told."""
    laid, known = blocks(pages), words(pages)
    called = _Notes(laid.notes)
    body, around = (
        "".join(_block(block, known, called) for block in laid.blocks if (block.kind == FURNITURE) is apart)
        for apart in (False, True)
    )
    notes = "".join(
        f'<li id="{called.name(note)}"><p>{_source(_unlabelled(note), known)}</p></li>' for note in laid.notes
    )
    head = f"<title>{escape(title)}</title>" if title else ""
    tongue = f' lang="{language}"' if language else ""
    return (
        f'<!doctype html><html{tongue}><head><meta charset="utf-8">{head}</head><body>'
        f"{body}{f'<ol>{notes}</ol>' if notes else ''}{around}</body></html>"
    )


class _Notes:
    """Which call leads to which note: the first with that label, uncalled, on its page or the next."""

    def __init__(self, notes: Sequence[Block]) -> None:
        self._names = {id(note): f"footnote-{n}" for n, note in enumerate(notes, 1)}
        self._waiting: dict[tuple[str, int], list[Block]] = {}
        for note in notes:
            self._waiting.setdefault((note.label, note.page), []).append(note)

    def name(self, note: Block) -> str:
        return self._names[id(note)]

    def call(self, label: str, page: int) -> str:
        """The name of the note that a raised sign calls; '' for none."""
        for at in (page, page + 1):
            if waiting := self._waiting.get((label, at)):
                return self.name(waiting.pop(0))
        return ""


def _block(block: Block, known: Mapping[str, int], notes: _Notes) -> str:
    if block.kind == PICTURE and block.shown:
        kind = next((k for sign, k in _KINDS.items() if block.shown.data.startswith(sign)), "")
        data = base64.b64encode(block.shown.data).decode()
        return f'<figure><img alt="" src="data:image/{kind};base64,{data}"></figure>' if kind else ""
    if block.kind == FURNITURE:
        return f'<p class="doc-pageheader">{_source(block.rows, known)}</p>'
    name = f"h{block.level}" if block.level else "p"
    text = _source(block.rows, known, notes, broken=block.broken, plain=bool(block.level))
    return f"<{name}>{text}</{name}>"


def _unlabelled(note: Block) -> Iterator[Row]:
    """The rows of a note without its label."""
    first, *rest = note.rows
    left = len(re.match(r"\W*", first.text)[0]) + len(note.label)  # type: ignore[index]
    runs: list[tuple[str, Look]] = []
    for text, look in first.runs:
        cut = min(left, len(text))
        left -= cut
        runs.append((text[cut:], look))
    text = "".join(text for text, _ in runs)
    bare = len(text) - len(text.lstrip(" .):]\u2002\u2003\u00a0"))
    while bare and runs:
        cut = min(bare, len(runs[0][0]))
        bare -= cut
        runs[0] = (runs[0][0][cut:], runs[0][1])
        if not runs[0][0]:
            runs.pop(0)
    yield replace(first, runs=tuple(run for run in runs if run[0]), text=text.strip(" .):]"))
    yield from rest


def _source(
    rows: Iterable[Row],
    known: Mapping[str, int],
    notes: _Notes | None = None,
    *,
    broken: bool = False,
    plain: bool = False,
) -> str:
    """The runs of a paragraph as HTML; of a heading `plain`, without emphasis."""
    runs: list[tuple[str, Look, int]] = []
    above: Row | None = None
    for row in rows:
        if above is not None and runs:
            between = "\n" if broken else joined(above.text, row.text, known)
            text, look, page = runs[-1]
            text = text.rstrip()
            text = text[:-1] if between[:1] in ("-", "\u00ad") else text
            runs[-1] = (text + between, look, page)
        for text, look in row.runs:
            if runs and runs[-1][1] == look and not look.raised:
                runs[-1] = (runs[-1][0] + text, look, row.page)
            else:
                runs.append((text, look, row.page))
        above = row
    return "".join(_run(text, look, page, notes, plain) for text, look, page in runs).strip()


def _run(text: str, look: Look, page: int, notes: _Notes | None, plain: bool) -> str:
    source = escape(text).replace("\n", "<br>")
    if not text.strip():
        return source
    lead, tail = source[: len(source) - len(source.lstrip())], source[len(source.rstrip()) :]
    source = source.strip()
    if look.raised:
        name = notes.call(text.strip(" ()[]"), page) if notes else ""
        source = (
            f'<sup><a href="#{name}" id="{name}-ref">{source}</a></sup>' if name else f"<sup>{source}</sup>"
        )
    elif look.address:
        source = f'<a href="{escape(look.address)}">{source}</a>'
    for name, is_so in (("strong", look.bold), ("em", look.italic)):
        source = f"<{name}>{source}</{name}>" if is_so and not plain and not look.raised else source
    return f"{lead}{source}{tail}"
