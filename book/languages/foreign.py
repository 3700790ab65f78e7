"""Words of one language in a text of another: found by what they are, marked as what they are.

    find("Een blanquette de veau.", [Phrase("blanquette de veau", "fr")])    # (Range(4, 22, "fr"),)
    mark((Text("Een blanquette de veau."),), …)     # Text, Span(…, language="fr"), Text

Offsets count the characters of the text alone: a line break is one, a note call none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from book.model import Inline, LineBreak, Link, NoteCall, Phrase, Span, Text

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Range:
    """From `start` to before `end` the text is in `language`."""

    start: int
    end: int
    language: str


def plain(inlines: Iterable[Inline]) -> str:
    """The text that the offsets of a `Range` count in."""
    return "".join(map(_plain, inlines))


def find(text: str, phrases: Iterable[Phrase]) -> tuple[Range, ...]:
    """Where the phrases stand in `text`, as whole words; case and punctuation do not count.

    Longer phrases go first; none is found within another.
    """
    words = [(match[0].casefold(), match.start(), match.end()) for match in _WORD.finditer(text)]
    taken = [False] * len(words)
    found: list[Range] = []
    for phrase in sorted(phrases, key=lambda p: -len(p.words)):
        sought = [word.casefold() for word in _WORD.findall(phrase.words)]
        for n in range(len(words) - len(sought) + 1 if sought else 0):
            end = n + len(sought)
            if [word for word, _, _ in words[n:end]] == sought and not any(taken[n:end]):
                taken[n:end] = [True] * len(sought)
                found.append(Range(words[n][1], words[end - 1][2], phrase.language))
    return tuple(sorted(found, key=lambda r: r.start))


def spoken(inlines: Sequence[Inline], phrases: Sequence[Phrase]) -> tuple[Inline, ...]:
    """The inlines with the phrases in them marked as of their language."""
    return mark(inlines, find(plain(inlines), phrases)) if phrases else tuple(inlines)


def mark(inlines: Sequence[Inline], ranges: Sequence[Range]) -> tuple[Inline, ...]:
    """The same inlines with a `Span` of its language around each range; no note call is within one."""
    return _Marker(ranges).run(inlines) if ranges else tuple(inlines)


class _Marker:
    """Goes through inlines once, counting characters."""

    def __init__(self, ranges: Sequence[Range]) -> None:
        self._ranges = ranges
        self._at = 0

    def run(self, inlines: Sequence[Inline]) -> tuple[Inline, ...]:
        done: list[Inline] = []
        group: list[Inline] = []  # inlines that stand within `around`
        around: Range | None = None

        def close() -> None:
            if group and around:
                done.append(_within(tuple(group), around.language))
            group.clear()

        for inline in self._parted(inlines):
            start, end = self._at, self._at + len(_plain(inline))
            spoken_for = isinstance(inline, Span) and bool(inline.language)  # its source says what it is
            whole = start < end and not spoken_for and not _calls(inline)
            holds = next((r for r in self._ranges if whole and r.start <= start and end <= r.end), None)
            if holds != around:
                close()
                around = holds
            if holds:
                self._at = end
                group.append(inline)
            elif isinstance(inline, Span | Link) and not spoken_for:
                done.append(replace(inline, inlines=self.run(inline.inlines)))
            else:
                self._at = end
                done.append(inline)
        close()
        return tuple(done)

    def _parted(self, inlines: Sequence[Inline]) -> Iterable[Inline]:
        """The inlines, with texts parted where a range begins or ends in them."""
        for inline in inlines:
            if not isinstance(inline, Text):
                yield inline
                continue
            start = self._at
            cuts = {edge - start for r in self._ranges for edge in (r.start, r.end)}
            edges = sorted({0, len(inline.text), *(c for c in cuts if 0 < c < len(inline.text))})
            for begin, end in itertools.pairwise(edges):
                yield Text(inline.text[begin:end])


def _within(inlines: tuple[Inline, ...], language: str) -> Inline:
    match inlines:
        case (Span(language="") as span,):
            return replace(span, language=language)
        case _:
            return Span("span", inlines, language)


def _calls(inline: Inline) -> bool:
    """Whether a note is called in it: the note is in the language of the piece."""
    match inline:
        case Span() | Link():
            return any(map(_calls, inline.inlines))
        case _:
            return isinstance(inline, NoteCall)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Span() | Link():
            return plain(inline.inlines)
        case LineBreak():
            return " "
        case NoteCall():
            return ""
