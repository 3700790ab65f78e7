"""The printer's proof: the pages of the book with marks on them, and what the marks mean.

The marks lie under the text and their words in the outer margin, so that every page stays as it is printed.
The file is not an edition: it is for who reads proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from book.model import Account, Edition, Finding
from book.render import marking
from book.render.engine import Layout
from book.render.fontfaces import font_faces
from book.render.look import look
from book.render.marking import Kind, Mark
from book.render.paper import LaidOut, file_name
from book.render.typeface import Typeface
from book.render.xhtml import element, escape

_PT = 0.75  # CSS px to points
_FONT = "Proof"
_TYPE = 5.0  # points, of the words in the margin
_WIDE = 0.48  # em, of a letter of Helvetica on average
_QUADS = "MM"  # two em quads: as wide as a swatch is
_GAP = 1.0  # em, between columns
_SLACK = 0.1  # em: rounding must not part a word from its column

COLOURS: Mapping[Kind, str] = {
    "loose": "#ffd9a0",
    "tight": "#bcd8f5",
    "hyphens": "#f5b5b5",
    "runt": "#dcc6f0",
    "short": "#f3e2e2",
    "changed": "#fff3a6",
    "finding": "#b9e6c1",
}
"""Each kind of mark: light enough to read what stands on it."""


def render(laid_out: LaidOut, accounts: Sequence[Account], findings: Sequence[Finding]) -> Edition:
    """`<slug>-proof.pdf`: the legend, the findings, then the pages as they were laid out, marked.

    `accounts` tell what was changed, `findings` what there is to look at.
    """
    marks = found(laid_out, accounts, findings)
    before = _legend(laid_out, marks, accounts, findings)
    pages = laid_out.layout.varied(before=before)
    by_page: dict[int, list[Mark]] = {}
    for mark in marks:
        by_page.setdefault(mark.page + len(before), []).append(mark)

    def finish(_: Any, pdf: Any) -> None:
        for number, reference in enumerate(pdf.page_references):
            if number in by_page:
                _draw(pdf, _object(pdf, reference), by_page[number], recto=number % 2 == 0)

    data = pages.pdf(laid_out.anthology.identifier, finish, "pdf")
    return Edition(file_name(laid_out.anthology, kind="proof"), data, "application/pdf")


def found(laid_out: LaidOut, accounts: Sequence[Account], findings: Sequence[Finding]) -> tuple[Mark, ...]:
    """All marks, those of a line before those of the words on it."""
    face = look(laid_out.style, laid_out.anthology.language).text
    pages = laid_out.layout.pages
    lines = marking.lines(pages)
    words = {
        key: marking.Words([line for line in lines if line.key.partition(".")[0] == key], face)
        for key in dict.fromkeys(line.key.partition(".")[0] for line in lines)
    }
    changed = (
        mark
        for account in accounts
        if (own := words.get(f"chapter-{account.key}")) is not None
        for mark in marking.of_changes(own, account)
    )
    return (
        *marking.of_pages(lines, pages, laid_out.size.leading / _PT),
        *marking.of_lines(lines, face),
        *marking.of_findings(lines, words, laid_out.anthology, accounts, findings),
        *changed,
    )


# --------------------------------------------------------------------------- on the pages


def _draw(pdf: Any, page: Any, marks: Sequence[Mark], *, recto: bool) -> None:
    """Put the marks under the page's content, in the PDF's own space: points from the foot."""
    import pydyf

    _, _, _, height = page["MediaBox"]
    drawn = ["q"]
    for mark in marks:
        red, green, blue = (int(COLOURS[mark.kind][n : n + 2], 16) / 255 for n in (1, 3, 5))
        box = (mark.left, height / _PT - mark.bottom, mark.right - mark.left, mark.bottom - mark.top)
        placed = " ".join(f"{edge * _PT:.2f}" for edge in box)
        drawn.append(f"{red:.3f} {green:.3f} {blue:.3f} rg {placed} re f")
    edge = _PT * (max(mark.right for mark in marks) if recto else min(mark.left for mark in marks))
    for top, labels in _labels(marks):
        for number, label in enumerate(labels):
            x = edge + 6 if recto else max(edge - 6 - _WIDE * _TYPE * len(label), 4)
            y = height - top * _PT - _TYPE * (1.2 + number)
            shown = label.replace("‐", "-").encode("cp1252", "replace").hex()
            drawn.append(f"BT 0.35 g /{_FONT} {_TYPE} Tf {x:.2f} {y:.2f} Td <{shown}> Tj ET")
    drawn.append("Q")
    pdf.objects[int(page["Contents"].split()[0])].stream.insert(0, "\n".join(drawn).encode("latin-1"))
    resources = _object(pdf, page["Resources"])
    fonts = _object(pdf, resources.setdefault("Font", pydyf.Dictionary()))
    fonts[_FONT] = pydyf.Dictionary(
        {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica", "Encoding": "/WinAnsiEncoding"}
    )


def _object(pdf: Any, value: Any) -> Any:
    """What a reference ('12 0 R') refers to; a value that is none is itself."""
    if isinstance(value, bytes | str):
        return pdf.objects[int(value.split()[0])]
    return value


def _labels(marks: Sequence[Mark]) -> Iterator[tuple[float, list[str]]]:
    """What the margin says beside each line, under each other."""
    said: dict[int, list[str]] = {}
    for mark in marks:
        if mark.label:
            text = f"[{mark.label}]" if mark.kind == "finding" else mark.label
            said.setdefault(round(mark.top), []).append(text)
    for top, texts in said.items():
        yield top, list(dict.fromkeys(texts))


# --------------------------------------------------------------------------- what they mean


def _legend(
    laid_out: LaidOut, marks: Sequence[Mark], accounts: Sequence[Account], findings: Sequence[Finding]
) -> tuple[Any, ...]:
    """The pages before the book's, an even number of them: the kinds of marks, the rules, the findings."""
    word, size = laid_out.language.word, laid_out.size
    counts = Counter(mark.kind for mark in marks if mark.label)
    kinds = [
        (
            Markup('<span style="background:{}">\u2003\u2003</span>').format(colour),
            escape(word(f"proof-{kind}")),
            str(counts[kind]),
        )
        for kind, colour in COLOURS.items()
    ]
    rules: dict[str, list[Any]] = {}
    for account in accounts:
        kept = {0, *(v.line.number for v in account.galley.verdicts if v.kept)}
        for change in (change for change in account.changes if change.line in kept):
            rules.setdefault(change.rule, []).append(change)
    traced = [
        (escape(rule), _example(changes[0]), str(len(changes))) for rule, changes in sorted(rules.items())
    ]
    told = [
        (escape(str(n)), escape(f"{f.place}: {f.message}" + (f" ({f.hint})" if f.hint else "")), f.check)
        for n, f in enumerate(findings, 1)
    ]
    face = look(laid_out.style, laid_out.language.code).text
    faces = font_faces(laid_out.style.files)
    sheet = "".join(
        f'@font-face{{font-family:"{f.family}";font-weight:{f.weight};'
        f"font-style:{'italic' if f.italic else 'normal'};src:url({f.path})}}"
        for f in faces
    )
    family = faces[0].family if faces else "serif"
    document = f"""<!doctype html>
<html lang="{escape(laid_out.language.code)}"><head><meta charset="utf-8"><style>{sheet}
@page {{ size: {size.width}mm {size.height}mm; margin: 18mm 16mm }}
body {{ font: 8.5pt/12pt "{family}"; margin: 0 }}
h1 {{ font-size: 20pt; font-weight: normal; line-height: 24pt; margin: 0 0 6pt }}
h2 {{ font: italic 11pt/12pt "{family}"; margin: 18pt 0 6pt; break-after: avoid }}
p {{ margin: 0 }} table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
tr {{ break-inside: avoid }}
td {{ vertical-align: top; padding: 1pt 8pt 1pt 0; border-bottom: .3pt solid #bbb; overflow-wrap: anywhere }}
td:first-child, td:last-child {{ white-space: nowrap }}
td:last-child {{ text-align: right; padding-right: 0 }}
</style></head><body>
<h1>{escape(word("proof"))}</h1>
<p><i>{escape(laid_out.anthology.title)}</i></p>
<p>{escape(word("proof-about"))}</p>
<h2>{escape(word("proof-marks"))}</h2>{_table(kinds, face)}
<h2>{escape(word("proof-rules"))}</h2>{_table(traced, face)}
<h2>{escape(word("proof-findings"))}</h2>{_table(told, face)}
</body></html>"""
    layout = Layout(document, laid_out.style.files)
    layout.pad(2)
    return tuple(layout.pages)


def _table(rows: Sequence[tuple[Markup, Markup, str]], face: Typeface) -> Markup:
    """Rows of three cells, of which the one in the middle has the width that the others leave.

    The columns are measured here: the engine would measure all that is in them anew for each page.
    """
    if not rows:
        return Markup("")
    first = max(face.width(row[0].striptags() or _QUADS) for row in rows) + _GAP
    last = max(face.width(row[2]) for row in rows)
    columns = (f"width: {first:.2f}em", "", f"width: {last + _SLACK:.2f}em")
    made = (element("tr", Markup("").join(element("td", escape(cell)) for cell in row)) for row in rows)
    return element("table", Markup("").join((*(element("col", style=column) for column in columns), *made)))


def _example(change: Any) -> Markup:
    """'before → after', with spaces that do not break shown."""
    before, after = (_visible(text[:60]) for text in (change.before, change.after))
    return escape(f"{before} → {after}")


def _visible(text: str) -> str:
    return text.replace("\u00a0", "°").replace("\u202f", "°").replace("\n", " ")
