"""Lists that Markdown has beside CommonMark: definitions (PHP Markdown Extra, Pandoc) and tasks (GitHub).

A term with what describes it becomes the <dl> that it stands for, and '[x]' before a task a box, ticked or
not.
"""

from __future__ import annotations

import re

DONE, OPEN = "■", "□"
"""The boxes of tasks: of the signs for them, those that the fonts of books have."""

_DEFINES = r"[ ]{0,3}:[ \t]+"
_TERM = r"(?![ ]{4}|\t|[ ]{0,3}(?:[-*+#<=~`]|\d+[.)]|\\?\[\^|:[ \t]))[^\n|>]{1,100}\n"
_NEXT = rf"[^\W\d_a-zß-öø-ÿ][^\n]*[^\s.!?;,]\n{_DEFINES}"
"""The next term, right below what described the last one."""
_MEANS = (
    rf"{_DEFINES}\S[^\n]*\n"
    rf"(?:(?!{_DEFINES}|[ \t]*\n|{_NEXT})[^\n]+\n)*"
    r"(?:(?:[ \t]*\n)+(?:[ ]{4}|\t)[^\n]*\S[^\n]*\n)*"
)
_BLANK = r"(?:[ \t]*\n)"
_GROUP = rf"(?:{_TERM}){{1,3}}{_BLANK}?(?:{_MEANS}(?:{_BLANK}(?={_DEFINES}))?)+{_BLANK}*"
_DESCRIBED = re.compile(rf"(?:(?<=\n\n)|\A)(?:{_GROUP})+")
_ITEM = re.compile(rf"(?P<means>{_MEANS})|(?P<term>[^\n]*\S[^\n]*)\n")
_BEGINS = re.compile(rf"^{_DEFINES}", re.M)
_TASK = re.compile(r"^([ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[([ xX])\](?=[ \t]+\S)", re.M)


def marked(text: str) -> str:
    """The text with its definitions as HTML, in which Markdown goes on, and with boxes before its tasks."""
    if "[" in text:
        text = _TASK.sub(lambda task: f"{task[1]}{OPEN if task[2] == ' ' else DONE}", text)
    if not _BEGINS.search(text):
        return text
    ended = text if text.endswith("\n") else f"{text}\n"
    return _DESCRIBED.sub(_described, ended)


def _described(found: re.Match[str]) -> str:
    items: list[str] = []
    for item in _ITEM.finditer(found[0]):
        name = "dd" if item["means"] else "dt"
        text = _unindented(_BEGINS.sub("", item["means"])) if item["means"] else item["term"].strip()
        items.append(f"<{name}>\n\n{text}\n\n</{name}>\n")
    return f"<dl>\n{''.join(items)}</dl>\n\n"


def _unindented(text: str) -> str:
    """What describes a term, as paragraphs."""
    return re.sub(r"^(?: {4}|\t)", "", text, flags=re.M).strip()
