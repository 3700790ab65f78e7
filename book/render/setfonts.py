"""The fonts that set lines are in: the style's own and their scaled copies, each made when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from string import ascii_letters, digits

from book.justify import BARE, HYPHEN, Face, TextStyle, bared, expand, plain, subset
from book.render.fontfaces import FontFace, find_face
from book.render.probe import Type

_ALWAYS = ("calt", "ccmp", "clig", "kern", "liga", "locl", "mark", "mkmk", "rlig")
"""Features that a shaper applies unless it is told not to (OpenType 1.9, registered features)."""

_SHAPES = 22
"""Thousandths: the most that glyphs are scaled themselves. The rest of a line's expansion is white."""

_SLOPE = {True: "italic", False: "normal"}
_LEAST = f"{ascii_letters}{digits} -.,:;!?()'\"/&‘’“”„«»–—…\u00a0\u202f{HYPHEN}"
"""What the copies have, used or not: few changes to a text then ask for other copies."""


Keep = Callable[[str, Callable[[], bytes]], bytes]
"""Given a key that says all that something is made of, and how it is made: the thing, made now or before."""


def anew(key: str, make: Callable[[], bytes]) -> bytes:
    """Keeps nothing."""
    return make()


def scaled_family(family: str, step: int) -> str:
    """The name of the family scaled by `step` thousandths."""
    return f"{family} x{1000 + step}"


def _scaled_path(path: str, step: int) -> str:
    return f"scaled/{1000 + step}/{path}"


class _Widths(Mapping[int, Face]):
    """A type's faces by their expansion, each made when the first line asks for it."""

    def __init__(
        self,
        fonts: SetFonts,
        path: str,
        features: tuple[tuple[str, bool], ...],
        language: str,
        steps: tuple[int, ...],
    ) -> None:
        self._fonts, self._path, self._features, self._language = fonts, path, features, language
        self._steps = (0, *steps)
        self._made: dict[int, Face] = {}

    def __getitem__(self, step: int) -> Face:
        face = self._made.get(step)
        if face is None:
            if step not in self._steps:
                raise KeyError(step)
            data = self._fonts.data(self._path, step)
            face = self._made[step] = Face(data, dict(self._features), self._language)
        return face

    def __contains__(self, step: object) -> bool:
        return step in self._steps

    def __iter__(self) -> Iterator[int]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


class SetFonts:
    """The fonts of a document and their scaled copies.

    `files` are the style's, `text` is all that the document says, `expansion` (the widest) and `step` are
    thousandths; `keep` has the copies that were made before.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        faces: Sequence[FontFace],
        text: str,
        expansion: int,
        step: int,
        keep: Keep = anew,
    ) -> None:
        self._keep = keep
        self._files = files
        self._faces = faces
        self._characters = _characters(text)
        self._steps = (
            tuple(e for e in range(-expansion, expansion + 1, step) if e) if expansion and step else ()
        )
        self._features = set(_ALWAYS)
        self._scaled: dict[tuple[str, int], bytes] = {}
        self._styles: dict[tuple[Type, bool], TextStyle] = {}
        self._face_of: dict[TextStyle, FontFace] = {}
        self._bare: dict[tuple[str, int], set[str]] = {}
        self._features_of: dict[TextStyle, Mapping[str, bool]] = {}

    def style(self, type_: Type, block: Type) -> TextStyle:
        """How text of `type_` is set in a paragraph of type `block`: scaled if it is of the same family."""
        expandable = type_.families == block.families and block.hyphenated
        known = self._styles.get((type_, expandable))
        if known is not None:
            return known
        face = find_face(self._faces, type_.families, type_.weight, type_.italic)
        features = {name: bool(value) for name, value in type_.features}
        if type_.letter_spacing:
            features |= {"liga": False, "clig": False}  # as Pango does
        self._features |= set(features)
        steps = self._steps if expandable else ()
        widths = _Widths(self, face.path, tuple(features.items()), type_.language, steps)
        breaks = "none" if type_.whole else "hyphens" if type_.hyphenated else "joints"
        style = TextStyle(
            widths, type_.size, type_.letter_spacing, breaks, type_.language, type_.word_spacing
        )
        self._styles[type_, expandable] = style
        self._face_of[style] = face
        self._features_of[style] = features
        return style

    def family(self, style: TextStyle) -> str:
        """The family that `style` is set in, unscaled."""
        return self._face_of[style].family

    def bare(self, style: TextStyle, step: int, letter: str) -> str:
        """The font-feature-settings (CSS Fonts 4, 6.12) in which `letter` is drawn without its dots."""
        path = self._face_of[style].path
        self._bare.setdefault((path, step if step in style.faces else 0), set()).add(letter)
        features = {**self._features_of[style], BARE: True}
        return ",".join(f"'{name}' {int(value)}" for name, value in sorted(features.items()))

    def lacking(self, text: str, style: TextStyle) -> str:
        """The characters of `text` that the font of `style` has no glyph for."""
        has = _repertoire(self._files[self._face_of[style].path])
        return "".join(dict.fromkeys(c for c in text if ord(c) not in has and not _is_blank(c)))

    def data(self, path: str, step: int) -> bytes:
        """The font `path`, scaled by `step` thousandths."""
        if not step:
            return self._files[path]
        if (path, step) not in self._scaled:
            whole, characters, features = self._files[path], self._characters, tuple(sorted(self._features))
            shapes = max(-_SHAPES, min(_SHAPES, round(step * 2 / 3)))
            self._scaled[path, step] = self._keep(
                f"{sha256(whole).hexdigest()} {step} {shapes} {features} {characters}",
                lambda: expand(subset(whole, characters, features), step, shapes),
            )
        return self._scaled[path, step]

    def css(self, used: set[tuple[str, int]]) -> str:
        """The @font-face rules of the scaled families in `used`, (family, step)."""
        return "".join(
            f'@font-face{{font-family:"{scaled_family(face.family, step)}";font-weight:{face.weight};'
            f"font-style:{_SLOPE[face.italic]};src:url({_scaled_path(face.path, step)})}}"
            for face, step in self._in(used)
        )

    def files(self, used: set[tuple[str, int]]) -> dict[str, bytes]:
        """Those families' files by name, and the style's own as far as letters of theirs are drawn bare."""
        named = {(face.path, step): _scaled_path(face.path, step) for face, step in self._in(used)}
        named |= {(path, step): path for path, step in self._bare if not step}
        return {
            name: bared(self.data(*font), self._bare[font]) if font in self._bare else self.data(*font)
            for font, name in named.items()
        }

    def _in(self, used: set[tuple[str, int]]) -> list[tuple[FontFace, int]]:
        return [
            (face, step)
            for family, step in sorted(used)
            for face in self._faces
            if face.family == family and (face.path, step) in self._scaled
        ]


def _is_blank(char: str) -> bool:
    """Spaces and marks that a shaper makes itself where a font has no glyph for them."""
    return char.isspace() or not char.isprintable()


@lru_cache(maxsize=32)
def _repertoire(data: bytes) -> frozenset[int]:
    """The characters that a font has glyphs for."""
    return Face(data).characters


def _characters(text: str) -> str:
    found = set(text) | set(_LEAST)
    found |= set(map(plain, found))
    found |= {c.upper() for c in found if len(c.upper()) == 1} | {c.lower() for c in found}
    return "".join(sorted(c for c in found if c.isprintable() or c in _LEAST))
