"""What an author lists below his text: sources, literature, notes, further reading."""

from __future__ import annotations

from book.clean.markup import HEADINGS, free
from book.clean.markuptraits import linked
from book.clean.page import Page, Verdicts, rerole
from book.clean.tables import BY_PROSE
from book.model import Line, Role, Verdict

_LEADING = (*BY_PROSE, "beyond")
"""The judges that ask whether a line reads like the text above: a list of sources does not."""


def apparatus(verdicts: Verdicts, page: Page) -> Verdicts:
    """Keeps what stands below 'Sources', in the element whose paragraphs are kept, to the next heading.

    Nothing on the way down to it may be furniture's.
    """
    homes: set[str] = set()
    changes: dict[int, Verdict] = {}
    box = ""
    for i, verdict in enumerate(verdicts):
        line = verdict.line
        if not page.texts[i] or not line.place:
            continue
        parent = line.place.rpartition(" > ")[0]
        if box and not line.place.startswith(box + " > "):
            box = ""
        named = page.texts[i].rstrip(" :").lower() in page.apparatus
        if line.tag in HEADINGS or (named and _heads(line)):
            box = parent if named and parent in homes else ""
        if box and not verdict.kept and verdict.rule.startswith(_LEADING):
            if free(line.place.removeprefix(box + " > ").split(" > ")):
                changes[i] = Verdict(
                    line, Role.BODY, "stet", 0.6, "among what the author lists below the text"
                )
        elif verdict.kept and line.tag == "p":
            homes.add(parent)
    return rerole(verdicts, changes)


def _heads(line: Line) -> bool:
    """Is a paragraph a heading by how it is set: all in bold, or with a colon?"""
    text = line.text.strip()
    return line.tag == "p" and (text.endswith(":") or linked(line.inlines)[2] >= len(text))
