"""Where the author or the editor wrote what stands in a finished EPUB: a line of a seed, a key of the plan.

Nobody can mend a path in an archive. A finding that has one gets the place behind it, and keeps the path in
its message, in brackets.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import PurePosixPath

from book.errors import Place
from book.languages import Language
from book.model import Anthology, Chapter, Finding
from book.proof.epubfile import Epub
from book.proof.passages import Passage, letters, script

_TAG = re.compile(r"<[^>]*>?")
_CALL = re.compile(r"<a [^>]*noteref[^>]*>.*?</a>")
_PICTURE = re.compile(r"img/([a-z0-9-]+)-[0-9a-f]{8}\.(?:png|jpg)")
_FEW = 3  # letters of a line that say nothing of where it is from


class Origins:
    """Knows the book as composed and its EPUB as made."""

    def __init__(self, anthology: Anthology, language: Language, epub: Epub) -> None:
        self._anthology, self._language, self._epub = anthology, language, epub
        self._lines: dict[str, list[str]] = {}  # of each file that was asked for
        self._scripts: dict[int, tuple[Passage, ...]] = {}  # of each chapter that was asked for

    def home(self, finding: Finding) -> Finding:
        """The finding at its author's place, if its place is within the EPUB: its file, a line, a path."""
        inside = finding.place
        if inside.file != self._epub.name or not inside.key:
            return finding
        name = PurePosixPath(inside.key).name + (f":{inside.line}" if inside.line else "")
        place = self.of(inside.key, inside.line)
        return replace(finding, place=place, message=f"{finding.message} ({name} in the EPUB)")

    def of(self, path: str, line: int | None = None) -> Place:
        """The place behind a line of a file of the EPUB; without a line, behind the file as a whole."""
        manifest = self._anthology.manifest
        written = self._line(path, line)
        picture = _PICTURE.search(written) or _PICTURE.search(path)
        if picture and (place := self._picture(picture[1])):
            return place
        if path.endswith(".css"):
            return Place(f"styles/{manifest.style}/epub.css")
        if chapter := self._chapter(path):
            return self._of_piece(chapter, path, line)
        if part := re.search(r"/part-(\d+)\.xhtml$", path):
            begun = [chapter.number for chapter in self._anthology.chapters if chapter.part]
            if int(part[1]) <= len(begun):
                return manifest.where(f"piece[{begun[int(part[1]) - 1]}].part")
        if refined := re.search(r'refines="#chapter-([^"]+)"', written):
            for chapter in self._anthology.chapters:
                if chapter.piece.key == refined[1]:
                    return manifest.where(f"piece[{chapter.number}]")
        return manifest.where("book")

    def _chapter(self, path: str) -> Chapter | None:
        stem = PurePosixPath(path).stem
        return next((c for c in self._anthology.chapters if stem == f"c{c.number:03}-{c.piece.key}"), None)

    def _of_piece(self, chapter: Chapter, path: str, line: int | None) -> Place:
        """The line of the seed that says what the document says there, or just above."""
        heading = letters(self._language.word("notes")).kept
        for n in range(line or 0, 0, -1):
            said = letters(html.unescape(_TAG.sub(" ", _CALL.sub(" ", self._line(path, n))))).kept
            if len(said) < _FEW or said == heading:
                continue
            known = [(letters(p.text).kept, p.place) for p in self._passages(chapter)]
            same = [(0, place) for words, place in known if words == said]
            within = [(-len(words), place) for words, place in known if len(words) >= _FEW and words in said]
            around = [(len(words), place) for words, place in known if said in words]
            for found in (same, within, around):
                if found:
                    return min(found, key=lambda one: one[0])[1]
        return Place(chapter.piece.seed)

    def _picture(self, stem: str) -> Place | None:
        """Where the plan names the picture whose file in the EPUB begins so."""
        manifest = self._anthology.manifest
        for n, entry in enumerate(manifest.pieces, 1):
            for m, image in enumerate(entry.images, 1):
                name = PurePosixPath(image.file).name.partition(".")[0]
                if re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") == stem:
                    return manifest.where(f"piece[{n}].image[{m}]")
        return None

    def _passages(self, chapter: Chapter) -> tuple[Passage, ...]:
        if chapter.number not in self._scripts:
            said = script(chapter, self._anthology, self._language, "epub")
            self._scripts[chapter.number] = (*said.flow, *said.notes)
        return self._scripts[chapter.number]

    def _line(self, path: str, line: int | None) -> str:
        if path not in self._lines:
            self._lines[path] = self._epub.files.get(path, b"").decode(errors="replace").split("\n")
        lines = self._lines[path]
        return lines[line - 1] if line and line <= len(lines) else ""
