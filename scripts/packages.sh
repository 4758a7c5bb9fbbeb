# shellcheck shell=sh
# Sourced by setup.sh and clients.sh: stops with a message; installs packages of the system, or says how to.

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

# install_packages PACKAGE...: by apt as root on Debian and its kin. Fails, silently, where that cannot be done.
install_packages() {
    command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ] || return 1
    echo "Installing with apt: $*"
    apt_get install "$@" >/dev/null 2>&1 && return 0
    # A fresh or an old machine knows no packages, or only ones that are gone by now.
    log=$(apt_get update 2>&1 && apt_get install "$@" 2>&1) && return 0
    printf '%s\n' "$log" >&2
    return 1
}

apt_get() {
    command=$1
    shift
    DEBIAN_FRONTEND=noninteractive apt-get "$command" -qq -y -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 \
        --no-install-recommends "$@" </dev/null
}
