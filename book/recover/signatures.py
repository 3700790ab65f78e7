"""A bare name as the byline: 'Adam Visser' and nothing else, right below the title.

The weakest evidence for an author, so the last to be asked: two words or more with the shape of a name,
none of them an ordinary word of the text, and no other name there.
"""

from __future__ import annotations

from book.model import Fact, Galley, Role
from book.recover import grammar
from book.recover.marks import OPEN, Mark, known, remark
from book.recover.names import ordinary, people
from book.recover.zones import lowercase, zones

LONGEST = 70


def recover(galley: Galley) -> Galley:
    """Marks a bare name between the title and the opening; adds it as the author, if no line names one."""
    if known(galley, "author"):
        return galley
    rules = grammar.load(galley.language)
    area = zones(galley)
    titles = [i for i in area.head if galley.verdicts[i].role is Role.TITLE]
    if not titles:
        return galley
    lower = lowercase(galley)
    found: dict[int, tuple[str, ...]] = {}
    for i in area.head:
        verdict = galley.verdicts[i]
        text = grammar.strip(verdict.line.text)
        if (
            i < titles[-1]
            or verdict.role not in OPEN
            or len(text) > LONGEST
            or rules.match("furniture", text)
        ):
            continue
        names = people(text, alone=True)
        if names and len(names[0].split()) <= 4 and not any(ordinary(n, lower) for n in names):
            found[i] = names
    if not found or len(set(found.values())) > 1:
        facts = [Fact("author", n, "signatures.name", galley.verdicts[i].line.number, False)
                 for i, names in found.items() for n in names]  # fmt: skip
        return remark(galley, {}, facts)
    i, names = next(iter(found.items()))
    facts = [Fact("author", n, "signatures.name", galley.verdicts[i].line.number) for n in names]
    return remark(galley, {k: Mark(Role.BYLINE, "signatures.name", 0.7) for k in found}, facts)
