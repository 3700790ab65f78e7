# Sourced: where Homebrew keeps Pango, for a Python that does not come from Homebrew.
if [ "$(uname -s)" = Darwin ] && command -v brew >/dev/null 2>&1; then
    DYLD_FALLBACK_LIBRARY_PATH=$(brew --prefix)/lib:${DYLD_FALLBACK_LIBRARY_PATH:-/usr/local/lib:/usr/lib}
    export DYLD_FALLBACK_LIBRARY_PATH
fi
