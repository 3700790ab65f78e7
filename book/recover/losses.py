"""What the extraction lost: flagged where the text shows it, never made up.

A list is missing where a paragraph sums up several things that do not stand before it, or where a
paragraph promises something with a colon and nothing follows. A paragraph break is missing where a
sentence begins without a space.
"""

from __future__ import annotations

import re

from book.model import Finding, Galley, Role, Severity, Verdict
from book.recover import grammar
from book.recover.marks import finding, remark
from book.recover.page import Sheet
from book.words import count

_JOINED = re.compile(r"(?P<before>[^\W\d_]{2,40})[.!?…](?P<after>[^\W\d_]{2,40})(?=[\s,]|$)")
_QUICK = re.compile(r"[.!?…](?<=[^\W\d_].)[^\W\d_]")  # seeks the sign first: there are few
_DOMAIN = re.compile(r"(?:www|https?|@|/)\S*$", re.IGNORECASE)


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds a finding for each place where something seems to be lost. Changes no line."""
    rules, verdicts = sheet.rules, galley.verdicts
    numbers = frozenset(v.line.number for v in verdicts)
    kept = [verdicts[i] for i in sheet.page(galley).kept if verdicts[i].role is not Role.NOTE]
    findings: list[Finding] = []
    for k, verdict in enumerate(kept):
        before = kept[k - 1] if k else None
        after = kept[k + 1] if k + 1 < len(kept) else None
        findings += _breaks(galley, verdict)
        if verdict.role is Role.BODY and before is not None:
            findings += _antecedent(galley, before, verdict, rules)
        if verdict.role is Role.BODY and _promised(verdict, after) and not _shown(verdict, numbers):
            findings.append(
                finding(galley, "lost-list", verdict.line.number,
                        "the paragraph ends with a colon and nothing that it announces follows",
                        "look it up at the source: a list, a quotation or a picture may be lost")
            )  # fmt: skip
    return remark(galley, {}, findings=findings)


def _antecedent(galley: Galley, before: Verdict, verdict: Verdict, rules: grammar.Grammar) -> list[Finding]:
    """A summing-up right after a question or a colon, with no list between them."""
    asked = before.line.text.rstrip(" \"'”’»").endswith(("?", ":"))
    if before.role is not Role.BODY or not asked:
        return []
    hit = rules.match("losses", verdict.line.text[: grammar.LONGEST - 1])
    if hit is None:
        return []
    begin = " ".join(verdict.line.text.split()[:6])
    if hit.rule == "losses.list":
        return [
            finding(galley, "lost-list", before.line.number,
                    f"between this line and the next, which begins {begin!r}, a list seems to be lost: "
                    "it sums up what does not stand before it",
                    "look it up at the source; nothing was made up in its place")
        ]  # fmt: skip
    return [
        finding(galley, "lost-passage", before.line.number,
                f"the next line begins {begin!r}, but this one claims nothing: a passage may be lost",
                "look it up at the source", Severity.NOTE)
    ]  # fmt: skip


def _shown(verdict: Verdict, numbers: frozenset[int]) -> bool:
    """Whether a picture stands right below a paragraph: its number is no line's of the text."""
    return verdict.line.number < max(numbers) and verdict.line.number + 1 not in numbers


def _promised(verdict: Verdict, after: Verdict | None) -> bool:
    """Whether a paragraph ends with a colon and the piece, or its section, ends there too."""
    text = verdict.line.text.rstrip()
    if not text.endswith(":") or count(text) < 3:
        return False
    return after is None or after.role in (Role.SUBHEAD, Role.BREAK)


def _breaks(galley: Galley, verdict: Verdict) -> list[Finding]:
    """Sentences that begin without a space: 'af.Mijn'."""
    found = []
    text = verdict.line.text
    if not _QUICK.search(text):
        return []
    for match in _JOINED.finditer(text):
        before, after = match["before"], match["after"]
        if not before.islower() or not after[0].isupper() or not after[1:].islower():
            continue
        if _DOMAIN.search(text[max(0, match.start() - 60) : match.start() + 1]):
            continue
        found.append(
            finding(galley, "lost-break", verdict.line.number,
                    f"{match.group()!r}: a sentence begins without a space; a break may be lost here",
                    "typesetting puts a space; part the paragraph in the source if it was two")
        )  # fmt: skip
    return found
