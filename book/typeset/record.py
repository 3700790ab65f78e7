"""What was changed, in words: from edits by their place to `Change`s that an editor can read.

A change's `before` is the word or words that were touched. Changes are kept in the order in which they
were made, and each is found again by searching for `before` from the end of the previous change of the
same rule (then from the beginning). `before` takes in as many neighbours as that search needs to come
out right, so `replay` turns the author's text into ours with nothing but the changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from book.model import Change
from book.typeset.flow import Edit, Flow


@dataclass(slots=True)
class Record:
    """The changes of one block, and where the search for the next one begins."""

    line: int
    changes: list[Change] = field(default_factory=list)
    _rule: str = ""
    _at: int = 0

    def apply(self, flow: Flow, edits: Sequence[Edit]) -> Flow:
        """The flow after `edits` (in order, not overlapping), rule by rule; each rule's changes are noted."""
        pending = list(edits)
        for rule in dict.fromkeys(edit.rule for edit in edits):
            now = [edit for edit in pending if edit.rule == rule]
            self._note(rule, flow.text, now)
            flow = flow.apply(now)
            pending = _moved([edit for edit in pending if edit.rule != rule], now)
        return flow

    def _note(self, rule: str, text: str, edits: Sequence[Edit]) -> None:
        if rule != self._rule:
            self._rule, self._at = rule, 0
        shift = 0  # how much longer the text has become by the changes already noted
        current = text
        for group in _groups(text, edits):
            start, end = _words(text, group[0].start, group[-1].end)
            start, end = start + shift, end + shift
            start, end = _findable(current, start, end, self._at)
            before = current[start:end]
            after = _edited(before, [_shifted(edit, shift - start) for edit in group])
            self.changes.append(Change(rule, self.line, before, after))
            current = current[:start] + after + current[end:]
            shift += len(after) - len(before)
            self._at = start + len(after)


def replay(text: str, changes: Iterable[Change]) -> str:
    """A block's text after its changes. Raises ValueError where a change's words are not found."""
    rule, at = "", 0
    for change in changes:
        if change.rule != rule:
            rule, at = change.rule, 0
        start = _find(text, change.before, at)
        if start < 0:
            raise ValueError(f"no {change.before!r} in {text!r}")
        text = text[:start] + change.after + text[start + len(change.before) :]
        at = start + len(change.after)
    return text


def _find(text: str, words: str, at: int) -> int:
    found = text.find(words, at)
    return found if found >= 0 else text.find(words)


def _findable(text: str, start: int, end: int, at: int) -> tuple[int, int]:
    """The span from `start` to `end`, grown until a search from `at` for its words finds just it."""
    while _find(text, text[start:end], at) != start or start == end:
        if start == 0 and end == len(text):
            break
        start, end = _words(text, max(start - 1, 0), min(end + 1, len(text)))
    return start, end


def _words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span grown to whole words; white space at its own edges takes in the words beyond."""
    while start > 0 and (not text[start - 1].isspace() or (start < end and text[start].isspace())):
        start -= 1
    while end < len(text) and (not text[end].isspace() or (start < end and text[end - 1].isspace())):
        end += 1
    return start, end


def _groups(text: str, edits: Sequence[Edit]) -> list[list[Edit]]:
    """Edits whose words touch or overlap, together."""
    groups: list[list[Edit]] = []
    reach = -1
    for edit in edits:
        if edit.end < reach:  # within the words reached: a word of a megabyte is looked at once
            groups[-1].append(edit)
            continue
        start, end = _words(text, edit.start, edit.end)
        if groups and start <= reach:
            groups[-1].append(edit)
        else:
            groups.append([edit])
        reach = max(reach, end)
    return groups


def _edited(text: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _shifted(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.text, edit.rule)


def _moved(edits: Sequence[Edit], applied: Sequence[Edit]) -> list[Edit]:
    """Where edits come to stand after others have been applied; both are in order."""
    moved: list[Edit] = []
    by, i = 0, 0
    for edit in edits:
        while i < len(applied) and (applied[i].start, applied[i].end) <= (edit.start, edit.start):
            by += len(applied[i].text) - (applied[i].end - applied[i].start)
            i += 1
        moved.append(_shifted(edit, by))
    return moved
