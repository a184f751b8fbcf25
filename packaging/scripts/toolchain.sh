# shellcheck shell=sh
# Finds what a build needs, for ./edgeward and ./test. Sourced, never run.
# It knows no path of any one machine: a JDK is whatever says it is one and is new enough.

EDGEWARD_JAVA=25

# say WORDS: to people, not into what a program reads.
say() {
    printf '%s\n' "$*" >&2
}

# java_release HOME: the major version that a Java home says it has, or nothing.
java_release() {
    if [ -r "$1/release" ]; then
        sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
    elif [ -x "$1/bin/java" ]; then
        "$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p;1q'
    fi
}

# java_homes: every folder that may hold a JDK, the caller's wishes first.
java_homes() {
    [ -z "${JAVA_HOME:-}" ] || printf '%s\n' "$JAVA_HOME"
    for tool in javac java; do
        found=$(command -v "$tool" 2>/dev/null) || continue
        found=$(readlink -f "$found") || continue
        printf '%s\n' "${found%/bin/*}"
    done
    for home in "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
        /usr/lib/jvm/* /usr/local/lib/jvm/* /usr/local/*jdk* /opt/*jdk* /opt/java/* /opt/*/*jdk*; do
        [ ! -x "$home/bin/javac" ] || printf '%s\n' "$home"
    done
}

# find_jdk: sets JAVA_HOME to a JDK that is new enough; fails when there is none.
find_jdk() {
    found=$(java_homes | while IFS= read -r home; do
        [ -x "$home/bin/javac" ] || continue
        release=$(java_release "$home")
        if [ "${release:-0}" -ge "$EDGEWARD_JAVA" ]; then
            printf '%s\n' "$home"
            break
        fi
    done)
    [ -n "$found" ] || return 1
    JAVA_HOME=$found
    export JAVA_HOME
}

# install_debian PACKAGE...: installs as root; anybody else is told the line that would, and exit status 7.
install_debian() {
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then
        say "edgeward: missing on this machine: $*"
        say "Install with:  sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
        exit 7
    fi
    say "Installing $* ..."
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
        tail -n 15 "$log" >&2
        rm -f "$log"
        say "edgeward: apt-get could not install: $*"
        say "Try:  apt-get update && apt-get install -y --no-install-recommends $*"
        exit 7
    fi
    rm -f "$log"
}

# need COMMAND=PACKAGE...: installs the packages whose command is missing, all at once.
need() {
    missing=
    for pair in "$@"; do
        command -v "${pair%%=*}" >/dev/null 2>&1 || missing="$missing ${pair#*=}"
    done
    # shellcheck disable=SC2086 # a list of package names
    [ -z "$missing" ] || install_debian $missing
}

# need_jdk: a JDK that is new enough, from Debian where Debian has one.
need_jdk() {
    find_jdk && return
    if command -v apt-cache >/dev/null 2>&1 &&
        apt-cache show "openjdk-$EDGEWARD_JAVA-jdk-headless" >/dev/null 2>&1; then
        install_debian "openjdk-$EDGEWARD_JAVA-jdk-headless"
        find_jdk && return
    fi
    say "edgeward: no JDK $EDGEWARD_JAVA or newer found: not in JAVA_HOME, on PATH, in /usr/lib/jvm, /opt or ~/.sdkman."
    say "Install one (Debian 13 and newer:  apt-get install -y openjdk-$EDGEWARD_JAVA-jdk-headless;  else any vendor's build)"
    say "and, where it is in another place, set JAVA_HOME to it."
    exit 7
}
