"""Blocks and inlines as XHTML, for paper and for screens.

Both media get the same elements with the same words in the same order; they differ where the media do:

- A note stands on paper at its call, in `<span class="footnote">`, for `float: footnote`; so what is a
  block in it is flattened to spans. On a screen the call is a `noteref` and the note stands among the
  piece's endnotes.
- A link on paper holds plain text only, or the PDF is not accessible (PDF/UA-1, 7.18.5): emphasis goes
  around the link, not into it.
- An `id` is unique in the book on paper, in its file on a screen.

Every block of text has a key, the same in both media, in `data-k`. "So many letters into the block with
that key" is how the print layout says where a page begins and how the EPUB finds the place again. The
letters of a block are the letters and digits of its own text: what a stylesheet generates, note calls and
the notes under them do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, assert_never

from markupsafe import Markup

from book import urls
from book.errors import RenderError
from book.languages import scripts
from book.model import (
    Block,
    Break,
    Cell,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    ListBlock,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Preformatted,
    Quotation,
    Span,
    Table,
    Text,
    Verse,
)
from book.ordinals import STYLES, written
from book.render import columns, groups, neighbours, widetable
from book.render.hanging import hanging
from book.render.raising import FLAT, raised
from book.render.xhtml import element, escape, in_language, words

Medium = Literal["print", "epub"]

_DEEPEST = 24  # signs of a row's own indent that its further lines share
_LONG_WORD = 30  # letters of a word in a row that may not fit on a line beside the row's own indent
_WHOLE = 14  # rows of a stanza that stand on one page: a sonnet's

NO_LANGUAGE = "zxx"
"""What code is in (BCP 47: no linguistic content): no voice is to read it as prose, no rule to part it."""


class Compositor:
    """Sets the text of one page of the book: hands out its keys and ids, gathers its notes.

    `page` begins every key. `links` gives the address of a "#key" in this medium, `source` the address
    of a picture.
    """

    def __init__(
        self,
        page: str,
        medium: Medium,
        *,
        links: Mapping[str, str],
        source: Callable[[Picture], str],
        undescribed: str = "",
    ) -> None:
        self.page = page
        self.medium = medium
        self.notes: list[Note] = []
        self._addresses = 0
        self._links = links
        self._source = source
        self._undescribed = undescribed
        self._scope = page
        self._counts: dict[str, int] = {}

    # ------------------------------------------------------------------ keys and ids

    def key(self) -> str:
        """The key of the next block of text."""
        self._counts[self._scope] = n = self._counts.get(self._scope, 0) + 1
        return f"{self._scope}.{n}"

    def id(self, name: str) -> str:
        """An id: unique in the file on a screen, in the whole book on paper."""
        return name if self.medium == "epub" else f"{self.page}.{name}"  # no key has a full stop

    def href(self, target: str) -> str:
        """The address of "#key" in this medium. Raises RenderError where the book has no such key."""
        if target not in self._links:
            raise RenderError(f"nothing in the book has the key {target!r}")
        return self._links[target]

    # ------------------------------------------------------------------ blocks

    def blocks(self, blocks: Sequence[Block], language: str, level: int = 2) -> Markup:
        """A run of blocks in `language`. A `Heading` of level 1 becomes `<h{level}>`.

        A heading never skips a level, whatever the seed says (WCAG 2.2, technique G141), and those of one
        level in the seed that stand under the same heading are of one level here. A paragraph
        that follows no other paragraph, or goes on with a sentence below a formula, has the class `first`: it
        is not indented. One that is the caption of the picture or the table beside it has the class `legend`.
        """
        return self._run(blocks, language, neighbours.ranks(blocks, level))

    def _run(self, blocks: Sequence[Block], language: str, ranks: Iterator[int] | None = None) -> Markup:
        """A run of blocks; `ranks` are those of its headings, where they are part of the book's outline."""
        parts: list[Markup] = []
        before: Block | None = None
        grouped = groups.grouped(blocks)
        for block, below in zip(grouped, [*grouped, None][1:], strict=True):
            after: Block | None = None
            if isinstance(block, tuple):
                parts.append(self._figure(block, language))
                after = block[-1]
            elif isinstance(block, Paragraph) and neighbours.is_caption(block, (before, below)):
                parts.append(self._block(block, language, False, "legend"))
            else:
                if isinstance(block, Heading) and ranks is not None:
                    parts.append(self._leaf(f"h{next(ranks)}", block.inlines, language))
                else:
                    parts.append(self._block(block, language, neighbours.follows(before, block)))
                after = block
            before = after
        return _lines(parts)

    def inlines(self, inlines: Iterable[Inline], language: str) -> Markup:
        """A run of inlines in `language`."""
        return Markup("").join(self._inline(inline, language) for inline in raised(inlines, language))

    def text(self, name: str, inlines: Sequence[Inline], language: str, **attributes: str) -> Markup:
        """An element that holds a block of text, with its key."""
        return self._leaf(name, inlines, language, **attributes)

    def _leaf(self, name: str, inlines: Sequence[Inline], language: str, **attributes: str) -> Markup:
        key = self.key()
        return element(name, self.inlines(inlines, language), data_k=key, **attributes)

    def _block(self, block: Block, language: str, follows: bool, kind: str = "") -> Markup:
        match block:
            case Paragraph():
                own_kind = "dek" if block.dek else "formula" if block.formula else ""
                kind = kind or own_kind or ("" if follows else "first")
                own = block.language or language
                lang = in_language(own, language)
                return self._leaf("p", block.inlines, own, class_=kind, **lang)
            case Heading():  # within a quotation, list or note: no part of the book's outline
                return self._leaf("p", block.inlines, language, class_="bridgehead", epub_type="bridgehead")
            case Quotation():
                return self._quotation(block, language)
            case ListBlock() if block.terms:
                names = ("dt" if n in block.terms else "dd" for n in range(len(block.items)))
                pairs = zip(block.items, names, strict=True)
                return element("dl", _lines(self._item(item, language, name) for item, name in pairs))
            case ListBlock():
                return self._list(block, language)
            case Verse():
                stanzas = [self._stanza(stanza, language) for stanza in block.stanzas]
                return element("div", _lines(stanzas), class_="verse", epub_type="z3998:verse")
            case Preformatted():
                return self._preformatted(block, language)
            case Break():
                return element("hr", class_="break")
            case Figure():
                return self._figure((block,), language)
            case Table():
                return self._table(block, language)
            case _:
                assert_never(block)

    def _nested(self, blocks: Sequence[Block], language: str) -> Markup:
        """Blocks within a block, where headings are no part of the book's outline."""
        return self._run(blocks, language)

    def _quotation(self, block: Quotation, language: str) -> Markup:
        own = block.language or language
        content = self._nested(block.blocks, own)
        if block.attribution:
            by = self._leaf(
                "p", block.attribution, language, class_="attribution", **in_language(language, own)
            )
            content = _lines([content, by])
        epigraph = block.kind == "epigraph"
        return element(
            "blockquote",
            content,
            class_=block.kind if block.kind != "blockquote" else "",
            epub_type="epigraph" if epigraph else "",
            role="doc-epigraph" if epigraph else "",
            **in_language(own, language),
        )

    def _list(self, block: ListBlock, language: str) -> Markup:
        """A list with bullets, or numbered as its page had it.

        What HTML says of that WeasyPrint 70 does not read: on paper the stylesheet's counters say it.
        """
        if not block.ordered:
            tasks = "tasks" if all(map(_is_task, block.items)) else ""
            items = [self._item(item, language) for item in block.items]
            return element("ul", _lines(items), class_=tasks)
        numbers = [block.number(n) for n in range(len(block.items))]
        first, kind = numbers[0] if numbers else 1, "" if block.counter == "1" else block.counter
        on_paper = self.medium == "print"
        said = [f"counter-reset: list-item {first - 1}"] if first != 1 else []
        said += [f"list-style-type: {STYLES[kind]}"] if kind else []
        items = []
        for item, above, number in zip(block.items, (first - 1, *numbers), numbers, strict=False):
            jumps = number != above + 1
            style = f"counter-increment: list-item {number - above}" if jumps and on_paper else ""
            value = str(number) if jumps and not on_paper else ""
            items.append(self._item(item, language, style=style, value=value))
        return element(
            "ol",
            _lines(items),
            class_=hanging(numbers, block.counter),
            start=str(first) if first != 1 else "",
            type=kind if not on_paper else "",
            style="; ".join(said) if on_paper else "",
        )

    def _item(self, blocks: tuple[Block, ...], language: str, name: str = "li", **said: str) -> Markup:
        match blocks:
            case (Paragraph(inlines, language=own),):
                return self._leaf(name, inlines, own or language, **said, **in_language(own, language))
            case _:
                return element(name, self._nested(blocks, language), **said)

    def _stanza(self, lines: Sequence[Sequence[Inline]], language: str) -> Markup:
        key = self.key()
        # The break is for engines without CSS, and for the words of two lines to stay apart.
        spans = [element("span", self.inlines(line, language), class_="line") for line in lines]
        name = "stanza" if len(lines) <= _WHOLE else "stanza long"
        return element("p", Markup("<br/>\n").join(spans), class_=name, data_k=key)

    def _preformatted(self, block: Preformatted, language: str) -> Markup:
        """Code and the like, each row with a key. On paper a row is a block: what is too long for the page
        goes on indented; no page parts the first row or the last from those beside it."""
        own = NO_LANGUAGE if block.code else language
        rows: list[Markup] = []
        texts = [words(row) for row in block.rows]
        held = _held(texts)
        for n, row in enumerate(block.rows):
            if self.medium == "print":
                if not texts[n].strip():  # what its neighbour keeps open below it: white heads no page
                    self.key()
                    continue
                text = texts[n].expandtabs(4)
                deep = min(len(text) - len(text.lstrip()), _DEEPEST)
                white = next((k for k, after in enumerate(texts[n + 1 :]) if after.strip()), 0)
                says = [f"--own: {deep}ch"] if deep else []
                says += [f"margin-bottom: {white}rem"] if white else []
                keeps = " keep" if n in held else ""
                rows.append(self._leaf("span", _glued(row), own, class_=f"row{keeps}", style="; ".join(says)))
            else:  # an HTML parser does not know <span/>
                rows.append(self._leaf("span", row, own) if row else Markup(self.key() and ""))
        content = Markup("" if self.medium == "print" else "\n").join(rows)
        if block.code:
            content = element("code", content)
        return element("pre", content, **in_language(own, language))

    def _figure(self, shown: Sequence[Figure], language: str) -> Markup:
        """A picture with its caption, or several in rows: that of the last is of all."""
        last = shown[-1]
        images = [self._image(figure, last.caption) for figure in shown]
        parts = images if len(shown) == 1 else [groups.group([f.picture for f in shown], images)]
        if last.caption or last.credit:
            credit = (Span("span", (Text(last.credit),)),) if last.credit else ()
            space = (Text(" "),) if last.caption and credit else ()
            parts.append(self._leaf("figcaption", (*last.caption, *space, *credit), language))
        return element("figure", _lines(parts))

    def _image(self, block: Figure, caption: Sequence[Inline]) -> Markup:
        """The picture itself; what its author did not describe, its caption does."""
        picture = block.picture
        alt = "" if block.decorative else block.alt or words(caption) or self._undescribed
        drawn = self.medium == "print" and picture.density > 1
        return Markup('<img src="{}" alt="{}" width="{}" height="{}"{}{}/>').format(
            escape(self._source(picture)),
            escape(alt),
            round(picture.width / picture.density),
            round(picture.height / picture.density),
            Markup("") if alt else Markup(' role="presentation"'),
            Markup(' data-drawn="drawn"') if drawn else "",
        )

    def _table(self, block: Table, language: str) -> Markup:
        parts: list[Markup] = []
        if block.caption:
            parts.append(self._leaf("caption", block.caption, language))
        kind = widetable.kind(block) if self.medium == "epub" else ""
        mixed = self.medium == "epub" and any(
            scripts.others(words(c.inlines)) for row in block.rows for c in row
        )
        heads = widetable.heads(block) if kind else ()
        right = columns.amounts(block)
        rows = [
            self._row(
                row,
                language,
                [columns.side(c, k, right) for c, k in zip(row, at, strict=True)],
                heads if n >= block.head else (),
            )
            for n, (row, at) in enumerate(zip(block.rows, columns.places(block), strict=True))
        ]
        head, body = rows[: block.head], rows[block.head :]
        if head:
            parts.append(element("thead", _lines(head)))
        if body:
            parts.append(element("tbody", _lines(body)))
        return element("table", _lines(parts), class_=f"{kind} mixed".strip() if mixed else kind)

    def _row(
        self, cells: Sequence[Cell], language: str, sides: Sequence[str], heads: Sequence[str] = ()
    ) -> Markup:
        """A row: on which side of its column each cell stands, and which `heads` its cells are to say."""
        said = (*heads[: len(cells)], *("" for _ in cells[len(heads) :]))
        made = (
            self._cell(cell, language, head, side)
            for cell, side, head in zip(cells, sides, said, strict=True)
        )
        return element("tr", "".join(made))

    def _cell(self, cell: Cell, language: str, head: str, align: str) -> Markup:
        return self._leaf(
            "th" if cell.heads else "td",
            cell.inlines,
            language,
            class_=align,
            scope=cell.heads,
            colspan=str(cell.columns) if cell.columns > 1 else "",
            rowspan=str(cell.rows) if cell.rows > 1 else "",
            data_head="" if cell.heads else head,
        )

    # ------------------------------------------------------------------ inlines

    def _inline(self, inline: Inline, language: str) -> Markup:
        match inline:
            case Text(text):
                return escape(text)
            case Span():
                own = inline.language or language
                inner = inline.inlines if inline.kind in FLAT else raised(inline.inlines, own)
                return _span(inline, Markup("").join(self._inline(i, own) for i in inner), language)
            case Link(href, inlines):
                address = self.href(href) if href.startswith("#") else urls.clean(href)
                return (
                    self._linked(address, inlines, language) if address else self.inlines(inlines, language)
                )
            case LineBreak():
                return Markup("<br/>")
            case NoteCall(note):
                return self._call(note, language)
            case _:
                assert_never(inline)

    def _linked(self, href: str, inlines: Sequence[Inline], language: str) -> Markup:
        """Inlines as links to `href`: as few as the medium allows, none around a note call."""
        parts: list[Markup] = []
        run: list[Markup] = []

        def close() -> None:
            if run:
                parts.append(element("a", "".join(run), href=href))
                run.clear()

        for inline in inlines:
            if self._fits_a_link(inline):
                run.append(self._inline(inline, language))
                continue
            close()
            match inline:
                case Span():
                    own = inline.language or language
                    parts.append(_span(inline, self._linked(href, inline.inlines, own), language))
                case Link():
                    parts.append(self._linked(href, inline.inlines, language))
                case _:
                    parts.append(self._inline(inline, language))
        close()
        return Markup("").join(parts)

    def _fits_a_link(self, inline: Inline) -> bool:
        match inline:
            case Text():
                return True
            case Span():
                return self.medium == "epub" and all(map(self._fits_a_link, inline.inlines))
            case _:
                return False

    # ------------------------------------------------------------------ notes

    def _call(self, note: Note, language: str) -> Markup:
        if self._scope != self.page:  # a note called within a note: no device opens two at once
            return Markup(" [{}]").format(_spaced(self._flat(note.blocks, language)))
        if note.address:
            return self._footnote(note, note.mark, f"a{self._addressed()}", language, "footnote url")
        self.notes.append(note)
        n = len(self.notes)
        if self.medium == "epub":
            # No element inside the link, or Apple Books does not open the note.
            link = element("a", str(n), epub_type="noteref", role="doc-noteref", href=f"#n{n}", id=f"r{n}")
            return element("sup", link, class_="call")
        return self._footnote(note, str(n), f"n{n}", language, "footnote")

    def _footnote(self, note: Note, mark: str, name: str, language: str, kind: str) -> Markup:
        """A note on paper, at its call; its key ends in `name`."""
        self._scope = f"{self.page}.{name}"
        lines = self._flat(note.blocks, language)
        first = element("span", lines[0], class_="address") if note.address else lines[0]
        content = [first, *(element("span", line, class_="note-line") for line in lines[1:])]
        key, self._scope = self._scope, self.page
        return element("span", _spaced(content), class_=kind, data_k=key, data_note=mark)

    def _addressed(self) -> int:
        """The number of the next note that is ours: it has no part in the numbers of the author's."""
        self._addresses += 1
        return self._addresses

    def endnotes(self, language: str, back: Callable[[str], str]) -> Markup:
        """The notes called so far as list items; `back` gives the backlink's label for a note's number.

        `div`, not `aside`, because Foliate and Apple Books hide an aside that is a footnote; the number is
        text, because FBReader drops the numbers of a list.
        """
        items = [self._endnote(str(n), note, language, back) for n, note in enumerate(self.notes, 1)]
        return _lines(items)

    def _endnote(self, n: str, note: Note, language: str, back: Callable[[str], str]) -> Markup:
        link = element("a", n, epub_type="backlink", role="doc-backlink", href=f"#r{n}", aria_label=back(n))
        self._scope = f"{self.page}.n{n}"
        match note.blocks:
            case (Paragraph(inlines, language=own), *rest):
                own = own or language
                text = Markup("{}. {}").format(link, self.inlines(inlines, own))
                lang = in_language(own, language)
                content = [element("p", text, data_k=self.key(), **lang), self._nested(rest, language)]
            case blocks:
                content = [element("p", link + "."), self._nested(blocks, language)]
        self._scope = self.page
        div = element(
            "div", _lines([c for c in content if c]), id=f"n{n}", epub_type="footnote", role="doc-footnote"
        )
        return element("li", div)

    def _flat(self, blocks: Sequence[Block], language: str) -> list[Markup]:
        """Blocks as lines of inline markup, for a note at the foot of a printed page; never empty."""
        lines = [line for block in blocks for line in self._flat_lines(block, language)]
        return lines or [Markup("")]

    def _flat_lines(self, block: Block, language: str) -> Iterator[Markup]:
        match block:
            case Paragraph():
                own = block.language or language
                text = self.inlines(block.inlines, own)
                lang = in_language(own, language)
                yield element("span", text, **lang) if lang else text
            case Heading():
                yield self.inlines(block.inlines, language)
            case Quotation():
                own = block.language or language
                lang = in_language(own, language)
                for line in self._flat(block.blocks, own):
                    yield element("span", line, **lang) if lang else line
                if block.attribution:
                    yield self.inlines(block.attribution, language)
            case ListBlock():
                for n, item in enumerate(block.items):
                    number = f"{written(block.number(n), block.counter)}. "
                    mark = number if block.ordered else "" if block.terms else "• "
                    yield mark + _spaced(self._flat(item, language))
            case Verse():
                for stanza in block.stanzas:
                    for verse in stanza:
                        yield self.inlines(verse, language)
            case Preformatted():
                own = NO_LANGUAGE if block.code else language
                for row in block.rows:
                    if row:
                        yield element("code", self.inlines(row, own), **in_language(own, language))
            case Table():
                if block.caption:
                    yield self.inlines(block.caption, language)
                for cells in block.rows:
                    yield _spaced([self.inlines(cell.inlines, language) for cell in cells])
            case Figure():
                yield self.inlines(block.caption, language) or escape(block.alt)
            case Break():
                pass
            case _:
                assert_never(block)


def _span(span: Span, content: Markup, language: str) -> Markup:
    lang = in_language(span.language, language)
    match span.kind:
        case "span":
            return element("span", content, **lang) if lang else content
        case "smallcaps" | "ours":
            return element("span", content, class_=span.kind, **lang)
        case kind:
            return element(kind, content, **lang)


def _held(rows: Sequence[str]) -> frozenset[int]:
    """The rows that no page may end after: those from the first written one to the next, and from the last
    but one to the last."""
    written = [n for n, row in enumerate(rows) if row.strip()]
    pairs = (written[:2], written[-2:]) if len(written) > 1 else ()
    return frozenset(n for first, last in pairs for n in range(first, last))


def _glued(row: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A row whose first word is so long that the engine would leave the white before it a line of its own."""
    match row:
        case (Text(text), *rest) if text[:1].isspace() and len("".join(text.split()[:1])) > _LONG_WORD:
            own = len(text) - len(text.lstrip())
            return (Text("\u00a0" * len(text[:own].expandtabs(4)) + text[own:]), *rest)
        case _:
            return row


def _is_task(blocks: tuple[Block, ...]) -> bool:
    """Does an item open with a box, ticked or not? It takes the bullet's place."""
    match blocks:
        case (Paragraph(inlines=(Text(text), *_)), *_):
            return text.startswith(("■ ", "□ ", "■\u00a0", "□\u00a0"))
        case _:
            return False


def _lines(parts: Iterable[Markup]) -> Markup:
    return Markup("\n").join(parts)


def _spaced(parts: Iterable[Markup]) -> Markup:
    return Markup(" ").join(parts)
