#!/bin/sh
# Gives this folder what a job needs:  sh setup.sh site  |  sh setup.sh test
# `make site` and `make test` call it, and only when something may be missing: each job leaves a stamp in .venv/
# that is older than this file or a lock file when there is work again. What it installs from outside the folder
# comes from the machine's own packages (apt on Debian and Ubuntu, Homebrew on macOS); the rest goes into .venv/.
set -eu
cd "$(dirname "$0")"

say() { printf '%s\n' "$*"; }
stop() {
    printf '\n%s\n' "$*" >&2
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

job=${1:-}
case $job in
site) lock=requirements.txt ;;
test) lock=requirements-dev.txt ;;
*) stop "Say which job to prepare for: sh setup.sh site, or sh setup.sh test" ;;
esac

case $(uname -s) in
Darwin)
    machine=mac
    PATH=$PATH:/opt/homebrew/bin:/usr/local/bin # where Homebrew and what it installs stand
    ;;
*) if has apt-get; then machine=debian; else machine=other; fi ;;
esac

# --- What is missing? ------------------------------------------------------------------------------------------

OLDEST='import sys; sys.exit(sys.version_info < (3, 11))'

# Sets $python to the first Python that is new enough, or to nothing.
find_python() {
    python=
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        if has "$name" && "$name" -c "$OLDEST" 2>/dev/null; then
            python=$name
            return
        fi
    done
}

# Does the dynamic linker know this library? (On a Mac: is it where Homebrew puts it?)
has_library() {
    if [ $machine = mac ]; then
        ls /opt/homebrew/lib/"$1".* /usr/local/lib/"$1".* >/dev/null 2>&1
    else
        PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep -q "^[[:space:]]*$1\.so"
    fi
}

has_java() { has java && java -version >/dev/null 2>&1; }

# Sets $browser to a Chromium or Chrome that starts, or to nothing. (Ubuntu's chromium-browser package is only a
# note that says to use snap: it does not start.)
find_browser() {
    browser=
    for name in chromium google-chrome google-chrome-stable chromium-browser \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        found=$(command -v "$name") || continue
        case $found in */.venv/bin/*) continue ;; esac # the pointer that we made ourselves
        if "$found" --version >/dev/null 2>&1; then
            browser=$found
            return
        fi
    done
}

need() { missing="$missing $*"; }

# Sets $missing to what the package manager has to install, by the names it uses.
list_missing() {
    missing=
    find_python
    if [ -z "$python" ]; then
        need_python
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        [ $machine = mac ] || need "python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    fi
    if [ $machine = mac ]; then
        has_library libpango-1.0 || need pango # brings HarfBuzz and fontconfig
    else
        has_library libpango-1.0 || need libpango-1.0-0
        has_library libpangoft2-1.0 || need libpangoft2-1.0-0
        has_library libharfbuzz-subset || need "$(first_known libharfbuzz-subset0 libharfbuzz0b)"
        has fc-list || need fontconfig
    fi
    [ "$job" = test ] || return 0
    find_browser
    if [ $machine = mac ]; then
        has pdftotext || need poppler
        has_java || [ -n "$(brew_java)" ] || need openjdk
        [ -n "$browser" ] || need google-chrome
    else
        has pdftotext || need poppler-utils
        has_java || need default-jre-headless
        [ -n "$browser" ] || ! real_package chromium || need chromium
    fi
}

need_python() {
    case $machine in
    mac) need python@3.13 ;;
    debian)
        version=$(candidate python3)
        if [ -z "$version" ] || dpkg --compare-versions "$version" ge 3.11; then
            need python3 python3-venv
            return
        fi
        newest=$(first_known python3.13 python3.12 python3.11)
        [ -n "$(candidate "$newest")" ] || stop "Gozaresh needs Python 3.11 or newer, and this computer's system offers only $version.
Debian 12, Ubuntu 22.04 and everything newer have one that will do."
        need "$newest" "$newest-venv"
        ;;
    *) need "python3 (3.11 or newer)" ;;
    esac
}

# --- What does the package manager have? -----------------------------------------------------------------------

# The version apt would install; nothing where it has none.
candidate() {
    has apt-cache || return 0
    LC_ALL=C apt-cache policy "$1" 2>/dev/null | awk '$1 == "Candidate:" && $2 != "(none)" { print $2 }'
}

# Whether apt has the thing itself, not one of Ubuntu's pointers to snap. A machine that never ran `apt-get update`
# knows not even "hello": there we hope, and ask again after the update.
real_package() {
    case $(candidate "$1") in
    *snap*) return 1 ;;
    "") [ -z "$(candidate hello)" ] ;;
    esac
}

# The first of the names that apt has; the first of all if it has none.
first_known() {
    for name in "$@"; do
        if [ -n "$(candidate "$name")" ]; then
            say "$name"
            return
        fi
    done
    say "$1"
}

# shellcheck disable=SC2012 # two fixed names
brew_java() { ls /opt/homebrew/opt/openjdk/bin/java /usr/local/opt/openjdk/bin/java 2>/dev/null | head -n 1; }

# --- Installing it ---------------------------------------------------------------------------------------------

INSTALL="apt-get install --yes --no-install-recommends"

install_missing() {
    case $machine in
    debian) install_with_apt ;;
    mac) install_with_brew ;;
    *) stop "This computer lacks:$missing
Install them with its package manager, then type the same command again." ;;
    esac
    list_missing
    [ -z "$missing" ] || stop "These are still missing after the installation:$missing
If this computer's system is older than Debian 12 or Ubuntu 22.04, it is too old for Gozaresh."
}

install_with_apt() {
    if [ "$(id -u)" = 0 ]; then
        root=
    elif has sudo && sudo -n true 2>/dev/null; then
        root=sudo
    elif has sudo && [ -t 0 ]; then
        say "The computer will ask for your password (the one you log in with; it stays invisible as you type)."
        root=sudo
    else
        stop_for_apt
    fi
    say "Installing from this computer's package list; it can take some minutes."
    $root apt-get update -qq || stop "The package list could not be fetched. Is the computer online? Then try again."
    list_missing # now by the names that this release uses
    # shellcheck disable=SC2086 # a list of words
    $root env DEBIAN_FRONTEND=noninteractive $INSTALL -qq -o DPkg::Lock::Timeout=300 $missing >/dev/null ||
        stop_for_apt
}

stop_for_apt() {
    stop "A few programs have to be installed, and only an administrator of this computer may do that.
Copy this line, run it as the administrator, then type the same command as before:

sudo apt-get update && sudo $INSTALL$missing"
}

install_with_brew() {
    casks=
    formulas=
    for name in $missing; do
        if [ "$name" = google-chrome ]; then casks=" && brew install --cask $name"; else formulas="$formulas $name"; fi
    done
    line="brew install$formulas$casks"
    [ -n "$formulas" ] || line=${casks# && }
    has brew || stop "A few programs have to be installed with Homebrew, which this Mac does not have yet.
Install Homebrew (https://brew.sh shows how: one line to copy), then run this line and type the same command as before:

$line"
    say "Installing with Homebrew (it can take some minutes):$missing"
    sh -c "$line" || stop "Homebrew could not install everything. Run this line to see why, then try again:

$line"
}

# --- The environment in .venv/ ---------------------------------------------------------------------------------

make_environment() {
    if ! .venv/bin/python -c "import pip; $OLDEST" 2>/dev/null; then
        say "Making the Python environment .venv/ with $("$python" --version)."
        "$python" -m venv --clear .venv
    fi
    say "Installing the Python packages of $lock (a minute or two the first time)."
    # Exactly what the lock names, checked by its hashes; wheels only, so that nothing has to be compiled.
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
        --only-binary :all: --require-hashes --no-deps -r "$lock" ||
        stop "The Python packages could not be installed. Is the computer online? Then type the same command again."
    DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib .venv/bin/python -c 'import weasyprint' ||
        stop "The PDF engine does not start. The lines above say which library it misses."
}

# Tests call `.venv/bin/chromium` and, on a Mac, `.venv/bin/java`, wherever the real ones are.
point_to() {
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$2" >".venv/bin/$1"
    chmod +x ".venv/bin/$1"
}

# Where apt has no real Chromium (Ubuntu) and no Chrome stands: the browser that Playwright's makers built.
fetch_browser() {
    say "Fetching a browser for the tests."
    .venv/bin/python -m playwright install chromium >/dev/null 2>&1 || true
    found=$(.venv/bin/python -c 'from playwright.sync_api import sync_playwright as p
with p() as playwright: print(playwright.chromium.executable_path)')
    if "$found" --version >/dev/null 2>&1; then browser=$found; fi
    [ -n "$browser" ] || stop "The tests need a browser, and none could be fetched. Install Google Chrome
(https://www.google.com/chrome), or run this line, then type the same command as before:

sudo .venv/bin/python -m playwright install --with-deps chromium"
}

# --- The two jobs ----------------------------------------------------------------------------------------------

say "Setting up this folder for \`make $job\`. This happens once."
list_missing
[ -z "$missing" ] || install_missing
make_environment
if [ "$job" = test ]; then
    [ -n "$browser" ] || fetch_browser
    point_to chromium "$browser"
    has_java || point_to java "$(brew_java)"
    touch .venv/.test-ready
fi
touch .venv/.site-ready
say "Ready."
