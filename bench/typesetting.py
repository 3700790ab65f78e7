"""One text, one font, one measure: set by WeasyPrint alone, Typst, LuaTeX with microtype, and the press.

    python bench/typesetting.py [--repeat N] [--out DIR] [--project DIR]

The text is that of the project's pieces, cleaned and typeset by the press, N times over. Prints a Markdown
table of the figures of `typemetrics.py` and the time of each, the first time and the second; an engine that
is not installed is named as not run. Typst is on PyPI (`pip install typst`), LuaTeX is Debian's
texlive-luatex with texlive-latex-extra and texlive-lang-european.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from importlib.util import find_spec
from pathlib import Path

from typemetrics import Figures, measure
from weasyprint import HTML

from book import cache, prepress
from book.languages.hyphenation import breaks
from book.model import Heading, Paragraph, Style
from book.project import files, looks
from book.render.composing import compose_lines
from book.render.engine import Layout
from book.render.markup import words
from book.render.trims import MM_PER_POINT, Trim, page_css, trim

_FEATURES = (
    "loose", "very_loose", "tight", "contrast", "hyphenated", "ladders", "longest_ladder", "short_pages",
)  # fmt: skip
_LABELS = {
    "loose": "lines with spaces over 1.5 × natural, %",
    "very_loose": "over 2 ×, %",
    "tight": "under 0.8 ×, %",
    "contrast": "neighbours that differ by over 0.5, %",
    "hyphenated": "hyphenated, %",
    "ladders": "three and more hyphens in a row",
    "longest_ladder": "longest row of hyphens",
    "short_pages": "short pages",
    "pages": "pages",
}


@dataclass(frozen=True, slots=True)
class Chapter:
    """A title and its blocks: (is it a subhead, its text)."""

    title: str
    blocks: tuple[tuple[bool, str], ...]


@dataclass(frozen=True, slots=True)
class Job:
    chapters: Sequence[Chapter]
    style: Style
    size: Trim
    language: str
    fonts: Path
    styles: Path
    out: Path


def load(project: Path, repeat: int, out: Path) -> Job:
    found = files.find(project)
    manifest = files.load_manifest(found)
    style = looks.load_style(found, manifest.style)
    copy = prepress.prepare(manifest, files.load_seeds(found, manifest), style=style)
    chapters = [
        Chapter(
            chapter.piece.title,
            tuple(
                (isinstance(block, Heading), words(block.inlines))
                for block in chapter.piece.blocks
                if isinstance(block, Heading | Paragraph)
            ),
        )
        for chapter in copy.anthology.chapters
    ]
    styles = out / "style"
    for path, data in style.files.items():
        file = styles / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    size = trim(style.trims, manifest.trim)
    return Job(chapters * repeat, style, size, manifest.language, styles / "fonts", styles, out)


# --------------------------------------------------------------------------- the engines


def _html(job: Job) -> str:
    sections = []
    for n, chapter in enumerate(job.chapters):
        blocks, first = [], True
        for i, (head, text) in enumerate(chapter.blocks):
            kind = "h2" if head else "p"
            opens = ' class="first"' if first and not head else ""
            blocks.append(f'<{kind}{opens} data-k="c{n}.{i}">{escape(text)}</{kind}>')
            first = head
        sections.append(
            f'<section class="chapter" id="c{n}" data-verso="" data-recto="">'
            f'<header><h1 data-k="c{n}.t">{escape(chapter.title)}</h1></header>{"".join(blocks)}</section>'
        )
    return (
        f'<!doctype html><html lang="{job.language}"><head><meta charset="utf-8"><title>x</title>'
        f"<style>{page_css(job.size)}</style>"
        '<link rel="stylesheet" href="core.css"><link rel="stylesheet" href="print.css">'
        f"</head><body>{''.join(sections)}</body></html>"
    )


def weasyprint(job: Job, pdf: Path) -> None:
    """WeasyPrint as it comes: none of what `book.render.engine` does to make it faster."""
    page = HTML(string=_html(job), base_url=f"{job.styles}/")
    page.write_pdf(pdf, pdf_variant="pdf/a-2a", pdf_identifier=b"bench")


def ours(job: Job, pdf: Path) -> None:
    shelf = cache.Shelf(job.out / "kept", "bench")
    set_ = compose_lines(_html(job), job.style.files, job.size, breaks, keep=shelf.keep)
    layout = Layout(set_.html, {**job.style.files, **set_.fonts})
    pdf.write_bytes(layout.pdf("bench", lambda *_: None))


def typst(job: Job, pdf: Path) -> None:
    import typst as engine

    size = job.size
    lines = [
        f"#set page(width: {size.width}mm, height: {size.height}mm, margin: (inside: {size.inner}mm, "
        f"outside: {size.outer}mm, top: {size.top}mm, bottom: {size.foot}mm))",
        f'#set text(font: "Linux Libertine O", size: {size.size}pt, lang: "{job.language}", '
        f'number-type: "old-style", top-edge: {size.size * 0.75}pt, bottom-edge: {-size.size * 0.25}pt)',
        f"#set par(justify: true, leading: {size.leading - size.size}pt, "
        f"spacing: {size.leading - size.size}pt, first-line-indent: {1.3 * size.size}pt)",
        f"#show heading: set block(above: {size.leading}pt, below: 0pt)",
        f"#show heading: set text(size: {size.size}pt)",
    ]
    for chapter in job.chapters:
        lines += ['#pagebreak(to: "odd", weak: true)', "#v(6em)", f"= {_typst(chapter.title)}", "#v(3em)"]
        for head, text in chapter.blocks:
            lines += ["", f"== {_typst(text)}" if head else _typst(text)]
    source = job.out / "book.typ"
    source.write_text("\n".join(lines), encoding="utf-8")
    engine.compile(source, output=pdf, font_paths=[job.fonts], ignore_system_fonts=True)


def _typst(text: str) -> str:
    # Its own quotes and dashes are off the question: the text is typeset already.
    return "".join("\\" + c if c in "\\#*_`$<>@=-+/~[]'\"" else c for c in text)


def luatex(job: Job, pdf: Path) -> None:
    size = job.size
    language = {"nl": "dutch", "en": "english", "de": "german", "fr": "french"}[job.language[:2]]
    body = []
    for chapter in job.chapters:
        body.append(f"\\cleardoublepage\\vspace*{{6\\baselineskip}}{{\\Large {_tex(chapter.title)}\\par}}")
        body.append("\\vspace{3\\baselineskip}\\noindent")
        for head, text in chapter.blocks:
            body.append(
                f"\\pagebreak[2]\\vspace{{\\baselineskip}}\\noindent\\textbf{{{_tex(text)}}}\\nopagebreak\\par\\noindent"
                if head
                else _tex(text) + "\\par"
            )
    source = job.out / "book.tex"
    source.write_text(
        "\\documentclass[twoside]{book}\\usepackage["
        f"paperwidth={size.width}mm,paperheight={size.height}mm,inner={size.inner}mm,outer={size.outer}mm,"
        f"top={size.top}mm,textheight={size.lines * size.leading * MM_PER_POINT}mm]{{geometry}}"
        f"\\usepackage{{fontspec}}\\setmainfont{{LinLibertine_R.otf}}[Path={job.fonts}/,Numbers=OldStyle,"
        "ItalicFont=LinLibertine_RI.otf,BoldFont=LinLibertine_RB.otf]"
        f"\\usepackage[{language}]{{babel}}\\usepackage[protrusion=true,expansion=true,stretch=20,shrink=20]"
        "{microtype}\\pagestyle{empty}\\frenchspacing\\raggedbottom\\widowpenalty10000\\clubpenalty10000"
        "\\begin{document}"
        f"\\fontsize{{{size.size}bp}}{{{size.leading}bp}}\\selectfont\\parindent{1.3 * size.size}bp\n"
        + "\n\n".join(body)
        + "\n\\end{document}\n",
        encoding="utf-8",
    )
    command = ["lualatex", "-interaction=batchmode", f"-output-directory={job.out}", str(source)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (job.out / "book.pdf").replace(pdf)


def _tex(text: str) -> str:
    special = {"\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}"}
    return "".join(special.get(c) or ("\\" + c if c in "&%$#_{}" else c) for c in text)


ENGINES: dict[str, tuple[Callable[[Job, Path], None], Callable[[], bool]]] = {
    "WeasyPrint alone": (weasyprint, lambda: True),
    "Typst": (typst, lambda: find_spec("typst") is not None),
    "LuaTeX + microtype": (luatex, lambda: shutil.which("lualatex") is not None),
    "the press": (ours, lambda: True),
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--repeat", type=int, default=1, help="set the text so many times over")
    parser.add_argument("--project", type=Path, default=Path.cwd())
    parser.add_argument("--out", type=Path, help="keep the PDFs here")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        out = asked.out or Path(scratch)
        job = load(asked.project, asked.repeat, out)
        figures: dict[str, Figures] = {}
        seconds: dict[str, float] = {}
        again: dict[str, float] = {}
        for name, (engine, installed) in ENGINES.items():
            if not installed():
                sys.stderr.write(f"{name}: not installed, not run\n")
                continue
            pdf = out / (name.lower().replace(" ", "-") + ".pdf")
            start = time.perf_counter()
            engine(job, pdf)
            seconds[name] = time.perf_counter() - start
            start = time.perf_counter()
            engine(job, pdf)
            again[name] = time.perf_counter() - start
            figures[name] = measure(pdf)
    rows = [["", *figures]]
    rows += [
        [_LABELS[key], *(str(getattr(f, key)) for f in figures.values())] for key in ("pages", *_FEATURES)
    ]
    base = seconds["WeasyPrint alone"]
    rows.append(["time, WeasyPrint alone = 1", *(f"{seconds[name] / base:.2f}" for name in figures)])
    known = again["WeasyPrint alone"]
    rows.append(["the second time, likewise", *(f"{again[name] / known:.2f}" for name in figures)])
    rows.insert(1, ["---"] * len(rows[0]))
    sys.stdout.write("\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
