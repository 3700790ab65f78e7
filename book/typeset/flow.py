"""A paragraph as one string, and back: the rules see characters, not markup.

A quotation may open in plain text and close in italics, and a note may be called between a full stop
and its closing mark. So a paragraph's inlines are laid end to end in a `Flow`; the rules propose `Edit`s
by their place in that string; each edit is carried back to the run of text that holds its characters.
A note's call has no width.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from book.model import Inline, LineBreak, Link, Note, NoteCall, Span, Text

BREAK = "\u2028"
"""What stands in a flow for a LineBreak: white space that no rule may touch."""

OPAQUE = "\ua78f"
"""What the rules see in the place of an address or of code: a letter that no language writes."""

_ADDRESS = re.compile(
    r"""
      (?i: (?:https?|ftp):// | www\. ) [^\s<>"“”«»]* [^\s<>"“”«».,;:!?…)\]}'‘’]  # a URL
    | (?<! [\w.+-] ) (?: mailto: )? [\w.+-]+ (?: ['’][\w.+-]+ )? @ [\w-]+ (?: \.[\w-]+ )+  # an e-mail address
    | (?<![\w@.]) @ \w+                                                         # @someone
    | (?<! [\w.-] ) (?: [\w-]+ \. )+                                               # a bare domain
      (?: com|org|net|edu|gov|info|io|nl|be|eu|de|fr|uk|biz|tv ) (?: /[^\s"“”'‘’)]* )? (?! [\w.-]* \w )
    | (?<! [\w./\\] ) (?: \w+ [./\\] )* \w+ \.                                       # a file
      (?: html?|php|pdf|docx?|xlsx?|jpe?g|png|gif|txt|epub|js|zip ) \b
    | (?<! [^\s(] )                                                               # an emoticon
      (?: [:;=] [-^o]? [)(\[\]|*] | 8-\) | [:;=][-^] [DPpOo3/\\] | [:;] [DP] ) (?! \w )
    | (?<! [^\s(] ) [:;=] '-? [()]
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `text` in the place of the characters from `start` up to `end`, for the reason of `rule`."""

    start: int
    end: int
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A run of a flow: of text, of code (`fixed`), a forced line end, or a note's call (`call`, no text)."""

    text: str
    depth: int = 0
    fixed: bool = False
    call: bool = False


@dataclass(frozen=True)
class Flow:
    """A block's inlines end to end; `line` is the block's line in the seed."""

    leaves: tuple[Leaf, ...]
    line: int = 0

    @cached_property
    def text(self) -> str:
        return "".join(leaf.text for leaf in self.leaves)

    @cached_property
    def mask(self) -> str:
        """The text as the rules see it, as long as the text: addresses and code are one opaque letter."""
        hidden = [leaf.fixed and leaf.text != BREAK for leaf in self.leaves]
        seen = "".join(
            OPAQUE * len(leaf.text) if hide else leaf.text
            for leaf, hide in zip(self.leaves, hidden, strict=True)
        )
        return _ADDRESS.sub(lambda match: OPAQUE * len(match[0]), seen)

    def allowed(self, edits: Sequence[Edit]) -> tuple[Edit, ...]:
        """The edits that change something and touch nothing fixed, in order; of two overlapping the first."""
        if not edits:
            return ()
        text, mask, fixed = self.text, self.mask, self._fixed()
        kept: list[Edit] = []
        for edit in sorted(edits):
            overlaps = bool(kept) and (edit.start < kept[-1].end)
            touches = any(fixed[edit.start : edit.end]) or OPAQUE in mask[edit.start : edit.end]
            if not overlaps and not touches and text[edit.start : edit.end] != edit.text:
                kept.append(edit)
        return tuple(kept)

    def apply(self, edits: Sequence[Edit]) -> Flow:
        """The flow after edits that do not overlap, given in order."""
        if not edits:
            return self
        texts = [leaf.text for leaf in self.leaves]
        starts: list[int] = []
        at = 0
        for text in texts:
            starts.append(at)
            at += len(text)
        cuts: list[list[tuple[int, int, str]]] = [[] for _ in texts]
        for edit in edits:
            home = self._home(edit, starts)
            first = min(home, bisect_right(starts, edit.start) - 1)
            last = max(home, bisect_right(starts, edit.end) - 1)
            for i in range(max(first, 0), last + 1):
                low, high = max(edit.start - starts[i], 0), min(edit.end - starts[i], len(texts[i]))
                if i == home or low < high:
                    cuts[i].append((low, max(low, high), edit.text if i == home else ""))
        leaves = (
            replace(leaf, text=_cut(leaf.text, places))
            for leaf, places in zip(self.leaves, cuts, strict=True)
        )
        return replace(self, leaves=tuple(leaves))

    def _fixed(self) -> list[bool]:
        return [leaf.fixed for leaf in self.leaves for _ in leaf.text]

    def _home(self, edit: Edit, starts: Sequence[int]) -> int:
        """The leaf that takes the new text: where the old text began, or beside the place of insertion.

        An insertion goes to the run that is less deep in markup, so that a space stays outside
        italics, and to the run after a note's call, so that the call stays with its word.
        """
        after = self._at(edit.start, starts)
        if edit.start < edit.end and after is not None:
            return after
        before = self._at(edit.start - 1, starts)
        if after is None or before is None or after == before:
            return next(i for i in (after, before, 0) if i is not None)
        if self.leaves[before].fixed:
            return after
        if self.leaves[after].fixed:
            return before
        if any(leaf.call for leaf in self.leaves[before:after]):
            return after
        return after if self.leaves[after].depth < self.leaves[before].depth else before

    def _at(self, place: int, starts: Sequence[int]) -> int | None:
        """The leaf that holds the character at `place`."""
        i = bisect_right(starts, place) - 1  # of leaves that begin here, the last one: the others are empty
        return i if i >= 0 and place < starts[i] + len(self.leaves[i].text) else None


def _cut(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    """`text` with other words from place to place; the places are in order and do not overlap."""
    parts: list[str] = []
    at = 0
    for low, high, words in places:
        parts += (text[at:low], words)
        at = high
    return "".join((*parts, text[at:]))


def flow(inlines: Sequence[Inline], line: int = 0) -> Flow:
    """Inlines laid end to end."""
    return Flow(tuple(_leaves(inlines, 0)), line)


def _leaves(inlines: Sequence[Inline], depth: int) -> Iterator[Leaf]:
    for inline in inlines:
        match inline:
            case Text(text):
                yield Leaf(text, depth)
            case Span(kind="code"):
                yield Leaf(_plain(inline.inlines), depth, fixed=True)
            case Span(inlines=inner) | Link(inlines=inner):
                yield from _leaves(inner, depth + 1)
            case LineBreak():
                yield Leaf(BREAK, depth, fixed=True)
            case NoteCall():
                yield Leaf("", depth, call=True)


def inlines(source: Sequence[Inline], result: Flow, note: Callable[[Note], Note]) -> tuple[Inline, ...]:
    """`source` again, with the text of `result`, which was made of it; each note as `note` gives it back."""
    return _rebuilt(source, iter(result.leaves), note)


def _rebuilt(
    source: Sequence[Inline], leaves: Iterator[Leaf], note: Callable[[Note], Note]
) -> tuple[Inline, ...]:
    built: list[Inline] = []
    for inline in source:
        match inline:
            case Text():
                if text := next(leaves).text:
                    built.append(Text(text))
            case Span(kind="code") | LineBreak():
                next(leaves)
                built.append(inline)
            case Span(inlines=inner) | Link(inlines=inner):
                built.append(replace(inline, inlines=_rebuilt(inner, leaves, note)))
            case NoteCall():
                next(leaves)
                built.append(NoteCall(note(inline.note)))
    return tuple(built)


def _plain(source: Sequence[Inline]) -> str:
    return "".join(leaf.text for leaf in _leaves(source, 0))
