"""Which of a page's pictures are of its article: those that stand where its text stands.

A picture has no words to be judged by. It stays where its caption does; else it goes the way of the lines
around it: between two that are kept it is kept, between two that are dropped it is dropped, and where they
differ it belongs to the one whose element it shares. What its site calls a logo, an icon or a portrait is
furniture. A caption says nothing where its picture is not: that of one that did not come with its page is
dropped, and so is that of one that is left out. A picture stands in a piece once, with its caption: twice
only where the page says something else of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from book.clean.layout import HEADINGS, laid_out, shared, whereabouts
from book.clean.page import Verdicts, drop
from book.clean.placenames import step
from book.model import Line, Role, Verdict
from book.places import steps

_SIGNS = r"avatars?|gravatar|logos?|(?<!gallery-)icons?|icoon|favicon|badges?|sprites?|spacer|pixel"
"""What sites call their signs; 'gallery-icon' is any picture of a gallery (WordPress)."""
_FILE = re.compile(rf"(?:^|[^a-z])(?:{_SIGNS})(?:$|[^a-z])", re.I)
_CALLED = re.compile(
    rf"(?:^|[^a-z])(?:{_SIGNS}|share|social|banners?|adverts?|advertisement|sponsors?|promo"
    r"|author-(?:image|photo|picture)|byline|profile|related|emoji)(?:$|[^a-z])",
    re.I,
)
_SMALL = 50  # CSS pixels: what is smaller is a sign, not a picture
_NEAR = 4  # lines below a picture in which its caption may stand
_BOXES = frozenset({"div", "section", "aside", "span", "center", "dl", "a"})
_PICTURE = (
    "image", "images", "photo", "photos", "picture", "pictures", "figure", "caption", "thumb", "thumbnail",
    "media", "gallery", "lightbox", "foto", "fotos", "bild", "bilder", "galerie", "imagen", "imagem",
    "immagine", "afbeelding", "abbildung", "billede", "bilde", "zdjecie", "img", "imgs",
)  # fmt: skip
"""How the names end that sites give to an element that they made for a picture."""
_POSTED = frozenset({"social", "embed", "tweet"})  # what is in such an element is someone's words
_LINES, _CHARS = 3, 500  # of text in such an element at most, where it has a picture and its caption only
_HEADED = HEADINGS | {"h1"}
_REPEATED = "pictures.repeated"
_UP = 4  # steps from a picture to the element that was made for it


def hang(
    verdicts: Verdicts, lines: Sequence[Line], came: frozenset[str] = frozenset(), *, whole: bool = False
) -> Verdicts:
    """`verdicts`, on the lines that are text, with one on each of the pictures among `lines`.

    Of those that `came` with the page (by their names) the captions come along; of the others they go, if a
    page is around the text, which is not so of a seed that is `whole`.
    """
    if len(verdicts) == len(lines):
        return _captioned(verdicts)
    text = iter(verdicts)
    all_ = [Verdict(line, Role.PICTURE, "stet", 0.5) if line.image else next(text) for line in lines]
    above, below = _nearest(all_), tuple(reversed(_nearest(all_[::-1])))
    shares = False  # the caption, with the picture before
    seen: dict[str, dict[str, int]] = {}  # by their names: what is said of each, and where
    sites = not whole and laid_out(
        verdicts
    )  # captions: where no page is around the text, they are its author's
    for i, verdict in enumerate(all_):
        image = verdict.line.image
        if image is None:
            continue
        rule, certainty, why = _judged(all_, i, above[i], below[i])
        own = [] if shares or image.shares else _captions(all_, i)
        shares = image.shares
        if rule == "stet" and _again(all_, i, own, seen.setdefault(image.name, {})):
            rule, certainty, why = _REPEATED, 0.95, "it stands in the text already"
        role = Role.PICTURE if rule == "stet" else Role.BOILERPLATE
        all_[i] = Verdict(verdict.line, role, rule, certainty, why)
        if role is Role.PICTURE and image.name in came:
            for k in _captions(all_, i):
                if not all_[k].kept:
                    all_[k] = Verdict(all_[k].line, Role.BODY, "stet", 0.7, "with its picture")
            continue
        for k in _boxed(all_, i) if sites else ():
            if all_[k].kept or all_[k].rule == "markup.figure":
                what = "did not come with its page" if role is Role.PICTURE else "is left out"
                why = f"the caption of a picture that {what}"
                certainty = 0.95 if "caption" in all_[k].line.place else 0.85
                all_[k] = drop(all_[k], Role.BOILERPLATE, "pictures.absent", certainty, why)
    return _captioned(tuple(all_))


def _captioned(verdicts: Verdicts) -> Verdicts:
    """Keeps the captions of figures that hold code, verse or a quotation, of which a line stays, and no
    picture: only here is seen which do."""
    if all(v.rule != "markup.figure" for v in verdicts):
        return verdicts
    pictured = {v.line.figure for v in verdicts if v.line.image}
    said = {v.line.figure for v in verdicts if v.kept and v.line.tag != "figcaption"} - pictured - {""}
    return tuple(
        Verdict(v.line, Role.BODY, "stet", 0.7, "the caption of what stays")
        if v.rule == "markup.figure" and v.line.tag == "figcaption" and v.line.figure in said
        else v
        for v in verdicts
    )


def _nearest(verdicts: Sequence[Verdict]) -> tuple[Verdict | None, ...]:
    """For each verdict the one before it that is on text, figures apart."""
    found: list[Verdict | None] = []
    last: Verdict | None = None
    for verdict in verdicts:
        found.append(last)
        if not verdict.line.blank and not verdict.line.image and not verdict.line.figure:
            last = verdict
    return tuple(found)


def _judged(
    verdicts: Sequence[Verdict], i: int, above: Verdict | None, below: Verdict | None
) -> tuple[str, float, str]:
    """The rule, its certainty, and why."""
    line = verdicts[i].line
    image = line.image
    assert image is not None
    sides = [side for side in (image.width, image.height) if side]
    if sides and max(sides) <= _SMALL:
        return "pictures.small", 0.95, f"{' by '.join(map(str, sides))} pixels"
    if any(verdicts[k].kept for k in _captions(verdicts, i)):
        return "stet", 0.95, "with its caption"
    called = _CALLED.search(" ".join((image.hints, *steps(line.place)[-3:])))
    called = called or _FILE.search(image.name.rpartition("/")[2][:200])
    if called:
        inside = above is not None and below is not None and above.kept and below.kept
        why = f"the site calls it {called[0].strip('#._- >')!r}"
        return "pictures.furniture", 0.65 if inside else 0.85, why
    around = [v for v in (above, below) if v is not None]
    where = whereabouts(line.place)
    if around and all(v.kept for v in around):
        return "stet", 0.8 if not where or where == "figure" else 0.6, "between lines that are kept"
    if not any(v.kept for v in around):
        return "pictures.outside", 0.9, "between lines that are dropped"
    stays = next(v for v in around if v.kept)
    goes = next(v for v in around if not v.kept)
    near, far = _shared(line, stays.line), _shared(line, goes.line)
    if where and where not in ("figure", "header") and not _as_called(line, stays.line, where):
        return f"pictures.{where}", 0.8, f"in what the page has as its {where}"
    if near >= far:
        return "stet", 0.7, "beside a line that is kept"
    if below is stays and _below_heading(verdicts, i):
        return "stet", 0.7, "between the heading and the text"
    return "pictures.outside", 0.7, "nearer to a line that is dropped"


def _as_called(line: Line, stays: Line, where: str) -> bool:
    """Does the text beside the picture stand in the element that is called furniture? Then it is none."""
    both = steps(line.place)[: _shared(line, stays)]
    return whereabouts(" > ".join(both)) == where


def _below_heading(verdicts: Sequence[Verdict], i: int) -> bool:
    """Is the picture a figure in the element that has the page's heading, or beside it? Between them stand
    who wrote the piece, and when."""
    line = verdicts[i].line
    heading = next((v.line for v in reversed(verdicts[:i]) if v.line.tag == "h1"), None)
    if heading is None or not line.figure:
        return False
    box = steps(heading.place)[:-1]
    return steps(line.figure)[: len(box)] == box


def _captions(verdicts: Sequence[Verdict], i: int) -> list[int]:
    """The lines that are the picture's caption: those in the same figure, below it, that are called so.

    Of the last picture of a gallery, which is a figure of figures, the gallery's too.
    """
    figure = verdicts[i].line.figure
    found: list[int] = []
    for k in range(i + 1, min(i + 1 + _NEAR, len(verdicts))) if figure else ():
        line = verdicts[k].line
        if line.image or not (line.below_all(figure) or line.place.startswith(figure)):
            break
        if line.below_all(figure) or "caption" in line.place[len(figure) :]:
            found.append(k)
    return found


def _again(verdicts: list[Verdict], i: int, captions: Sequence[int], shown: dict[str, int]) -> bool:
    """Is the picture `shown` already (where, by what is said of it), and nothing else said of it here?

    Then its caption is dropped; where only this one has a caption, the one before is.
    """
    figure = verdicts[i].line.figure
    own = [k for k in captions if verdicts[k].kept and not verdicts[k].line.below_all(figure)]
    says = " ".join(" ".join(verdicts[k].line.text for k in own).split()).casefold()
    if shown and (not says or says in shown):
        why = "the caption of a picture that stands in the text already"
        for k in own:
            verdicts[k] = drop(verdicts[k], Role.BOILERPLATE, _REPEATED, 0.95, why)
        return True
    bare = shown.pop("", None)
    if bare is not None:
        why = "it stands below, with its caption"
        verdicts[bare] = drop(verdicts[bare], Role.BOILERPLATE, _REPEATED, 0.9, why)
    shown[says] = i
    return False


def _boxed(verdicts: Sequence[Verdict], i: int) -> list[int]:
    """The lines beside the picture in an element that was made for it: a few, and no heading among them."""
    way = steps(verdicts[i].line.place)
    for up in range(1, min(_UP + 1, len(way))):
        box = " > ".join(way[:-up])
        around = [*_beside(verdicts, i, box, -1)[::-1], *_beside(verdicts, i, box, 1)]
        if not around:
            continue
        lines = [verdicts[k].line for k in around]
        made = _made_for_a_picture(way[-up - 1])
        few = len(lines) <= _LINES and sum(len(line.text) for line in lines) <= _CHARS
        if made and few and not any(line.tag in _HEADED or line.rows for line in lines):
            return around
        return []
    return []


def _made_for_a_picture(text: str) -> bool:
    here = step(text)
    named = here.tag in _BOXES and any(word.endswith(_PICTURE) for word in here.words)
    return here.tag == "figure" or (named and here.words.isdisjoint(_POSTED))


def _beside(verdicts: Sequence[Verdict], i: int, box: str, way: int) -> list[int]:
    """The lines of text in `box` from the picture on, up or down, to the next picture."""
    found: list[int] = []
    k = i + way
    while 0 <= k < len(verdicts) and len(found) <= _LINES:
        line = verdicts[k].line
        if line.image or not (line.blank or f"{line.place} > ".startswith(f"{box} > ")):
            break
        found += [] if line.blank else [k]
        k += way
    return found


def _shared(one: Line, other: Line) -> int:
    return shared(steps(one.place), steps(other.place))
