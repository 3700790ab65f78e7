"""What the file does not say: a finding each, with the candidates and where they stand.

Nothing unsure is ever printed. What the manifest says is settled.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from book.model import Entry, Fact, Field, Finding, Galley, Severity
from book.recover.marks import finding, known, remark


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field that a book wants, and what to write in the manifest where the file lacks it."""

    field: Field
    key: str
    hint: str


WANTED: tuple[Wanted, ...] = (
    Wanted("title", "title", 'give `title = "…"` with its `title_source`, or `title_by_editors = true`'),
    Wanted("author", "authors", 'give `authors = ["…"]`, or `authors = []` for one whom nobody knows'),
    Wanted("date", "date", 'give `date = "YYYY-MM-DD"` with its `date_source`'),
    Wanted("outlet", "outlet", 'give `outlet = "…"` with its `outlet_source`'),
)


def report(galley: Galley, entry: Entry | None = None) -> Galley:
    """Adds a finding for each wanted field that neither the file nor the manifest settles."""
    findings: list[Finding] = []
    for wanted in WANTED:
        sure = known(galley, wanted.field)
        told = _told(entry, wanted.key)
        if told is not None:
            findings += _differs(galley, wanted, told, sure)
        elif not sure:
            findings.append(_missing(galley, wanted, entry))
    return remark(galley, {}, findings=findings)


def _told(entry: Entry | None, key: str) -> tuple[str, ...] | None:
    """What the manifest says of this field; None if nothing."""
    if entry is None:
        return None
    value = getattr(entry, key)
    if isinstance(value, str):
        return (value,) if value else None
    return tuple(value) if value is not None else None


def _missing(galley: Galley, wanted: Wanted, entry: Entry | None) -> Finding:
    """The finding, at the line of a candidate; where there is none, at the piece's entry in the manifest,
    with the key that is to be added there."""
    candidates = [f for f in galley.facts if f.field == wanted.field and not f.sure]
    said = "; ".join(f"perhaps {_shown(f)}" for f in candidates[:4])
    line = next((f.line for f in candidates if f.line is not None), None)
    there = entry is not None and entry.place.line is not None and line is None
    message = f"{galley.seed if there else 'the file'} does not say its {wanted.field}"
    told = finding(
        galley,
        f"no-{wanted.field}",
        line,
        message + (f": {said}" if said else ""),
        wanted.hint,
        Severity.NOTE,
    )
    if entry is None or not there:
        return told
    return replace(told, place=replace(entry.place, key=f"{entry.place.key}.{wanted.key}"))


def _differs(galley: Galley, wanted: Wanted, told: tuple[str, ...], sure: tuple[Fact, ...]) -> list[Finding]:
    said = tuple(f.value for f in sure)
    if not said or set(told) == set(said) or (wanted.field != "author" and told[0] == said[0]):
        return []
    message = (
        f"the plan gives the {wanted.field} {', '.join(told) or 'nobody'!r}; "
        f"the file says {', '.join(_shown(f) for f in sure)}"
    )
    return [
        finding(galley, "manifest-differs", sure[0].line, message, "the plan's is printed", Severity.NOTE)
    ]


def _shown(fact: Fact) -> str:
    where = f" (line {fact.line})" if fact.line is not None else ""
    return f"{fact.value!r}{where}"
