"""What a book says on paper that it does not say on a screen: where its links lead.

A link to another piece of the book says its page ('zie p. 15'). Any other is a note at the foot of the page
with the whole address, or, where the plan asks for it, a code behind the piece for a reader's telephone. As
few as will do: none where the words are the address, one for an address that comes back, and one for a
paragraph that links more than it can bear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from book import urls
from book.languages import Language, of_piece
from book.model import (
    Address,
    Anthology,
    Chapter,
    Inline,
    Link,
    Note,
    NoteCall,
    Paragraph,
    Prose,
    Span,
    Text,
)
from book.ordinals import written
from book.render import walk
from book.render.xhtml import words
from book.runs import Home, changed

_UNKNOWN = "00"
"""A page number that is not known yet: as wide as most."""

_MOST = 3
"""Notes of our own that a run of words may call; of more its last calls one that tells them all."""

_OPEN = re.compile(r"\([^)]*\Z")


def on_paper(anthology: Anthology, language: Language, places: Mapping[str, str]) -> Anthology:
    """The book as it is printed. `places` has the label of the page on which each section begins, by its key;
    one that is not there yet is two figures wide."""
    pages = {
        chapter.piece.key: places.get(f"chapter-{chapter.piece.key}", _UNKNOWN)
        for chapter in anthology.chapters
    }
    chapters = (_Writer(chapter, anthology, language, pages).chapter() for chapter in anthology.chapters)
    bios = anthology.matter.biographies
    if anthology.manifest.links != "none":
        bios = tuple(replace(who, bio=_addressed(who.bio)) for who in bios)
    return replace(anthology, chapters=tuple(chapters), matter=replace(anthology.matter, biographies=bios))


def _addressed(prose: Prose) -> Prose:
    """What is said of somebody, with the address of each link behind its words: no notes stand there."""
    done: list[Inline] = []
    for inline in prose:
        match inline:
            case Span():
                done.append(replace(inline, inlines=_addressed(inline.inlines)))
            case Link(href, inner) if (to := urls.clean(href)) and not urls.says(words(inner), to):
                done += [inline, Text(" ("), _shown(to), Text(")")]
            case _:
                done.append(inline)
    return tuple(done)


def refers(anthology: Anthology) -> frozenset[str]:
    """The sections whose pages other pieces say, so that what these say depends on them, by their ids."""
    said = (
        inline.href[1:]
        for chapter in anthology.chapters
        for block in walk.blocks(chapter.piece)
        for inline in walk.inlines(block)
        if isinstance(inline, Link) and inline.href[:1] == "#" and inline.href[1:] != chapter.piece.key
    )
    own = {chapter.piece.key for chapter in anthology.chapters}
    return frozenset(f"chapter-{key}" for key in said if key in own)


class _Writer:
    """Sets the links of one piece."""

    def __init__(
        self, chapter: Chapter, anthology: Anthology, language: Language, pages: Mapping[str, str]
    ) -> None:
        self._chapter = chapter
        self._language = language
        self._pages = pages
        self._mode = anthology.manifest.links
        self._known: set[str] = set()  # addresses that the piece has told
        self._told: list[Address] = []
        self._count = 0
        self._follow = str(of_piece(chapter.piece.language).data.get("book", {}).get("notes-follow", ""))
        inlines = (i for block in walk.blocks(chapter.piece) for i in walk.inlines(block))
        # Numbers are the author's notes': what he says of them must stay true.
        self._letters = any(isinstance(inline, NoteCall) for inline in inlines)

    def chapter(self) -> Chapter:
        piece = self._chapter.piece
        piece = replace(
            piece, blocks=changed(piece.blocks, self._run), appendix=changed(piece.appendix, self._run)
        )
        return replace(self._chapter, piece=piece, addresses=tuple(self._told))

    # ------------------------------------------------------------------ a run of words

    def _run(self, inlines: tuple[Inline, ...], home: Home) -> tuple[Inline, ...]:
        if links := [*_links(inlines)]:
            shown = urls.written(words(inlines))
            addresses = (urls.clean(link.href) for link in links)
            self._known |= {address for address in addresses if address and urls.key(address) in shown}
        new = list(dict.fromkeys(urls.clean(link.href) for link in links if self._is_new(link)))
        gathered = self._mode == "notes" and len(new) > _MOST
        setter = _Run(self, gathered)
        done = setter.set(inlines)
        if setter.gathered:
            done = (*done, self._note(*map(_listed, setter.gathered)))
        return _after(done, self._follow) if self._follow else done

    def _is_new(self, link: Link) -> bool:
        address = urls.clean(link.href)
        return (
            bool(address)
            and address not in self._known
            and not link.href.startswith("#")
            and not urls.says(words(link.inlines), address)
        )

    def called(self, link: Link) -> tuple[Inline, ...]:
        """What stands behind a link to a page outside the book."""
        if self._mode == "none" or not self._is_new(link):
            return ()
        address = urls.clean(link.href)
        self._known.add(address)
        if self._mode == "qr":
            self._told.append(Address(self._mark(), words(link.inlines).strip(), address))
            return (Span("ours", (Span("sup", (Text(self._told[-1].mark),)),)),)
        return (self._note(Paragraph((_shown(address),))),)

    def aside(self, link: Link) -> tuple[Inline, ...]:
        """What stands behind a link within a note, where no other note is called."""
        if self._mode == "none" or not self._is_new(link):
            return ()
        address = urls.clean(link.href)
        self._known.add(address)
        return (Text(" ("), _shown(address), Text(")"))

    def kept(self, link: Link) -> tuple[str, str] | None:
        """The words and the address of a link for a note that tells several."""
        if not self._is_new(link):
            return None
        address = urls.clean(link.href)
        self._known.add(address)
        return words(link.inlines).strip(), address

    def page(self, key: str, before: str) -> tuple[Inline, ...]:
        """'(zie p. 15)', behind a link to the piece; in brackets already, or after 'zie', it says less."""
        if key == self._chapter.piece.key or key not in self._pages:
            return ()
        see = self._language.word("see-page", page=self._pages[key])
        bare = self._language.word("page", page=self._pages[key])
        first = see.split()[0].casefold()
        told = bare if re.search(rf"(?<!\w){re.escape(first)}\s[^.!?]*\Z", before.casefold()) else see
        said = f", {told}" if _OPEN.search(before) else f" ({told})"
        language = self._language.code
        return (Span("ours", (Text(said),), "" if self._chapter.piece.language == language else language),)

    def within(self, call: NoteCall) -> NoteCall:
        """A note of the author's, with the links in it told in it."""

        def run(inlines: tuple[Inline, ...], _: Home) -> tuple[Inline, ...]:
            return _Run(self, False, within=True).set(inlines)

        return NoteCall(replace(call.note, blocks=changed(call.note.blocks, run)))

    def _note(self, *lines: Paragraph) -> NoteCall:
        return NoteCall(Note(self._mark(), lines, address=True))

    def _mark(self) -> str:
        self._count += 1
        return written(self._count, "a") if self._letters else str(self._count)


class _Run:
    """Goes through one run of words from its first to its last."""

    def __init__(self, writer: _Writer, gathers: bool, *, within: bool = False) -> None:
        self.gathered: list[tuple[str, str]] = []
        self._writer = writer
        self._gathers = gathers
        self._within = within
        self._before = ""
        self._seen: set[str] = set()  # pieces whose page the run has said

    def set(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        done: list[Inline] = []
        for inline in inlines:
            match inline:
                case Link(href, inner):
                    done.append(Link(href, self.set(inner)))
                    done += self._behind(inline)
                case Span():
                    done.append(replace(inline, inlines=self.set(inline.inlines)))
                case NoteCall():
                    done.append(self._writer.within(inline))
                case Text(text):
                    self._before += text
                    done.append(inline)
                case _:
                    self._before += " "
                    done.append(inline)
        return tuple(done)

    def _behind(self, link: Link) -> tuple[Inline, ...]:
        if link.href.startswith("#"):
            key = link.href[1:]
            if key in self._seen:
                return ()
            self._seen.add(key)
            before = self._before[: len(self._before) - len(words(link.inlines))]
            return self._writer.page(key, before)
        if self._within:
            return self._writer.aside(link)
        if self._gathers:
            kept = self._writer.kept(link)
            self.gathered += [kept] if kept else []
            return ()
        return self._writer.called(link)


def _links(inlines: Sequence[Inline]) -> Iterator[Link]:
    """The links in a run itself, not those of its notes."""
    for inline in inlines:
        if isinstance(inline, Link):
            yield inline
        if isinstance(inline, Link | Span):
            yield from _links(inline.inlines)


def _after(inlines: Sequence[Inline], marks: str) -> tuple[Inline, ...]:
    """The inlines with each call of ours behind the punctuation that follows it."""
    done: list[Inline] = []
    rest = list(inlines)
    while rest:
        inline = rest.pop(0)
        following = rest[0] if rest else None
        if _is_ours(inline) and isinstance(following, Text):
            text = following.text
            stops = text[: len(text) - len(text.lstrip(marks))]
            rest[:1] = [Text(text[len(stops) :])] if len(stops) < len(text) else []
            done += [Text(stops), inline] if stops else [inline]
        else:
            done.append(inline)
    return tuple(done)


def _is_ours(inline: Inline) -> bool:
    return isinstance(inline, NoteCall) and inline.note.address


def _shown(address: str) -> Link:
    return Link(address, (Text(urls.printed(address)),))


def _listed(told: tuple[str, str]) -> Paragraph:
    """'words: address', by the words that were linked."""
    said, address = told
    return Paragraph((Text(f"{said.rstrip('.,;:')}: "), _shown(address)))
