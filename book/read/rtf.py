"""Rich Text Format, as Word, WordPad, TextEdit and LibreOffice write it (1.9.1) -> lines, by way of HTML.

Headings, lists, tables, quotations, emphasis, links, pictures, footnotes and endnotes are the document's;
what was struck out when changes were tracked, remarks, running heads and contents that the program made are
left out, as it prints it.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import NamedTuple

from book.errors import Place, SeedError
from book.model import Reading, Seed
from book.read.html import read_html
from book.read.rtfpage import Block, Cell, Paragraph, Run, Shape, Table, call, page
from book.read.rtftokens import Token, tokens
from book.read.rtfwords import (
    AROUND,
    CHARSETS,
    ENCODINGS,
    ENDS,
    LOOKS,
    OF_SIGNS,
    SHAPES,
    SIGNS,
    SKIPPED,
    SYMBOL_SIGNS,
    codec,
)  # fmt: skip

_OPENS = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\\rtf")
_LINK = re.compile(r'\s*HYPERLINK\s+"?([^"\s]+)')
_MADE = re.compile(r"\s*(?:TOC|INDEX|PAGE|NUMPAGES|SECTIONPAGES|EQ|TC|XE)\b")
"""Fields whose results the program made."""
_PICTURES = {"pngblip": "png", "jpegblip": "jpeg", "emfblip": "emf", "wmetafile": "wmf", "macpict": "pict"}
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_DEEPEST = 20  # notes within notes
_LONGEST = 4096  # letters of an instruction, a name, a description
_TABLE = re.compile(r"intbl|trowd|trhdr|cell|row|cellx|nestcell|clv?mrg")


@dataclass(slots=True)
class _Field:
    """What a field does, as its instruction says."""

    instruction: str = ""

    @property
    def address(self) -> str:
        """Where it leads on the web."""
        found = _LINK.match(self.instruction)
        return found[1] if found and not found[1].startswith(("\\", "#")) else ""


@dataclass(slots=True)
class _Picture:
    """A picture while its bytes come in."""

    kind: str = ""
    digits: list[bytes] = field(default_factory=list)
    data: bytes = b""
    name: str = ""  # of the property that is read
    alt: str = ""


class _State(NamedTuple):
    """What a group says of what stands in it, until it ends."""

    into: str = "text"  # the destination
    look: frozenset[str] = frozenset()
    shape: Shape = Shape()
    table: bool = False
    skips: int = 1  # how many characters stand behind one of Unicode for those who know none
    font: int = -1
    field: _Field | None = None
    link: str = ""
    own: str = ""  # the group has text on its own: a 'note', a 'box'
    optional: bool = False  # the next destination may be skipped


@dataclass(slots=True)
class _Story:
    """Text on its own: the document's, a note's, that in a box."""

    blocks: list[Block] = field(default_factory=list)
    own: str = ""  # 'note', 'box'
    runs: list[Run] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    rows: Table | None = None
    head: bool = False
    merged: list[tuple[bool, bool]] = field(default_factory=list)  # of each cell of the row
    merging: tuple[bool, bool] = (False, False)  # of the cell that is being described
    marker: str | None = None
    beside: list[Block] = field(default_factory=list)  # what the boxes hold that stand in its paragraph


def read_rtf(seed: Seed) -> Reading:
    """The lines of a document in Rich Text Format.

    Raises SeedError for what is none and where there is no text.
    """
    if not _OPENS.match(seed.data):
        raise SeedError("this is no Rich Text Format", where=Place(seed.name))
    reader = _Reader()
    for token in tokens(seed.data):
        reader.take(token)
    return read_html(replace(seed, data=reader.page().encode("utf-8", "replace")))


class _Reader:
    """Takes the tokens of a document, one by one."""

    def __init__(self) -> None:
        self._groups: list[_State] = []
        self._now = _State()
        self._stories = [_Story()]
        self._notes: list[list[Block]] = []
        self._encoding, self._default = "cp1252", -1
        self._fonts: dict[int, str] = {}
        self._styles: dict[int, str] = {}
        self._style = 0  # of the table of styles, that is being read
        self._name = ""
        self._picture = _Picture()
        self._bytes = bytearray()
        self._left = 0  # characters to skip behind one of Unicode
        self._ended = Shape()  # what was said of the paragraph in the group that ended last
        self._high = 0  # the first half of a character of Unicode

    def page(self) -> str:
        """The document so far as a page."""
        self._flush()
        while len(self._stories) > 1:
            self._end_story()
        self._last()
        return page(self._stories[0].blocks, self._notes)

    # ------------------------------------------------------------------ tokens

    def take(self, token: Token) -> None:
        """Take the next token."""
        if token.kind in ("hex", "text"):
            self._characters(token)
            return
        self._flush()
        if token.kind == "group":
            self._left = 0
            self._open() if token.name == "{" else self._close()
        elif token.kind == "binary":
            if self._now.into == "pict":
                self._picture.data = token.data
        elif self._left and (token.kind == "symbol" or token.name in SIGNS):
            self._left -= 1
        elif token.kind == "symbol":
            self._symbol(token.name)
        else:
            self._word(token.name, token.number)

    def _characters(self, token: Token) -> None:
        if self._now.into == "skip":
            return
        if self._now.into == "pict":
            if token.kind == "text":
                self._picture.digits.append(token.data)
            return
        skipped = min(self._left, len(token.data))
        self._left -= skipped
        self._bytes += token.data[skipped:] if skipped else token.data

    def _flush(self) -> None:
        """Say the bytes that came, in the encoding of their font."""
        if self._bytes:
            text = self._bytes.decode(self._fonts.get(self._now.font, self._encoding), "replace")
            self._bytes.clear()
            self._say(text)

    def _open(self) -> None:
        self._groups.append(self._now)
        self._now = self._now._replace(own="", optional=False)
        if self._now.into == "styles":
            self._style, self._name = 0, ""
            self._into("style")

    def _close(self) -> None:
        if not self._groups:
            return
        ended, self._now = self._now, self._groups.pop()
        if ended.into == "text":
            self._ended = ended.shape
        if ended.into == "style" and self._now.into == "styles":
            self._styles.setdefault(self._style, self._name.strip().rstrip(";").split(",")[0].strip())
        elif ended.into == "pict" and self._now.into != "pict":
            self._draw()
        elif ended.own:
            self._end_story()

    # ------------------------------------------------------------------ text

    @property
    def _story(self) -> _Story:
        return self._stories[-1]

    def _say(self, text: str) -> None:
        """Text that came, to where it belongs."""
        into = self._now.into
        if into == "text":
            if "hidden" not in self._now.look:
                self._run(escape(_CONTROLS.sub("", text), quote=False), len(text.strip()))
        elif into == "marker":
            self._story.marker = _more(self._story.marker or "", text)
        elif into == "instruction" and self._now.field:
            self._now.field.instruction = _more(self._now.field.instruction, text)
        elif into == "style":
            self._name = _more(self._name, text)
        elif into == "sn":
            self._picture.name = text.strip()
        elif into == "sv" and self._picture.name == "wzDescription":
            self._picture.alt = _more(self._picture.alt, text)

    def _run(self, source: str, size: int = 0) -> None:
        if source:
            self._story.runs.append(Run(source, self._now.look, self._now.link, size))

    def _symbol(self, name: str) -> None:
        if name in "\r\n":
            self._word("par", None)
        elif name == "*":
            self._now = self._now._replace(optional=True)
        elif name in SYMBOL_SIGNS:
            self._say(SYMBOL_SIGNS[name])

    def _word(self, name: str, number: int | None) -> None:
        now = self._now
        if now.optional:
            known = name in _DESTINATIONS or name in AROUND
            self._now = now = now._replace(optional=False, into=now.into if known else "skip")
        if name == "u":
            self._unicode(number or 0)
        elif name in SIGNS:
            self._say(SIGNS[name])
        elif name in _DESTINATIONS:
            _DESTINATIONS[name](self)
        elif name in SKIPPED:
            self._into("skip")
        elif name in AROUND:
            self._into("around")
        elif now.into in ("fonts", "styles", "style"):
            self._in_tables(name, number)
        elif name in _PICTURES:
            self._picture.kind = _PICTURES[name]
        elif now.into in ("text", "marker"):
            self._of_text(name, number)

    def _unicode(self, number: int) -> None:
        self._left = self._now.skips
        code = number % 0x10000
        high, self._high = self._high, 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif high and 0xDC00 <= code < 0xE000:
            self._say(chr(0x10000 + ((high - 0xD800) << 10) + code - 0xDC00))
        elif 0xF000 <= code < 0xF100:  # of a font of signs
            self._say("•" if self._now.into == "marker" else OF_SIGNS.get(code, ""))
        else:
            self._say(chr(code))

    # ------------------------------------------------------------------ control words

    def _in_tables(self, name: str, number: int | None) -> None:
        """What the tables of fonts and of styles say."""
        if name == "f" and self._now.into == "fonts":
            self._now = self._now._replace(font=number or 0)
        elif name == "fcharset" and number in CHARSETS:
            self._fonts[self._now.font] = CHARSETS[number]
        elif name == "s" and self._now.into == "style":
            self._style = number or 0

    def _of_text(self, name: str, number: int | None) -> None:
        """What is said of text and its paragraphs."""
        now, on = self._now, number != 0
        if name in LOOKS:
            tag = {LOOKS[name]}
            self._now = now._replace(look=now.look | tag if on else now.look - tag)
        elif name in ("ulnone", "nosupersub"):
            self._now = now._replace(look=now.look - ({"em"} if name == "ulnone" else {"sup", "sub"}))
        elif name == "plain":
            self._now = now._replace(look=frozenset(), font=self._default)
        elif name == "pard":
            self._now = now._replace(shape=Shape(), table=False)
        elif name in ENDS:
            self._paragraph(now)
        elif name in SHAPES:
            self._now = now._replace(shape=SHAPES[name](now.shape, number or 0))
        elif name == "s":
            self._now = now._replace(shape=replace(now.shape, style=self._styles.get(number or 0, "")))
        elif name == "f":
            self._now = now._replace(font=number or 0)
        elif name == "line":
            self._run("<br>")
        elif _TABLE.fullmatch(name):
            self._of_table(name)
        elif name == "uc":
            self._now = now._replace(skips=max(0, min(number or 0, 8)))
        elif name == "deff":
            self._default = number or 0
        elif name in ENCODINGS:
            self._encoding = ENCODINGS[name]
        elif name == "ansicpg":
            self._encoding = codec(number or 0) or self._encoding

    def _of_table(self, name: str) -> None:
        story = self._story
        if name == "intbl":
            self._now = self._now._replace(table=True)
        elif name == "trowd":
            story.merged, story.merging, story.head = [], (False, False), False
        elif name == "trhdr":
            story.head = True
        elif name == "clmrg":
            story.merging = (True, story.merging[1])
        elif name == "clvmrg":
            story.merging = (story.merging[0], True)
        elif name == "cellx":
            story.merged.append(story.merging)
            story.merging = (False, False)
        elif name in ("cell", "nestcell"):
            self._paragraph(self._now._replace(table=True))
            if name == "cell":
                story.cells.append(Cell(story.cell))
                story.cell = []
        elif name == "row":
            for cell, (goes_on, from_above) in zip(story.cells, story.merged, strict=False):
                cell.goes_on, cell.from_above = goes_on, from_above
            if story.cells:
                story.rows = story.rows or Table()
                story.rows.rows.append((story.cells, story.head))
                story.cells = []

    # ------------------------------------------------------------------ blocks

    def _paragraph(self, state: _State) -> None:
        """End a paragraph of the shape that is said of it now."""
        story = self._story
        said = _made(story, state.shape)
        story.runs, story.marker, beside, story.beside = [], None, story.beside, []
        if state.table:
            story.cell += (said, *beside)
            return
        self._end_table()
        story.blocks += (said, *beside)

    def _end_table(self) -> None:
        """End the table that the story has had until here, and what was left of its last row."""
        story = self._story
        if story.rows:
            story.blocks.append(story.rows)
            story.rows = None
        for cell in (*story.cells, Cell(story.cell)):
            story.blocks += cell.blocks
        story.cells, story.cell = [], []

    def _begin_note(self) -> None:
        if self._now.into == "text":
            self._notes.append([])
            self._story.runs.append(call(len(self._notes)))
            self._begin_story("note", self._notes[-1])

    def _begin_box(self) -> None:
        if self._now.into != "skip":
            self._begin_story("box", [])

    def _begin_story(self, own: str, blocks: list[Block]) -> None:
        if len(self._stories) > _DEEPEST:
            self._into("skip")
            return
        self._stories.append(_Story(blocks, own))
        plain = self._now._replace(look=frozenset(), shape=Shape(), table=False, link="", field=None)
        self._now = plain._replace(into="text", own=own)

    def _end_story(self) -> None:
        """End a note, or a box of text, which stands behind the paragraph that it is of."""
        self._last()
        story = self._stories.pop()
        if story.own == "box":
            self._story.beside += story.blocks

    def _last(self) -> None:
        """End the last paragraph of a story, which few end."""
        story = self._story
        last = (_made(story, self._ended), *story.beside)
        self._end_table()
        story.blocks += last

    def _draw(self) -> None:
        """The picture whose bytes came in."""
        drawn, self._picture = self._picture, _Picture()
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(drawn.digits))
        data = drawn.data or bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))
        if not data or self._now.into == "skip":
            return
        source = f"picture.{drawn.kind or 'wmf'}"
        if drawn.kind in ("png", "jpeg"):
            source = f"data:image/{drawn.kind};base64,{base64.b64encode(data).decode('ascii')}"
        self._run(f'<img src="{source}" alt="{escape(_CONTROLS.sub("", drawn.alt))}">')

    # ------------------------------------------------------------------ destinations

    def _into(self, name: str) -> None:
        """What stands in this group goes there."""
        if self._now.into != "skip":
            self._now = self._now._replace(into=name)

    def _begin_picture(self) -> None:
        if self._now.into != "skip":
            self._picture = _Picture()
        self._into("pict")

    def _begin_field(self) -> None:
        self._now = self._now._replace(field=_Field())

    def _result(self) -> None:
        field = self._now.field
        if field and _MADE.match(field.instruction):
            self._into("skip")
        elif field:
            self._now = self._now._replace(link=field.address or self._now.link)


_DESTINATIONS: Mapping[str, Callable[[_Reader], None]] = {
    "fonttbl": lambda reader: reader._into("fonts"),
    "stylesheet": lambda reader: reader._into("styles"),
    "listtext": lambda reader: reader._into("marker"),
    "pntext": lambda reader: reader._into("marker"),
    "fldinst": lambda reader: reader._into("instruction"),
    "sn": lambda reader: reader._into("sn"),
    "sv": lambda reader: reader._into("sv"),
    "ud": lambda reader: reader._into("text"),
    "result": lambda reader: reader._into("text"),
    "pict": _Reader._begin_picture,
    "field": _Reader._begin_field,
    "fldrslt": _Reader._result,
    "footnote": _Reader._begin_note,
    "shptxt": _Reader._begin_box,
    "dptxbxtext": _Reader._begin_box,
}
"""What begins with the control words that say where the rest of a group goes."""


def _made(story: _Story, shape: Shape) -> Paragraph:
    """The paragraph that the runs of a story are; without a word, a picture or a note it has none."""
    filled = any(run.size or run.source.startswith(("<img", "<sup")) for run in story.runs)
    marker = (story.marker or "").strip() or None
    return Paragraph(tuple(story.runs) if filled else (), replace(shape, marker=marker))


def _more(text: str, more: str) -> str:
    return text + more if len(text) < _LONGEST else text
