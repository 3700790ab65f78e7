"""What breaking lines costs, in microseconds a word: the first book in Dutch, the tests' second in German.

    python bench/linebreaking.py

Everything between the laid-out samples of the stylesheet and the written lines: hyphenating, measuring,
total fit and page make-up, each book in a process of its own so that nothing is known beforehand. Prints a
Markdown table.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
BOOKS = ("Dutch", "German")


def measured(name: str) -> tuple[int, float, float]:
    """The words of a book's set paragraphs, the seconds of measuring them and of choosing their breaks."""
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]
    import shelf

    from book import prepress
    from book.languages import load
    from book.languages.hyphenation import breaks
    from book.project import files, looks
    from book.render import composing, linesetting, probe
    from book.render.onpaper import on_paper
    from book.render.printable import document
    from book.render.trims import trim

    if name == "German":
        anthology, style = shelf.zehn_maerchen(), shelf.sans()
    else:
        found = files.find(ROOT)
        manifest = files.load_manifest(found)
        style = looks.load_style(found, manifest.style)
        anthology = prepress.prepare(manifest, files.load_seeds(found, manifest), style=style).anthology
    language, size = load(anthology.language), trim(style.trims, anthology.manifest.trim)
    pages = document(on_paper(anthology, language, {}), style, language, size, ())
    spent: dict[str, float] = {}
    words = 0

    def timed(module: Any, function: str) -> None:
        inner = getattr(module, function)

        def outer(*given: Any, **named: Any) -> Any:
            nonlocal words
            start = time.process_time()
            value = inner(*given, **named)
            spent[function] = spent.get(function, 0.0) + time.process_time() - start
            if function == "compose":
                words = sum(len(stick.paragraph.words) for stick in value.sticks)
            return value

        setattr(module, function, outer)

    timed(probe, "ask")
    timed(linesetting, "compose")
    timed(composing, "plan")
    composing.compose_lines(pages, {**style.files, "ornament.svg": b"<svg/>"}, size, breaks)
    return words, spent["compose"] - spent["ask"], spent["plan"]


def main() -> int:
    if sys.argv[1:]:
        words, measuring, choosing = measured(sys.argv[1])
        sys.stdout.write(f"{words} {measuring / words * 1e6:.1f} {choosing / words * 1e6:.1f}\n")
        return 0
    sys.stdout.write("| µs a word | words | hyphenating, measuring | total fit, make-up | all |\n")
    sys.stdout.write("| --- | --- | --- | --- | --- |\n")
    for name in BOOKS:
        told = subprocess.run([sys.executable, __file__, name], check=True, capture_output=True, text=True)
        words, measuring, choosing = told.stdout.split()
        total = float(measuring) + float(choosing)
        sys.stdout.write(f"| {name} | {words} | {measuring} | {choosing} | {total:.1f} |\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
