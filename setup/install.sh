#!/bin/sh
# Gets programs that pip cannot bring, with the package manager that this machine has.
#
#   sh setup/install.sh pango chromium        install them, where nobody has to type a password
#   sh setup/install.sh --say pango           print the one command that installs them
#
# Names: pango chromium pdftoppm mutool qpdf gs zbarimg verapdf calibre fonts java venv.
# Exit codes: 0 installed (or said), 1 the package manager failed, 2 unknown name or package manager,
# 3 nothing done: it takes a password, so the command was printed instead.
set -eu

say=no
if [ "${1:-}" = --say ]; then say=yes; shift; fi
[ $# -gt 0 ] || { echo "usage: sh setup/install.sh [--say] NAME..." >&2; exit 2; }

release=${OS_RELEASE:-/etc/os-release}

# The system's own package manager: its name for itself first, what lies about on the disk after that.
package_manager() {
    if [ "$(uname -s)" = Darwin ]; then
        if command -v brew >/dev/null 2>&1; then echo brew; fi
        return
    fi
    # shellcheck disable=SC1090
    for like in $( (. "$release" && echo "${ID:-} ${ID_LIKE:-}") 2>/dev/null); do
        case $like in
            debian|ubuntu) manager=apt-get ;;
            fedora|rhel) manager=dnf ;;
            arch) manager=pacman ;;
            alpine) manager=apk ;;
            *) continue ;;
        esac
        if command -v "$manager" >/dev/null 2>&1; then echo "$manager"; return; fi
    done
    for manager in apt-get dnf pacman apk; do
        if command -v "$manager" >/dev/null 2>&1; then echo "$manager"; return; fi
    done
}

# packages MANAGER NAME -> that manager's packages (what WeasyPrint opens, for pango)
packages() {
    case $1:$2 in
        apt-get:pango) echo libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 ;;
        apk:pango) echo pango harfbuzz-subset font-dejavu ;;
        *:pango) echo pango ;;
        apt-get:chromium) if grep -qs '^ID=ubuntu' "$release"; then echo chromium-browser; else echo chromium; fi ;;
        brew:chromium) echo google-chrome ;;
        *:chromium) echo chromium ;;
        pacman:pdftoppm|brew:pdftoppm) echo poppler ;;
        *:pdftoppm) echo poppler-utils ;;
        dnf:mutool) echo mupdf ;;
        *:mutool) echo mupdf-tools ;;
        *:qpdf) echo qpdf ;;
        *:gs) echo ghostscript ;;
        apt-get:verapdf) echo default-jdk-headless libjaxb-java ;;  # itself it is among the test tools
        apt-get:zbarimg) echo zbar-tools ;;
        dnf:zbarimg|pacman:zbarimg|apk:zbarimg|brew:zbarimg) echo zbar ;;
        *:calibre) echo calibre ;;
        apt-get:fonts) echo fonts-liberation fonts-dejavu-core ;;
        dnf:fonts) echo liberation-fonts dejavu-sans-fonts ;;
        pacman:fonts) echo ttf-liberation ttf-dejavu ;;
        apk:fonts) echo font-liberation font-dejavu ;;
        brew:fonts) echo font-liberation ;;
        apt-get:java) echo default-jre-headless ;;
        dnf:java) echo java-latest-openjdk-headless ;;
        pacman:java) echo jre-openjdk-headless ;;
        apk:java) echo openjdk21-jre-headless ;;
        brew:java) echo openjdk ;;
        apt-get:venv) echo python3-venv ;;
        apk:venv|pacman:venv|dnf:venv|brew:venv) echo python3 ;;
        *) return 2 ;;
    esac
}

manager=$(package_manager)
if [ -z "$manager" ]; then
    echo "No package manager that this script knows; install with your own: $*" >&2
    exit 2
fi

wanted=
for name in "$@"; do
    more=$(packages "$manager" "$name") || { echo "setup/install.sh does not know: $name" >&2; exit 2; }
    wanted="$wanted $more"
done

case $manager in
    apt-get) refresh='apt-get update'; install="apt-get install -y --no-install-recommends$wanted" ;;
    dnf) refresh=; install="dnf install -y$wanted" ;;
    pacman) refresh=; install="pacman -S --needed --noconfirm$wanted" ;;
    apk) refresh='apk update'; install="apk add$wanted" ;;
    brew) refresh=; install="brew install$wanted" ;;
esac

if [ "$manager" = brew ] || [ "$(id -u)" = 0 ]; then rights=own
elif ! command -v sudo >/dev/null 2>&1; then rights=su
elif sudo -n true >/dev/null 2>&1; then rights=sudo
else rights=password
fi

# One line to copy, for whoever has to type it.
command_line() {
    case $rights in
        own) echo "${refresh:+$refresh && }$install" ;;
        su) echo "su -c '${refresh:+$refresh && }$install'" ;;
        *) echo "${refresh:+sudo $refresh && }sudo $install" ;;
    esac
}

if [ $say = yes ]; then command_line; exit 0; fi

# sudo drops the environment; what the user set for the network has to come along.
run() {
    set -- DEBIAN_FRONTEND=noninteractive "$@"
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        eval "value=\${$name:-}"
        if [ -n "$value" ]; then set -- "$name=$value" "$@"; fi
    done
    if [ $rights = sudo ]; then sudo -n env "$@"; else env "$@"; fi
}

if [ $rights = su ] || [ $rights = password ]; then command_line; exit 3; fi

echo "Installing$wanted ..." >&2
said=$(command_line)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# Word splitting is meant: the commands are lists of plain words. Package lists are fetched only if need be.
if run $install >"$log" 2>&1 </dev/null; then exit 0; fi

# What a killed apt-get left half done it refuses to go on from: dpkg configures what is unpacked, and what was
# cut off while it was unpacked is unpacked anew.
finish_what_was_cut_off() {
    [ -n "$(dpkg --audit 2>/dev/null)" ] || return 0
    echo "An installation was cut off before; finishing it first ..." >&2
    {
        run dpkg --configure -a || :
        cut=$(dpkg-query -W -f '${db:Status-Eflag} ${binary:Package}\n' | sed -n 's/^reinstreq //p')
        if [ -n "$cut" ]; then run apt-get install -y --fix-broken --reinstall $cut || :; fi
    } >>"$log" 2>&1 </dev/null
}

if [ -n "$refresh" ]; then : >"$log"; fi
if [ "$manager" = apt-get ]; then
    if command -v dpkg >/dev/null 2>&1; then finish_what_was_cut_off; fi
    # A machine that was just started is often updating itself: its lock is waited for.
    install="apt-get -o DPkg::Lock::Timeout=60 ${install#apt-get }"
fi
# Where the lists cannot be fetched, the packages may be there all the same.
if [ -n "$refresh" ]; then
    run $refresh >>"$log" 2>&1 </dev/null || :
    if run $install >>"$log" 2>&1 </dev/null; then exit 0; fi
fi
cat "$log" >&2
echo "This failed: $said" >&2
exit 1
