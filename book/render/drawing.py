"""The style's drawings: SVG templates, filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jinja2 import TemplateError

from book.errors import DataError, Place
from book.model import Style
from book.render.templating import templates


def fill(style: Style, name: str, values: Mapping[str, Any]) -> str:
    """The SVG template `name` of the style with its values.

    Raises DataError where the style has no such template or it cannot be filled.
    """
    where = Place(f"styles/{style.name}/{name}")
    if name not in style.files:
        raise DataError(f"the style has no {name}", where=where)
    drawings = {path: data for path, data in style.files.items() if path.endswith(".svg")}
    try:
        return templates(drawings).get_template(name).render(values)
    except TemplateError as error:
        where = Place(where.file, getattr(error, "lineno", None))
        raise DataError(f"{type(error).__name__}: {error}", where=where) from error
