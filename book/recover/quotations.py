"""Quotations set apart: the epigraph above a piece, the pull quote within it, and who they are by."""

from __future__ import annotations

import re

from book.model import Galley, Role
from book.recover.marks import Mark, remark
from book.recover.page import Sheet
from book.recover.zones import ends_sentence, norm
from book.words import count

LONGEST = 90  # words
SHORT = 13
"""Words of a quotation that may be a subhead."""
DASHES = ("—", "–", "―")
"""Behind which a line of its own says whom what stands above it is by."""
EPIGRAPH = "quotations.epigraph"
"""The rule of a quotation that is an epigraph, whoever tells."""
QUOTED = frozenset({Role.QUOTATION, Role.ATTRIBUTION})
_TEXT = frozenset({Role.BODY, Role.DEK, Role.SUBHEAD})
_PAIRS = {
    "'": "'’",
    '"': '"”',
    "‘": "’'‘",
    "“": '”"“',
    "„": '“”"',
    "‚": "‘’'",
    "«": "»",
    "»": "«",
    "‹": "›",
    "”": "”",
    "’": "’",
}
_CALL = re.compile(r"(?:[⁰¹²³⁴-⁹]{1,3}|\[\d{1,3}\]|\*{1,3})\Z")
_DASHED = re.compile(r"(?:[—–―~]|-{1,2})\s*(?P<who>\S.{1,90})")
_BRACKETED = re.compile(r"\((?P<who>[^()]{2,80})\)")


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Marks epigraphs, pull quotes and their attributions.

    A paragraph of direct speech stands between quotation marks too: so within the piece a quotation is
    set apart only if it is attributed, or repeats words of the piece as a sentence; above it, if the piece
    does not go on speaking. Short words of the piece without a full stop are left to be its subheads.
    """
    verdicts = galley.verdicts
    kept = [i for i in sheet.page(galley).kept if verdicts[i].role in _TEXT]
    quoted = [
        k for k, i in enumerate(kept) if verdicts[i].role is Role.BODY and enclosed(verdicts[i].line.text)
    ]
    marks: dict[int, Mark] = {}
    speech = [k for k in quoted if not (k + 1 < len(kept) and attribution(verdicts[kept[k + 1]].line.text))]
    for k in quoted:
        i = kept[k]
        after = verdicts[kept[k + 1]].line.text if k + 1 < len(kept) else ""
        said = attribution(after)
        if k == 0 and (said or (len(speech) == 1 and after and after.lstrip()[0] not in _PAIRS)):
            marks[i] = Mark(Role.QUOTATION, EPIGRAPH, 0.9 if said else 0.7)
        elif said:
            marks[i] = Mark(Role.QUOTATION, "quotations.attributed", 0.9)
        elif not _headed(verdicts[i].line.text) and _repeated(galley, i):
            marks[i] = Mark(Role.QUOTATION, "quotations.repeated", 0.7, "its words stand in the text too")
        if said and i in marks:
            marks[kept[k + 1]] = Mark(Role.ATTRIBUTION, "quotations.attribution", 0.9)
    return remark(galley, marks)


def enclosed(text: str) -> bool:
    """Whether one pair of quotation marks holds the whole line, but for a note's call behind it."""
    text = text.strip()
    if text[:1] not in _PAIRS:
        return False
    text = _CALL.sub("", text).strip()
    if len(text) < 4 or text[0] not in _PAIRS or count(text) > LONGEST:
        return False
    closers = _PAIRS[text[0]]
    if text[-1] not in closers:
        return False
    inner = text[1:-1]
    # A closing mark before a space or a comma ends the quotation early; before a letter it is an apostrophe.
    return not any(
        c in closers
        and (k + 1 == len(inner) or not inner[k + 1].isalnum())
        and k
        and inner[k - 1].isalnum() is False
        for k, c in enumerate(inner)
    ) and not (text[0] in '"“„«' and any(c in closers for c in inner))


def attribution(text: str) -> str:
    """Whom a line after a quotation names as its source: '— X', '(vrij naar X)'; '' if it does not."""
    text = text.strip()
    found = _DASHED.fullmatch(text) or _BRACKETED.fullmatch(text)
    if not found or count(text) > 10 or text.endswith((".", "!", "?", ":")):
        return ""
    who = found["who"]
    return who if any(c.isupper() for c in who) else ""


def _headed(text: str) -> bool:
    """Whether a quotation is as short as a subhead, begins and ends as one: “We want to stay”."""
    first = text.strip().lstrip("".join(_PAIRS))[:1]
    return count(text) <= SHORT and not first.islower() and first != "…" and not ends_sentence(text)


def _repeated(galley: Galley, i: int) -> bool:
    key = norm(galley.verdicts[i].line.text)
    if len(key.split()) < 5:
        return False
    return any(
        k != i and v.role is Role.BODY and len(v.line.text) > len(key) and key in norm(v.line.text)
        for k, v in enumerate(galley.verdicts)
    )
