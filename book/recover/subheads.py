"""Subheads: short lines over a paragraph, weighed by their shape and by what stands around them.

A heading element is one without asking. A line of text must have the shape of one (short, no full stop);
then the evidence is weighed (weights/subhead.toml): paragraphs above and below, its words in the text, and
against it that it stands there twice, is a name, a label, a credit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from book.languages.captions import is_caption
from book.model import DROPPED, Galley, Inline, Line, LineBreak, Link, Role, Span, Text, Verdict
from book.recover import weigh
from book.recover.marks import Mark, remark
from book.recover.markup import HEADINGS
from book.recover.names import people
from book.recover.page import Look, Page, Sheet
from book.recover.zones import ends_sentence
from book.wrapping import paragraphs

LONGEST = 120  # characters
_NUMBERS = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*%?(?![\w.,])")
_FIGURES = 3  # numbers in a subhead, at most: more stand in the row of a table
_ALIKE = 3  # paragraphs of the text in elements of a page that are like this one
_MARKED = 0.7  # of the letters of a subhead that its author emphasised
_TURNS = 3  # lines that somebody says, from which on it is a conversation
_LABEL = re.compile(r"([^\W\d_][^:：]{0,40})[:：]\s*\S")
_ROWS = 2  # of a subhead that its author parted by forced line ends, at most
_PROSE = frozenset({Role.BODY, Role.QUOTATION, Role.LISTITEM, Role.DEK, Role.VERSE, Role.PREFORMATTED})
_SENTENCES = re.compile(r"[^\W\d_]{3}[.!?…][\"'”’»)]* +[\"'“‘«]?[^\W\d_]|[。！？；：][”’」』）]*[^”’」』）]")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4})[.):]\s")
_WEB = re.compile(r"https?://|www\.|@\w|\S\.(?:com|nl|org|de|net|co|uk|fr|be)\b", re.IGNORECASE)
_CREDIT = re.compile(
    r"[/©|]|\b(?:getty|reuters|dpa|afp|shutterstock|imago|picture alliance|anp)\b", re.IGNORECASE
)
_NONE = re.compile(
    r"\S\s?[=≠≤≥≈≡∈→⇒⟹⇔⟺]\s?\S|[^\W\d_]{2}[.!?…][\"'”’»)]*\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\d{1,3})\Z"
)
"""A formula; a sentence that calls a note at its end."""
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b|\b(?:19|20)\d\d\b")


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks subheads."""
    marks: dict[int, Mark] = {
        i: Mark(Role.SUBHEAD, "subheads.markup")
        for i, v in enumerate(galley.verdicts) if v.role is Role.BODY and v.line.tag in HEADINGS
    }  # fmt: skip
    page = sheet.page(galley)
    scale = weigh.load("subhead")
    for k, evidence in candidates(page):
        chance = scale.chance(evidence)
        i = page.lines[k].at
        if chance >= scale.sure and i not in marks:
            joined = i + 1 < len(galley.verdicts) and not galley.verdicts[i + 1].line.blank
            rule = "subheads.attached" if joined else "subheads.apart"
            marks[i] = Mark(Role.SUBHEAD, rule, round(chance, 2), scale.because(evidence))
    return remark(galley, marks)


def candidates(page: Page) -> list[tuple[int, dict[str, float]]]:
    """The kept lines with the shape of a subhead and something below them, each with its evidence."""
    kept = [k for k, line in enumerate(page.lines) if line.kept and line.verdict.role is not Role.NOTE]
    joins = page.given.joins(page.verdicts)
    joined = {i for run in paragraphs(page.verdicts, joins) if len(run) > 1 for i in run} if joins else joins
    speakers = Counter(filter(None, (_speaker(page.lines[k].text) for k in kept)))
    usual = Counter(page.lines[k].verdict.line.place for k in kept if page.lines[k].prose)
    found = []
    for at, k in enumerate(kept):
        line = page.lines[k]
        if line.verdict.role is not Role.BODY or not at or at + 1 == len(kept) or not shaped(line.text):
            continue
        if line.at in joined:  # with other lines it is a paragraph of text that is broken into lines
            continue
        cell = line.verdict.line.tag in ("td", "th", "li")  # an item that still is none stands in a cell
        text = line.verdict.line.text
        apart = cell or _goes_on(page, kept, at) or len(_NUMBERS.findall(text)) > _FIGURES
        apart = apart or _rows(line.verdict) > _ROWS or _spoken(text) or bool(_NONE.search(text))
        apart = apart or speakers[_speaker(line.text)] >= _TURNS or _plain(line.verdict.line, usual)
        apart = apart or _signed(page, line.at)
        apart = apart or (page.kind(k) == "date" and not any(_begun(page.lines[j]) for j in kept[:at]))
        if not apart:
            found.append((k, _evidence(page, kept, at)))
    # Half the lines of a list of links have the shape; a text has a subhead every few paragraphs.
    start, end = page.span
    prose = sum(line.prose and line.kept for line in page.lines[start:end]) or 1
    within = [(k, evidence) for k, evidence in found if start <= k < end]
    for _, evidence in within:
        share = len(within) / prose
        evidence["rare" if share < 0.1 else "regular" if share < 0.5 else "crowded"] = 1.0
    return found


def _goes_on(page: Page, kept: list[int], at: int) -> bool:
    """Whether a line's sentence goes on in the line right below it: that begins with a small letter."""
    below = page.lines[kept[at + 1]]
    beside = below.at == page.lines[kept[at]].at + 1
    return beside and below.text[:1].islower() and not below.bulleted and not below.verdict.line.place


def _begun(line: Look) -> bool:
    """Is it a paragraph of the text? Over the first of them a month and a year say when it was written."""
    return line.prose and line.verdict.role is Role.BODY


def _signed(page: Page, at: int) -> bool:
    """Does the author's name stand right below? Then this is how a letter closes: 'Yours sincerely'."""
    below = (v.role for v in page.verdicts[at + 1 :] if v.role is not Role.BLANK)
    return next(below, None) is Role.BYLINE


def _rows(verdict: Verdict) -> int:
    """The rows that a page's author parted a line into: of an address, say."""
    return 1 + sum(isinstance(inline, LineBreak) for inline in verdict.line.inlines)


def _speaker(text: str) -> str:
    """Who says a line of a conversation: 'Ann: Is it far?'"""
    found = _LABEL.match(text)
    return found[1].casefold() if found else ""


def _plain(line: Line, usual: Counter[str]) -> bool:
    """Whether a page shows a line as it shows its paragraphs, of which `usual` counts the places: a <p> like
    theirs, beside them, of which most letters are not set apart."""
    if line.tag != "p" or usual[line.place] < _ALIKE:
        return False
    marked = sum(len(text) for text, apart in _letters(line.inlines) if apart)
    return marked < _MARKED * len(line.text)


def _letters(inlines: Sequence[Inline], apart: bool = False) -> Iterator[tuple[str, bool]]:
    """The text of inlines, and of each run whether it is emphasised."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text, apart
        elif isinstance(inline, Span):
            yield from _letters(inline.inlines, apart or inline.kind not in ("span", "sup", "sub"))
        elif isinstance(inline, Link):
            yield from _letters(inline.inlines, apart)


def _spoken(text: str) -> bool:
    """Whether a line is a question or a cry that somebody utters: '— Kom je mee?'"""
    return text.lstrip()[:1] in ("–", "—", "-") and text.rstrip().endswith(("?", "!"))


def shaped(text: str) -> bool:
    """Whether a line could be a subhead by itself: short, one sentence at most, no web address."""
    if not 2 <= len(text) <= LONGEST or not any(map(str.isalpha, text)):
        return False
    if is_caption(text):
        return False
    if text.endswith((",", ";", ":", "…", "..", "–", "—", "-")) or text[0] in "(@#/&=|":
        return False
    if text.endswith((".", "。")) and not _NUMBERED.match(text):
        return False
    return not _SENTENCES.search(text) and not _WEB.search(text)


def _evidence(page: Page, kept: list[int], at: int) -> dict[str, float]:
    k = kept[at]
    line = page.lines[k]
    text, size = line.text, line.size
    put: dict[str, float] = {"bias": 1.0}
    bounds = ((1, "one-word"), (2, "two-words"), (4, "few-words"), (8, "some-words"), (13, "many-words"))
    put[next((name for top, name in bounds if size <= top), "long")] = 1.0
    put["ends-stop"] = float(text.endswith((".", "。")))
    put["ends-question"] = float(text.endswith(("?", "？")))
    put["ends-cry"] = float(text.endswith(("!", "！")))
    put["quoted"] = float(text[0] in "\"'“„«‘”")
    put["starts-small"] = float(text[0].islower())
    put["numbered"] = float(bool(_NUMBERED.match(text)))
    put["bulleted"] = float(line.bulleted)
    put["capitals"] = float(size > 1 and text.isupper())
    put["credit"] = float(bool(_CREDIT.search(text)))
    put["clock"] = float(bool(_CLOCK.search(text)))
    kind = page.kind(k)
    put["furniture"] = float(kind in ("label", "note", "mark"))
    put["signed"] = float(kind in ("byline", "date"))
    put["stops"] = float(size <= 8 and page.rules.match("stops", text) is not None)
    put["name"] = float(2 <= size <= 4 and bool(people(text, alone=True)))
    put["twice"] = float(page.counts[page.keys[k]] > 1)
    words = [w for w in page.keys[k].split() if len(w) > 3]
    put["words-return"] = sum(page.vocabulary[w] > 0 for w in words) / len(words) if words else 0.0
    start, end = page.span
    put["in-text"] = float(start <= k < end)
    put["above-text"] = float(k < start)
    put["below-text"] = float(k >= end)
    _around(page, kept, at, put)
    return put


def _around(page: Page, kept: list[int], at: int, put: dict[str, float]) -> None:
    before = [page.lines[k] for k in kept[max(0, at - 3) : at]][::-1]
    after = [page.lines[k] for k in kept[at + 1 : at + 4]]
    for name, others in (("above", before), ("below", after)):
        put[f"paragraph-{name}"] = float(paragraph(others[0]))
        put[f"long-{name}"] = float(others[0].size >= 30)
        put[f"item-{name}"] = float(others[0].verdict.role is Role.LISTITEM or others[0].bulleted)
        put[f"short-{name}"] = float(others[0].size <= 4)
        put[f"paragraphs-{name}"] = sum(paragraph(o) for o in others) / len(others)
    speech = after[0].text[:1] in "\"'“‘„«»–—-"
    put["answered"] = float(speech and page.lines[kept[at]].text.endswith("?"))
    put["speech-below"] = float(speech)
    put["same-below"] = float(shaped(after[0].text) and not paragraph(after[0]))
    put["subheads-below"] = float(shaped(after[0].text) and len(after) > 1 and paragraph(after[1]))
    index = page.lines[kept[at]].at
    verdicts = page.verdicts
    blank = index + 1 < len(verdicts) and verdicts[index + 1].line.blank
    put["apart"] = float(blank and verdicts[index - 1].line.blank)
    put["attached"] = float(not blank and verdicts[index - 1].line.blank)
    # Dropped lines right beside it: it stands among furniture.
    near = page.lines[max(0, kept[at] - 2) : kept[at]] + page.lines[kept[at] + 1 : kept[at] + 3]
    put["among-dropped"] = sum(n.verdict.role in DROPPED for n in near) / 4


def paragraph(line: Look) -> bool:
    """Whether a line reads as one of the piece's paragraphs."""
    if line.verdict.role not in _PROSE:
        return False
    return line.prose or line.size >= 14 or (line.size >= 6 and ends_sentence(line.text))
