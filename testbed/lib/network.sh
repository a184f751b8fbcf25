# The neighbours of a gateway: one network namespace for each side. They stay, with their addresses and open flows,
# while the cable to the gateway comes and goes with each boot. shellcheck shell=bash

side_v4() {
    case $1 in
        wan) echo 192.0.2.1/24 ;;
        lan1) echo 192.168.127.10/24 ;;
        lan2) echo 192.168.128.10/24 ;;
    esac
}

side_v6() {
    case $1 in
        wan) echo 2001:db8:1::1/64 ;;
        lan1) echo fd00:127::10/64 ;;
        lan2) echo fd00:128::10/64 ;;
    esac
}

# A hardware address that a gateway keeps over its boots: its lease and its address from the router stay the same.
side_mac() {
    printf '%s %s' "$1" "$2" | sha256sum | sed 's/\(..\)\(..\)\(..\)\(..\).*/02:ed:\1:\2:\3:\4/'
}

neighbours_up() {
    local name=$1 side
    for side in $SIDES; do
        ip netns add "$name-$side"
        ip -n "$name-$side" link set lo up
    done
}

# Makes the device that is plugged into the gateway the neighbour's eth0. There is no bridge in between on purpose: a
# bridge notices a carrier up to a second late, and the first question for a lease would be lost.
plug() {
    local name=$1 side=$2 ns=$1-$2
    ip -n "$ns" addr add "$(side_v4 "$side")" dev eth0
    ip -n "$ns" addr add "$(side_v6 "$side")" dev eth0 nodad
    ip -n "$ns" link set eth0 address "$(side_mac "$name" "neighbour $side")" up
    # Without a default route there is no way for a question to everyone on the link.
    ip -n "$ns" route add 255.255.255.255 dev eth0
    case $side in
        lan1) set -- 192.168.127.254 fd00:127::254 ;;
        lan2) set -- 192.168.128.254 fd00:128::254 ;;
        *) return 0 ;;
    esac
    ip -n "$ns" route add default via "$1" dev eth0
    ip -n "$ns" -6 route add default via "$2" dev eth0
}

# The world beyond WAN: addresses by DHCP (2 minutes), DHCPv6 and router advertisements, and a name server.
provider_on() {
    local name=$1 state=$2
    nsenter --net="/run/netns/$name-wan" dnsmasq --conf-file=/dev/null --user=root --no-hosts --no-resolv --no-ping \
        --interface=eth0 --bind-interfaces --pid-file="$state/dnsmasq.pid" --dhcp-leasefile="$state/leases" \
        --dhcp-authoritative --dhcp-range=192.0.2.100,192.0.2.199,2m --enable-ra --ra-param=eth0,10,600 \
        --dhcp-range=2001:db8:1::100,2001:db8:1::1ff,slaac,64,2m --host-record=wan.test,192.0.2.1,2001:db8:1::1 \
        --log-facility="$state/dnsmasq.log" --log-dhcp 8>&- 9>&-
}

provider_off() {
    [ ! -s "$1/dnsmasq.pid" ] || kill "$(cat "$1/dnsmasq.pid")" 2>/dev/null || true
    rm -f "$1/dnsmasq.pid"
}

# Plugs fresh cables into the namespace of one boot of the gateway.
cables_in() {
    local name=$1 side number=0
    ip netns add "$name-gw"
    ip -n "$name-gw" link set lo up
    for side in $SIDES; do
        gateway_cable "$name" "$side" "$number"
        plug "$name" "$side"
        number=$((number + 1))
    done
    provider_on "$name" "$BED_STATE/$name"
}

cables_out() {
    local name=$1 side
    provider_off "$BED_STATE/$name"
    for side in $SIDES; do
        ip -n "$name-$side" link del eth0 2>/dev/null || true
    done
    [ ! -e "/run/netns/$name-gw" ] || ip netns del "$name-gw"
}

neighbours_down() {
    local name=$1 side
    for side in $SIDES; do
        [ ! -e "/run/netns/$name-$side" ] || ip netns del "$name-$side"
    done
}
