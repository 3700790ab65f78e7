"""What a page discloses when asked (<details>), amid its text -> a term and what is said of it.

Several in a row are the parts of a page (questions, each with its answer): their summaries are its headings.
One by itself is no part: what stands below it goes on with the text above.
"""

from __future__ import annotations

from lxml.html import HtmlElement

_TEXT = frozenset({"p", "ul", "ol", "blockquote", "table", "figure", "pre"})


def mend(document: HtmlElement) -> None:
    """Makes a list of definitions of each <details> that stands alone between two blocks of text."""
    for details in list(document.iter("details")):
        above, below = details.getprevious(), details.getnext()
        alone = above is not None and below is not None and above.tag in _TEXT and below.tag in _TEXT
        summary = details[0] if len(details) else None
        if not alone or summary is None or summary.tag != "summary" or len(details) < 2:
            continue
        if any(child.tag not in _TEXT for child in details[1:]):
            continue
        said = details.makeelement("dd")
        for child in list(details[1:]):
            said.append(child)
        details.append(said)
        details.tag, summary.tag = "dl", "dt"
