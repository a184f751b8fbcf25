# A gateway as a machine: the same Debian with a kernel of its own under qemu, which emulates the processor, so it is
# slow, but needs nothing of the host's. It has a serial port, a disk and three network cards. shellcheck shell=bash

BOOT_SECONDS=300
# As many commands can run inside at a time.
DOORS=8

gateway_new() {
    local state=$1 image
    image=$(machine_cache)
    [ -e "$image/complete" ] || die "what a machine boots is not built: run $BED/prepare machine"
    echo "$image" >"$state/image"
    mkdir -p "$state/identity/etc/ssh"
    identity "$state" "$state/identity"
    # The last one tells the initrd that the gateway has got its identity.
    (cd "$state/identity" && tar -c --numeric-owner -f ../identity.tar etc/ssh/* root/.ssh home/operator/.ssh etc/machine-id)
    rm -r "$state/identity"
    qemu-img create -q -f qcow2 -b "$image/disk.img" -F raw "$state/disk.qcow2"
}

# One cable: a tap in the neighbour's namespace, which qemu holds the other end of.
gateway_cable() {
    ip -n "$1-$2" tuntap add eth0 mode tap vnet_hdr
}

gateway_boot() {
    local state=$1 name image cgroup number side file=10
    local qemu=() plugged=()
    shift
    name=$(basename "$state")
    image=$(cat "$state/image")
    cgroup=$(cgroup_root)/$name/gateway
    cables_in "$name"
    mkdir -p "$cgroup"
    [ -p "$state/console.in" ] || mkfifo -m 0600 "$state/console.in"
    # With a huge commit interval, what nobody synced stays in the guest's memory, and is lost with it.
    qemu=(qemu-system-x86_64 -name "$name" -nodefaults -no-user-config -no-reboot -display none
        -machine q35 -accel 'tcg,thread=multi' -cpu 'max,la57=off,svm=off' -smp 2 -m 2048
        -kernel "$image/kernel" -initrd "$image/initrd"
        -append "root=/dev/vda rw rootflags=commit=3600 console=ttyS0 quiet net.ifnames=0 $*"
        -fw_cfg "name=opt/edgeward.testbed/identity,file=$state/identity.tar"
        -drive "if=none,id=disk,file=$state/disk.qcow2,format=qcow2,cache=writeback"
        -device 'virtio-blk-pci,drive=disk' -device virtio-rng-pci
        -chardev 'stdio,id=console,signal=off' -serial chardev:console -device virtio-serial-pci)
    for ((number = 1; number <= DOORS; number++)); do
        qemu+=(-chardev "socket,id=door$number,path=$state/door$number.sock,server=on,wait=off"
            -device "virtserialport,chardev=door$number,nr=$number,name=edgeward.testbed.$number")
    done
    for side in $SIDES; do
        plugged+=(nsenter "--net=/run/netns/$name-$side" -- "$BED/lib/with-tap" "$file")
        qemu+=(-netdev "tap,id=$side,fd=$file"
            -device "virtio-net-pci,netdev=$side,mac=$(side_mac "$name" "$side"),romfile=")
        file=$((file + 1))
    done
    (
        echo $BASHPID >"$cgroup/cgroup.procs"
        echo $BASHPID >"$state/leader"
        cd /
        exec 0<>"$state/console.in" >>"$state/console.log" 2>"$state/qemu.log" 8>&- 9>&-
        exec setsid "${plugged[@]}" nsenter "--net=/run/netns/$name-gw" -- "${qemu[@]}"
    ) &
    await 100 test -S "$state/door$DOORS.sock" && gateway_alive "$state" ||
        die "the machine did not start: $(tail -n 5 "$state/qemu.log")"
}

# Waits until systemd can be asked.
gateway_ready() {
    TESTBED_PATIENCE=$2 timeout "$2" "$BED/lib/machine-run" "$1" \
        /bin/sh -c 'until [ -S /run/systemd/private ]; do sleep 0.1; done' </dev/null 2>>"$1/qemu.log"
}

gateway_alive() {
    [ -s "$1/leader" ] && kill -0 "$(cat "$1/leader")" 2>/dev/null
}

gateway_run() {
    gateway_alive "$1" || die "$(basename "$1") is not running"
    exec 8>&- 9>&-
    exec "$BED/lib/machine-run" "$@"
}

gateway_shell() {
    local keys
    keys=$(stty -g)
    # shellcheck disable=SC2064
    trap "stty '$keys'" EXIT
    stty raw -echo
    (gateway_run "$1" /usr/bin/script -q -E never -c "TERM=${TERM:-dumb} exec /bin/bash -l" /dev/null)
}

# What the guest has not given to its disk yet is lost with its memory.
gateway_cut() {
    gateway_off "$1"
}

gateway_off() {
    local state=$1 name
    name=$(basename "$state")
    cgroup_kill "$(cgroup_root)/$name/gateway"
    rm -f "$state/leader" "$state"/door*.sock
    cables_out "$name"
}

gateway_remove() {
    rm -f "$1/disk.qcow2"
}
