"""Which command gets a library that pip cannot bring, on this machine."""

from __future__ import annotations

import os
import platform
import shutil
import sys

# What WeasyPrint opens: Pango, its FreeType part, and HarfBuzz's subsetter. As in setup/install.sh, which
# only a repository has.
_PANGO = {
    "apt-get": (
        "apt-get update",
        "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    ),
    "dnf": ("dnf install -y pango",),
    "pacman": ("pacman -S --needed --noconfirm pango",),
    "apk": ("apk update", "apk add pango harfbuzz-subset font-dejavu"),
    "zypper": ("zypper install -y libpango-1_0-0 libharfbuzz-subset0",),
}


def how_to_get_pango() -> str:
    """The one command to type, or a page that says how."""
    if sys.platform == "darwin":
        return "brew install pango"
    for manager in (*_by_name(), *_PANGO):
        if shutil.which(manager):
            return _as_root(_PANGO[manager])
    return "https://doc.courtbouillon.org/weasyprint/stable/first_steps.html says how to install Pango"


def _as_root(commands: tuple[str, ...]) -> str:
    """The commands on one line, for someone who has to become root first, or who is."""
    if os.geteuid() == 0:
        return " && ".join(commands)
    if shutil.which("sudo"):
        return " && ".join(f"sudo {command}" for command in commands)
    return f"su -c '{' && '.join(commands)}'"


def _by_name() -> list[str]:
    """The package managers of the system by its own name, since a foreign one may lie about on the disk."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    own = {"debian": "apt-get", "ubuntu": "apt-get", "fedora": "dnf", "rhel": "dnf", "arch": "pacman"}
    own |= {"alpine": "apk", "suse": "zypper", "opensuse": "zypper"}
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    return [own[name] for name in names if name in own]
