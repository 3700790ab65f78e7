"""setup/install.sh: which command it runs or says, on machines that are made up of fake programs."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "setup" / "install.sh"
REAL = ("cat", "env", "grep", "mktemp", "rm", "sed", "sh", "true")

PANGO = {
    "apt-get": "apt-get install -y --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "dnf": "dnf install -y pango",
    "pacman": "pacman -S --needed --noconfirm pango",
    "apk": "apk add pango harfbuzz-subset font-dejavu",
    "brew": "brew install pango",
}
PATIENT = PANGO["apt-get"].replace("apt-get", "apt-get -o DPkg::Lock::Timeout=60", 1)
REFRESH = {"apt-get": "apt-get update", "apk": "apk update"}
SYSTEM = {
    "apt-get": "ID=ubuntu\nID_LIKE=debian\n",
    "dnf": "ID=fedora\n",
    "pacman": 'ID=endeavouros\nID_LIKE="arch"\n',
    "apk": "ID=alpine\n",
}
LINUX = tuple(SYSTEM)


@dataclass
class Machine:
    """A PATH of fakes: each writes down how it was called; what is not put in does not exist."""

    bin: Path
    log: Path
    variables: dict[str, str] = field(default_factory=dict)

    def put(self, name: str, body: str = "exit 0") -> None:
        fake = self.bin / name
        fake.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{body}\n', encoding="utf-8")
        fake.chmod(0o755)

    def put_quiet(self, name: str, body: str) -> None:
        fake = self.bin / name
        fake.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
        fake.chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        variables = {"PATH": str(self.bin), "OS_RELEASE": str(self.bin / "os-release"), **self.variables}
        return subprocess.run(
            ["/bin/sh", str(SCRIPT), *arguments], env=variables, capture_output=True, text=True, check=False
        )

    @property
    def calls(self) -> list[str]:
        return self.log.read_text(encoding="utf-8").splitlines() if self.log.exists() else []


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Linux, a plain user, no package manager, no sudo."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in REAL:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    made = Machine(folder, tmp_path / "log")
    made.put_quiet("uname", "echo Linux")
    made.put_quiet("id", "echo 1000")
    return made


def with_manager(machine: Machine, manager: str, body: str = "exit 0") -> Machine:
    if manager == "brew":
        machine.put_quiet("uname", "echo Darwin")
    else:
        (machine.bin / "os-release").write_text(SYSTEM[manager], encoding="utf-8")
    machine.put(manager, body)
    return machine


def as_root(machine: Machine) -> Machine:
    machine.put_quiet("id", "echo 0")
    return machine


def with_sudo(machine: Machine, *, password: bool) -> Machine:
    free = 'shift; exec "$@"'
    machine.put_quiet("sudo", 'echo "a password is required" >&2; exit 1' if password else free)
    return machine


@pytest.mark.parametrize("manager", LINUX)
def test_root_installs(machine: Machine, manager: str) -> None:
    run = as_root(with_manager(machine, manager)).run("pango")
    assert (run.returncode, machine.calls) == (0, [PANGO[manager]])


@pytest.mark.parametrize("manager", LINUX)
def test_sudo_that_asks_nothing_installs(machine: Machine, manager: str) -> None:
    run = with_sudo(with_manager(machine, manager), password=False).run("pango")
    assert (run.returncode, machine.calls) == (0, [PANGO[manager]])


def test_homebrew_installs_without_sudo(machine: Machine) -> None:
    run = with_sudo(with_manager(machine, "brew"), password=True).run("pango")
    assert (run.returncode, machine.calls) == (0, [PANGO["brew"]])


@pytest.mark.parametrize("manager", LINUX)
def test_sudo_that_asks_a_password_is_left_to_the_user(machine: Machine, manager: str) -> None:
    run = with_sudo(with_manager(machine, manager), password=True).run("pango")
    first = f"sudo {REFRESH[manager]} && " if manager in REFRESH else ""
    assert (run.returncode, run.stdout, machine.calls) == (3, f"{first}sudo {PANGO[manager]}\n", [])


@pytest.mark.parametrize("manager", LINUX)
def test_without_sudo_the_command_is_for_su(machine: Machine, manager: str) -> None:
    run = with_manager(machine, manager).run("pango")
    first = f"{REFRESH[manager]} && " if manager in REFRESH else ""
    assert (run.returncode, run.stdout, machine.calls) == (3, f"su -c '{first}{PANGO[manager]}'\n", [])


@pytest.mark.parametrize("manager", LINUX)
def test_what_is_said_can_be_typed(machine: Machine, manager: str) -> None:
    said = as_root(with_manager(machine, manager)).run("--say", "pango").stdout
    subprocess.run(["/bin/sh", "-c", said], env={"PATH": str(machine.bin)}, check=True)
    assert machine.calls[-1] == PANGO[manager]


@pytest.mark.parametrize("manager", PANGO)
def test_saying_installs_nothing(machine: Machine, manager: str) -> None:
    run = as_root(with_manager(machine, manager)).run("--say", "pango", "pdftoppm")
    assert (run.returncode, run.stdout.count("\n"), machine.calls) == (0, 1, [])


def test_package_lists_are_fetched_when_the_first_try_fails(machine: Machine) -> None:
    seen = machine.bin / "lists"
    body = f'case $1 in update) : >"{seen}" ;; *) [ -e "{seen}" ] ;; esac'
    run = as_root(with_manager(machine, "apt-get", body)).run("pango")
    assert run.returncode == 0
    assert machine.calls == [PANGO["apt-get"], "apt-get update", PATIENT]


def test_a_package_manager_that_is_busy_is_waited_for(machine: Machine) -> None:
    run = as_root(with_manager(machine, "apt-get", "case $* in *Lock::Timeout*) ;; *) exit 100 ;; esac")).run(
        "pango"
    )
    assert (run.returncode, machine.calls) == (0, [PANGO["apt-get"], "apt-get update", PATIENT])


def test_what_was_cut_off_before_is_finished_first(machine: Machine) -> None:
    """dpkg --audit says something of a package that was unpacked, or cut off while it was."""
    mended = machine.bin / "mended"
    body = f'case $* in *--reinstall*) : >"{mended}" ;; *) [ -e "{mended}" ] ;; esac'
    as_root(with_manager(machine, "apt-get", body))
    machine.put("dpkg", "[ $1 != --audit ] || echo 'The following packages are in a mess'")
    machine.put_quiet("dpkg-query", "echo 'ok make'; echo 'reinstreq fontconfig-config'")
    run = machine.run("pango")
    assert run.returncode == 0
    assert "cut off before" in run.stderr
    assert machine.calls[1:4] == [
        "dpkg --audit",
        "dpkg --configure -a",
        "apt-get install -y --fix-broken --reinstall fontconfig-config",
    ]


def test_a_healthy_dpkg_is_left_alone(machine: Machine) -> None:
    as_root(with_manager(machine, "apt-get", "exit 100"))
    machine.put("dpkg")
    assert machine.run("pango").returncode == 1
    assert [call for call in machine.calls if call.startswith("dpkg")] == ["dpkg --audit"]


@pytest.mark.parametrize("manager", LINUX)
def test_a_failure_shows_what_the_package_manager_said(machine: Machine, manager: str) -> None:
    run = as_root(with_manager(machine, manager, "echo no such package; exit 4")).run("pango")
    assert run.returncode == 1
    assert "no such package" in run.stderr
    assert PANGO[manager] in run.stderr


def test_the_proxy_comes_along_through_sudo(machine: Machine) -> None:
    machine.put_quiet("sudo", 'shift; exec env -i PATH="$PATH" "$@"')
    machine.variables["https_proxy"] = "http://proxy.example:3128"
    with_manager(machine, "apt-get", f'echo "proxy $https_proxy" >>"{machine.log}"')
    assert machine.run("pango").returncode == 0
    assert "proxy http://proxy.example:3128" in machine.calls


def test_the_system_is_asked_before_what_lies_about(machine: Machine) -> None:
    machine.put("apt-get")
    assert machine.run("--say", "pango").stdout.startswith("su -c 'apt-get")
    assert with_manager(machine, "dnf").run("--say", "pango").stdout == "su -c 'dnf install -y pango'\n"


def test_an_unknown_system_is_told_so(machine: Machine) -> None:
    run = machine.run("pango")
    assert run.returncode == 2
    assert "install with your own: pango" in run.stderr


@pytest.mark.parametrize("manager", PANGO)
def test_an_unknown_name_installs_nothing(machine: Machine, manager: str) -> None:
    run = as_root(with_manager(machine, manager)).run("pango", "pnago")
    assert (run.returncode, machine.calls) == (2, [])
    assert "pnago" in run.stderr


@pytest.mark.parametrize("manager", LINUX)
@pytest.mark.parametrize("sudo", [True, False])
def test_the_press_says_the_same_command_for_pango(machine: Machine, manager: str, sudo: bool) -> None:
    with_manager(machine, manager)
    if sudo:
        with_sudo(machine, password=True)
    program = (
        "import os, platform; os.geteuid = lambda: 1000; platform.freedesktop_os_release = dict;"
        "from book.cli.tools import how_to_get_pango; print(how_to_get_pango())"
    )
    said = subprocess.run(
        [sys.executable, "-c", program],
        env={"PATH": str(machine.bin)},
        cwd=SCRIPT.parent.parent,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said == machine.run("--say", "pango").stdout


def test_ubuntu_has_its_own_name_for_chromium(machine: Machine) -> None:
    assert "chromium-browser" in with_manager(machine, "apt-get").run("--say", "chromium").stdout
    (machine.bin / "os-release").write_text("ID=debian\n", encoding="utf-8")
    assert machine.run("--say", "chromium").stdout.endswith(" chromium'\n")


@pytest.mark.parametrize("manager", PANGO)
@pytest.mark.parametrize(
    "name", ["pango", "chromium", "pdftoppm", "mutool", "qpdf", "zbarimg", "calibre", "fonts", "java", "venv"]
)
def test_every_name_is_known_to_every_package_manager(machine: Machine, manager: str, name: str) -> None:
    assert with_manager(machine, manager).run("--say", name).returncode == 0
