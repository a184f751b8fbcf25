# Words and places that all scripts of the test bed share. Sourced, never run. shellcheck shell=bash

BED=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# State of running gateways: one folder each, at one place, so that any run can sweep what a dead one left.
BED_STATE=/var/tmp/edgeward-testbed
BED_CACHE="${EDGEWARD_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/edgeward}/testbed"
SIDES="wan lan1 lan2"

die() {
    echo "testbed: $*" >&2
    exit 1
}

# The unified control-group tree: at the top on a modern host, beside version 1 on a hybrid one.
cgroup_root() {
    if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
        echo /sys/fs/cgroup
    elif [ -e /sys/fs/cgroup/unified/cgroup.procs ]; then
        echo /sys/fs/cgroup/unified
    fi
}

# Programs that the bed calls, each with the Debian package that brings it.
NEEDS="debootstrap:debootstrap systemd-nspawn:systemd-container nmap:nmap dnsmasq:dnsmasq-base
dhclient:isc-dhcp-client ssh:openssh-client ssh-keygen:openssh-client ip:iproute2 mkfs.ext4:e2fsprogs
curl:curl perl:perl script:bsdutils nsenter:util-linux setpriv:util-linux flock:util-linux losetup:mount"
MACHINE_NEEDS="qemu-system-x86_64:qemu-system-x86 qemu-img:qemu-utils"

# Prints the packages whose programs are missing among the pairs given.
missing_packages() {
    local pair
    for pair in "$@"; do
        PATH="$PATH:/usr/sbin:/sbin" command -v "${pair%%:*}" >/dev/null || echo "${pair#*:}"
    done | sort -u | paste -sd' '
}

# One line that names why no gateway of this kind can run here, or nothing.
obstacle() {
    local missing needs="$NEEDS"
    [ "${1:-container}" = container ] || needs="$needs $MACHINE_NEEDS"
    if [ "$(uname -s)" != Linux ]; then
        echo "the host is $(uname -s), not Linux"
    elif [ "$(id -u)" != 0 ]; then
        echo "not root (namespaces, mounts and a booted Debian need it)"
    elif [ -z "$(cgroup_root)" ]; then
        echo "no unified control-group tree is mounted under /sys/fs/cgroup"
    elif [ ! -e /dev/loop-control ]; then
        echo "no loop devices (/dev/loop-control is missing)"
    elif ! grep -qw overlay /proc/filesystems && ! modprobe -q overlay; then
        echo "the kernel has no overlay file system"
    elif [ "${1:-container}" = machine ] && [ "$(uname -m)" != x86_64 ]; then
        echo "the host is $(uname -m), and the machine is built for x86_64 only"
    elif [ "${1:-container}" = machine ] && [ ! -c /dev/net/tun ]; then
        echo "no taps (/dev/net/tun is missing)"
    else
        # shellcheck disable=SC2086
        missing=$(missing_packages $needs)
        [ -z "$missing" ] || echo "missing programs: apt-get install -y --no-install-recommends $missing"
    fi
}

# A fingerprint of everything that decides how the root folder, or what a machine boots, turns out.
recipe_hash() {
    (
        cd "$BED/${1:-recipe}" || exit 1
        dpkg --print-architecture
        find . -type f | LC_ALL=C sort | xargs sha256sum
        find . -type f -executable | LC_ALL=C sort
    ) | sha256sum | cut -c1-16
}

root_cache() {
    echo "$BED_CACHE/$(recipe_hash)"
}

# Beside the root folder that it is made from: a new recipe for it leaves the root folder alone.
machine_cache() {
    echo "$(root_cache)/machine-$(recipe_hash recipe-machine)"
}

# Puts into the root folder $2 what makes a gateway one of its own, and the key that its neighbours have.
identity() {
    local state=$1 root=$2 operator
    operator=$(awk -F : '$1 == "operator" { print $3 ":" $4 }' "$(cat "$state/cache")/root/etc/passwd")
    ssh-keygen -q -t ed25519 -N '' -C '' -f "$root/etc/ssh/ssh_host_ed25519_key"
    ssh-keygen -q -t ecdsa -N '' -C '' -f "$root/etc/ssh/ssh_host_ecdsa_key"
    tr -d - </proc/sys/kernel/random/uuid >"$root/etc/machine-id"
    install -d -m 0700 "$root/root/.ssh" "$root/home/operator/.ssh"
    install -m 0600 "$state/key.pub" "$root/root/.ssh/authorized_keys"
    install -m 0600 "$state/key.pub" "$root/home/operator/.ssh/authorized_keys"
    chown -R "$operator" "$root/home/operator/.ssh"
}

# Field 22 of /proc/PID/stat: with it a recycled process id is told from the first owner.
start_time() {
    local stat
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    # shellcheck disable=SC2086
    set -- ${stat##*) }
    echo "${20}"
}

# The state folder is a shared mount: an unmount below it reaches the namespaces of other containers as well, which
# else hold on to the disks of every gateway that ran when they started. Call with the lock held.
state_folder_in() {
    mkdir -p "$BED_STATE"
    mountpoint -q "$BED_STATE" || {
        mount --bind "$BED_STATE" "$BED_STATE"
        mount --make-shared "$BED_STATE"
    }
}

state_folder_out() {
    ! mountpoint -q "$BED_STATE" || [ -n "$(ls -A "$BED_STATE")" ] || umount "$BED_STATE"
}

# Runs a function while no other process makes or removes gateways.
locked() {
    (
        flock 9
        "$@" 9>&-
    ) 9>"$BED_STATE.lock"
}
