# A gateway as a container: Debian booted by systemd-nspawn on a copy-on-write view of the cached root folder. What it
# writes goes to two ext4 images of its own, so that a power cut can lose what was not synced. shellcheck shell=bash

BOOT_SECONDS=60

gateway_new() {
    local state=$1 cache
    cache=$(cat "$state/cache")
    cp --sparse=always --reflink=auto "$cache/var.img" "$cache/upper.img" "$state/"
    disks_in "$state"
    identity "$state" "$state/root"
    disks_out "$state"
}

# A huge commit interval makes sure what is otherwise only likely: what nobody synced is lost.
disks_in() {
    local state=$1 cache
    cache=$(cat "$state/cache")
    mkdir -p "$state/upper" "$state/root"
    mount -o loop,noatime,commit=3600 "$state/upper.img" "$state/upper"
    mount -t overlay -o "lowerdir=$cache/root,upperdir=$state/upper/upper,workdir=$state/upper/work" \
        "$(basename "$state")" "$state/root"
    mount -o loop,noatime,commit=3600 "$state/var.img" "$state/root/var"
}

disks_out() {
    local state=$1 place tries image
    for place in "$state/root/var" "$state/root" "$state/upper"; do
        tries=0
        while mountpoint -q "$place" && ! umount "$place" 2>/dev/null; do
            tries=$((tries + 1))
            [ $tries -lt 600 ] || die "cannot unmount $place: see fuser -vm $place"
            sleep 0.05
        done
    done
    for image in "$state/upper.img" "$state/var.img"; do
        [ ! -e "$image" ] || await 40 image_is_free "$image" || renew_image "$image"
    done
}

image_is_free() {
    [ -z "$(losetup -j "$1")" ]
}

# Another process may have copied our mounts into a namespace of its own, and holds the old file system there: mounting
# the image again would bring that one back, with all that it remembers. What is on the disk goes to a new file instead.
renew_image() {
    local loop
    loop=$(losetup -n -O NAME -j "$1")
    [ -z "$loop" ] || blockdev --flushbufs "$loop"
    cp --sparse=always --reflink=auto "$1" "$1.new"
    mv "$1.new" "$1"
}

# One cable, from the neighbour to port $3 of the gateway.
gateway_cable() {
    ip -n "$1-$2" link add eth0 type veth peer name "eth$3" address "$(side_mac "$1" "$2")" netns "$1-gw"
}

gateway_boot() {
    local state=$1 name cgroup
    shift
    name=$(basename "$state")
    cgroup=$(cgroup_root)/$name/gateway
    disks_in "$state"
    cables_in "$name"
    mkdir -p "$cgroup"
    [ -p "$state/console.in" ] || mkfifo -m 0600 "$state/console.in"
    printf '%q ' systemd-nspawn --quiet --keep-unit --register=no -D "$state/root" --boot --machine="$name" \
        --hostname=gateway --network-namespace-path="/run/netns/$name-gw" --capability=CAP_NET_ADMIN \
        --link-journal=no --resolv-conf=off --timezone=off --console=interactive -- "$@" >"$state/command"
    # "script" is the person at the console: a terminal whose keyboard is a pipe and whose screen is a file.
    (
        echo $BASHPID >"$cgroup/cgroup.procs"
        cd /
        exec 0<>"$state/console.in" >"$state/nspawn.log" 2>&1 8>&- 9>&-
        TERM=vt220 SHELL=/bin/sh SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 SYSTEMD_NSPAWN_API_VFS_WRITABLE=network \
            exec setsid script -q -f -a -E never -c "exec $(cat "$state/command")" "$state/console.log"
    ) &
    await 100 container_leader "$state" || die "the container did not start: $(tail -n 5 "$state/nspawn.log" "$state/console.log")"
    container_leader "$state" >"$state/leader"
    grep CapBnd "/proc/$(cat "$state/leader")/status" | cut -f2 >"$state/capabilities"
}

# Waits until systemd can be asked.
gateway_ready() {
    await $(($2 * 20)) test -S "/proc/$(cat "$1/leader")/root/run/dbus/system_bus_socket"
}

# Process 1 of the container, as this host numbers it.
container_leader() {
    local procs pid
    procs=$(cgroup_root)/$(basename "$1")/gateway/payload/init.scope/cgroup.procs
    for pid in $(cat "$procs" 2>/dev/null); do
        if grep -q '^NSpid:.*[[:space:]]1$' "/proc/$pid/status" 2>/dev/null; then
            echo "$pid"
            return 0
        fi
    done
    return 1
}

gateway_alive() {
    [ -s "$1/leader" ] && kill -0 "$(cat "$1/leader")" 2>/dev/null
}

# Runs a command inside, with no more privileges than the container's own root, in a control group of its own.
gateway_run() {
    local state=$1 leader mask number keep=-all
    shift
    gateway_alive "$state" || die "$(basename "$state") is not running"
    leader=$(cat "$state/leader")
    mask=$((16#$(cat "$state/capabilities")))
    for ((number = 0; number <= 40; number++)); do
        [ $((mask >> number & 1)) = 0 ] || keep="$keep,+cap_$number"
    done
    mkdir -p "$(cgroup_root)/$(basename "$state")/gateway/payload/outside"
    echo $BASHPID >"$(cgroup_root)/$(basename "$state")/gateway/payload/outside/cgroup.procs"
    exec 8>&- 9>&-
    exec nsenter -t "$leader" -a -- /usr/bin/env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        HOME=/root LANG=C.UTF-8 TERM=dumb /usr/bin/setpriv --bounding-set="$keep" -- "$@"
}

gateway_shell() {
    TERM=${TERM:-dumb} gateway_run "$1" /bin/bash -l
}

gateway_cut() {
    local state=$1 place
    for place in "$state/root/var" "$state/upper"; do
        # EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: from here on nothing reaches the disk, not even the journal.
        perl -e 'open(my $d, "<", $ARGV[0]) or die "$ARGV[0]: $!"; my $how = pack("L", 2);
            ioctl($d, 0x8004587d, $how) or die "cutting $ARGV[0]: $!"' "$place"
    done
    gateway_off "$state"
}

gateway_off() {
    local state=$1 name
    name=$(basename "$state")
    cgroup_kill "$(cgroup_root)/$name/gateway"
    rm -f "$state/leader"
    cables_out "$name"
    disks_out "$state"
}

gateway_remove() {
    rm -f "$1/upper.img" "$1/var.img"
    disks_out "$1"
}
