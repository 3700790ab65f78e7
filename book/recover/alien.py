"""What stays in a text and is perhaps not its author's: told to the editor, never changed.

Fields that a program was to fill in (a newsletter that was copied as it was written), hashtags at the end of
a text, and a page with hardly any text: an error, a wall to log in at, a list of links.
"""

from __future__ import annotations

import re

from book.model import Finding, Galley, Role, Severity, Verdict
from book.recover.marks import finding, remark
from book.recover.page import Sheet
from book.sentences import columns, running

_FIELD = re.compile(
    r"\*\|[A-Z][\w:.-]{0,60}\|\*"  # Mailchimp
    r"|\{\{\s*[#/]?[A-Za-z_][\w.:-]{0,40}(?:\s*\|[^{}\n]{0,60})?\s*\}\}"  # Handlebars, Liquid
    r"|%%[A-Za-z_]\w{0,40}%%"  # Salesforce
    r"|%[A-Z]{2,}(?:_[A-Z]+)*%"  # ActiveCampaign
)
_TAG = r"#(?=[\w-]*[^\W\d_])[\w-]++"
_TAGS = re.compile(rf"(?:(?<=\s)|^){_TAG}(?:[\s,;·]++{_TAG})*+[\s.]*\Z")
_TAIL = 400  # characters at the end of a text in which its tags stand
_FEW = 250  # columns of running text, each line by how sure it is: fewer is no column
_PAGE = 8  # lines that a page has at least around its text
_ROWS = frozenset({Role.VERSE, Role.PREFORMATTED})


def recover(galley: Galley, sheet: Sheet) -> Galley:
    """Adds the findings. Changes no line."""
    kept = [galley.verdicts[i] for i in sheet.page(galley).kept]
    findings: list[Finding] = [
        finding(galley, "merge-field", verdict.line.number,
                f"{found[0]!r} is a field that a program was to fill in",
                f"mend the words in the seed, or leave the line out: kill = [{verdict.line.number}]",
                Severity.WARNING)
        for verdict in kept
        if verdict.role is not Role.PREFORMATTED and (found := _FIELD.search(verdict.line.text))
    ]  # fmt: skip
    if kept and kept[-1].role is Role.BODY and (tags := _TAGS.search(kept[-1].line.text[-_TAIL:])):
        findings.append(
            finding(galley, "hashtags", kept[-1].line.number,
                    f"the text ends in {tags[0].strip()!r}, which may be what its page filed it under",
                    "take it out of the seed, or leave the line out, if it is not the author's",
                    Severity.NOTE)
        )  # fmt: skip
    if hardly_text(galley, kept):
        first = kept[0].line.number if kept else None
        findings.append(
            finding(galley, "hardly-text", first,
                    "there is hardly any text of an author's on this page: it may be an error, a wall to log "
                    "in at or a list of links",
                    "look at the page; save it again, or take its piece out of the plan", Severity.WARNING)
        )  # fmt: skip
    return remark(galley, {}, findings=findings)


def hardly_text(galley: Galley, kept: list[Verdict]) -> bool:
    """Is this a page, and what is kept of it hardly text?"""
    if galley.whole or any(verdict.role in _ROWS for verdict in kept):
        return False
    page = [verdict for verdict in galley.verdicts if verdict.line.place and not verdict.line.blank]
    if len(page) < _PAGE:
        return False
    sure = sum(v.certainty * columns(v.line.text) for v in kept if running(v.line.text.strip()))
    return sure < _FEW
