"""A galley -> a piece: the kept lines become blocks, a note moves to its call, facts become fields.

The manifest's entry beats the file in every field. What the editor moves to the appendix (single lines,
or all readers' comments) goes to `Piece.appendix`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from book import languages
from book.errors import DataError
from book.model import (
    Block,
    Entry,
    Fact,
    Field,
    Galley,
    ListBlock,
    Name,
    Note,
    NoteCall,
    Paragraph,
    Picture,
    Piece,
    Quotation,
    Rights,
    Role,
    Text,
    Verdict,
)
from book.recover import blocks, bodies, editor, linkednotes, notes, tags
from book.recover.inlines import inlines
from book.recover.marks import known
from book.slugs import slug
from book.wrapping import between

_CallsIn = Callable[[int], tuple[tuple[notes.Call, Note], ...]]


def lift(
    galley: Galley, entry: Entry | None = None, pictures: Mapping[str, Picture] = blocks.NO_PICTURES
) -> Piece:
    """The piece that this galley holds.

    Every word of a line in KEPT is in its blocks or notes, in order, and each of `pictures` (by their names)
    at its line. `entry` supplies and overrules metadata. Without one, the key is made of the title or the
    seed's name.
    """
    language = (entry.language if entry else "") or galley.language
    appended = appended_lines(galley, entry)
    verdicts = tuple(
        replace(v, role=Role.BOILERPLATE) if i in appended and v.kept else v
        for i, v in enumerate(galley.verdicts)
    )
    pairs = notes.pairs(verdicts)
    calls = [(start, call) for start, call in pairs.items() if call is not None]
    calls += notes.again(verdicts, pairs)  # on paper as on a screen, a note stands by its call
    called = _called(verdicts, calls)
    calling = sorted({call.index for _, call in calls})
    text = {i: called(i) for i in calling if verdicts[i].role is not Role.NOTE}
    body = blocks.build(verdicts, text, pictures)
    title = (entry.title if entry else "") or _first(galley, "title")
    authors = _authors(galley, entry)
    firms = {f.value for f in known(galley, "author") if f.rule.endswith(bodies.RULES)}
    piece = Piece(
        key=(entry.key if entry else "") or slug(title) or slug(PurePosixPath(galley.seed).stem) or "piece",
        seed=galley.seed,
        language=language,
        title=title,
        subtitle=_first(galley, "subtitle"),
        blocks=_with_lonely(body, verdicts, pairs, called),
        authors=tuple(Name(a, a) if a in firms else name(a, language) for a in authors),
        date=_first(galley, "date"),
        outlet=_first(galley, "outlet"),
        first_outlet=_first(galley, "first_outlet"),
        url=_first(galley, "url"),
        bio=" ".join(_all(galley, "bio")),
        placed=tuple(
            Paragraph(inlines(verdicts, {}, i), v.line.number)
            for i, v in enumerate(verdicts)
            if v.role is Role.BIO and v.rule == editor.TO_BIO
        ),
        facts=galley.facts,
        related=_all(galley, "related"),
        asides=_all(galley, "aside"),
        credits=_all(galley, "credit"),
        appendix=_appendix(galley, appended, pictures),
    )
    return _by_manifest(piece, entry) if entry else piece


def name(display: str, language: str) -> Name:
    """A name with the form it is sorted by, as the language's table says; surname last without a table."""
    try:
        return Name(display, languages.of_piece(language).sort_name(display))
    except DataError:
        first, _, last = display.rpartition(" ")
        return Name(display, f"{last}, {first}" if first else display)


def _by_manifest(piece: Piece, entry: Entry) -> Piece:
    """The piece with what its entry says in place of the file's, each value with its evidence."""
    facts = list(piece.facts)
    told: tuple[tuple[Field, str, str], ...] = (
        ("title", entry.title, entry.title_source),
        ("subtitle", entry.subtitle, ""),
        ("date", entry.date, entry.date_source),
        ("outlet", entry.outlet, entry.outlet_source),
        ("bio", entry.bio, ""),
        ("url", entry.url, ""),
        *(("author", a, entry.authors_source) for a in entry.authors or ()),
        *(("translator", t, "") for t in entry.translators),
    )
    facts += [Fact(field, value, source or "manifest") for field, value, source in told if value]
    return replace(
        piece,
        subtitle=entry.subtitle or piece.subtitle,
        translators=tuple(name(t, piece.language) for t in entry.translators),
        date=entry.date or piece.date,
        outlet=entry.outlet or piece.outlet,
        first_outlet=entry.first_outlet or piece.first_outlet,
        url=entry.url or piece.url,
        accessed=entry.accessed,
        bio=entry.bio or piece.bio,
        rights=entry.rights if entry.rights != Rights() else piece.rights,
        title_by_editors=entry.title_by_editors,
        facts=tuple(facts),
    )


def _authors(galley: Galley, entry: Entry | None) -> tuple[str, ...]:
    if entry is not None and entry.authors is not None:
        return entry.authors
    return _all(galley, "author")


def _first(galley: Galley, field: Field) -> str:
    return next((f.value for f in known(galley, field)), "")


def _all(galley: Galley, field: Field) -> tuple[str, ...]:
    return tuple(dict.fromkeys(f.value for f in known(galley, field)))


def appended_lines(galley: Galley, entry: Entry | None) -> frozenset[int]:
    """The lines (indices) that the editor wants in the appendix."""
    if entry is None:
        return frozenset()
    chosen = editor.meant(galley)
    moved = {i for m in entry.move if m.to == "appendix" for i in chosen(m.line)}
    if entry.comments == "appendix":
        moved |= {i for i, v in enumerate(galley.verdicts) if v.role is Role.COMMENT and v.line.text.strip()}
    return frozenset(moved)


def _appendix(galley: Galley, appended: frozenset[int], pictures: Mapping[str, Picture]) -> tuple[Block, ...]:
    """What stands behind the piece: readers' comments a line a paragraph, what the editor moved as it was."""
    own = {i for i in appended if galley.verdicts[i].rule in editor.APPENDED}
    if not own:
        found = tuple(galley.verdicts[i] for i in sorted(appended))
        return blocks.build(found, {}, pictures, every=True)
    verdicts = [
        replace(v, role=Role.PICTURE if v.line.image else Role.BODY)
        if i in appended and not v.line.blank
        else replace(v, role=Role.BLANK if v.line.blank else Role.BOILERPLATE)
        for i, v in enumerate(galley.verdicts)
    ]
    for i, mark in tags.marked(verdicts).items():
        if i in own and mark.role is not Role.DEK:
            verdicts[i] = replace(verdicts[i], role=mark.role)
    return blocks.build(verdicts, {}, pictures)


def _called(verdicts: Sequence[Verdict], calls: Sequence[tuple[int, notes.Call]]) -> _CallsIn:
    """What tells of a line (its index) which notes it calls, in order. `calls` are all, by their notes."""
    found: dict[int, list[tuple[int, notes.Call]]] = {}
    for start, call in calls:
        found.setdefault(call.index, []).append((start, call))

    def called(i: int) -> tuple[tuple[notes.Call, Note], ...]:
        """The calls in a line, with their notes, and in those the notes that they call."""
        here = sorted(found.get(i, ()), key=lambda c: c[1].start)
        return tuple((call, _note(verdicts, start, called, call.key)) for start, call in here)

    return called


def _note(verdicts: Sequence[Verdict], start: int, called: _CallsIn, mark: str = "") -> Note:
    """The note that begins at this line, with what continues it. `mark` is that of its call."""
    verdict = verdicts[start]
    linked = verdict.rule in linkednotes.OWN
    found = None if linked else notes.opening(verdict.line.text)
    paragraphs: list[Paragraph] = []
    for i in notes.whole(verdicts, start):
        text = verdicts[i].line.text
        begin, end = linkednotes.body(verdicts[i].line) if linked else (0, linkednotes.without_arrow(text))
        if i != start:
            begin = 0  # the arrow back stands behind its last paragraph
        elif found:
            begin = found.start
        if paragraphs and not text[begin:end].strip():
            continue  # an arrow alone
        within = inlines(verdicts, {i: called(i)}, i, skip=begin, stop=end)
        if verdicts[i].line.goes_on and paragraphs:
            above = paragraphs[-1]
            gap = Text(between(verdicts[i - 1].line.text.rstrip(), text))
            paragraphs[-1] = replace(above, inlines=(*above.inlines, gap, *within))
        else:
            paragraphs.append(Paragraph(within, verdicts[i].line.number))
    mark = mark if linked else found.mark if found else ""
    return Note(mark, tuple(paragraphs), verdict.line.number)


def _with_lonely(
    body: tuple[Block, ...],
    verdicts: Sequence[Verdict],
    pairs: Mapping[int, notes.Call | None],
    called: _CallsIn,
) -> tuple[Block, ...]:
    """The blocks, with the notes that nothing calls at the end of the last paragraph: none is lost. What the
    editor made a note of is called where it stood: behind the paragraph before it."""
    lonely = [i for i, call in pairs.items() if call is None]
    opened = set(pairs)
    inside_note = False
    for i, verdict in enumerate(verdicts):
        if verdict.role is Role.NOTE and i not in opened and not inside_note:
            lonely.append(i)
        inside_note = verdict.role is Role.NOTE or (inside_note and not verdict.kept)
    if not lonely:
        return body
    for i in sorted(lonely):
        call, line = NoteCall(_note(verdicts, i, called)), verdicts[i].line.number
        moved = verdicts[i].rule == editor.TO_NOTE
        before = [k for k, block in enumerate(body) if not moved or block.line < line]
        ways = (*reversed(before), *(k for k in range(len(body)) if k not in before))
        for k in ways:
            made = _calling(body[k], call) if moved or isinstance(body[k], Paragraph) else None
            if made is not None:
                body = (*body[:k], made, *body[k + 1 :])
                break
        else:
            body = (*body, Paragraph((call,), line))
    return body


def _calling(block: Block, call: NoteCall) -> Block | None:
    """The block with a call at its end; None for one that has no paragraph to put it in."""
    match block:
        case Paragraph():
            return replace(block, inlines=(*block.inlines, call))
        case Quotation(blocks=(*others, last)) if (made := _calling(last, call)) is not None:
            return replace(block, blocks=(*others, made))
        case ListBlock(items=(*items, (*others, last))) if (made := _calling(last, call)) is not None:
            return replace(block, items=(*items, (*others, made)))
    return None
