# Sourced by run: firewalls of other owners, the real ones.
# shellcheck shell=bash disable=SC2154,SC2016,SC2015

# What neither minbase nor we bring, installed without a network.
others_installed() {
    local deb
    sh_on 'mkdir -p /var/tmp/apart'
    for deb in "$debs"/apart/*.deb; do
        "$bed" put "$gateway" "$deb" "/var/tmp/apart/${deb##*/}" || return 1
    done
    sh_on 'DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends /var/tmp/apart/*.deb </dev/null' >"$work/install.log" 2>&1 && return
    says 'installing firewalld and ufw failed:'
    tail -n 5 "$work/install.log"
    return 1
}

ours() { sh_on 'nft -s list table inet edgeward'; }

# Every table but ours, with handles, without counters.
theirs() { sh_on "nft list tables | grep -v ' edgeward\$' | while read -r _ t; do nft -s -a list table \$t; done 2>/dev/null"; }

# same WHAT BEFORE AFTER
same() {
    [ -n "$2" ] && [ "$2" = "$3" ] && return
    says "$1 is not as it was:"
    diff <(echo "$2") <(echo "$3") | head -n 10
    return 1
}

# is_left_alone TABLE RELOAD...: through a change on trial, its revert, drift and its healing theirs stays identical;
# what it does to itself leaves ours in place and the service silent.
is_left_alone() {
    local before ours_before table=$1
    shift
    neighbour_hears 9090 || { says 'the service does not answer, so that nothing is proven'; return 1; }
    before=$(theirs)
    harden && same "$table after hardening" "$before" "$(theirs)" && ! neighbour_hears 9090 || return 1
    ours_before=$(ours)
    sh_on 'edgeward settings set /services/ssh/enabled true --confirm-within 10m; edgeward revert' >/dev/null 2>&1
    same "$table after a trial and its revert" "$before" "$(theirs)" || return 1
    sh_on 'nft add rule inet edgeward input tcp dport 9090 accept'
    neighbour_hears 9090 || { says 'drift does not open the service'; return 1; }
    harden && same "$table after healing" "$before" "$(theirs)" && ! neighbour_hears 9090 || return 1
    "$@" >/dev/null 2>&1
    waits_for "ours after $*" 'nft list table inet edgeward' && same "ours after $*" "$ours_before" "$(ours)" &&
        ! neighbour_hears 9090 && expect "told of $table" yes \
        "edgeward audit --json | tr -d '\n' | grep -q '\"table\" *: *\"$table\"' && edgeward exposure | grep -q 'table $table' && echo yes" &&
        expect "compliant" 0 'edgeward audit >/dev/null; echo $?'
}

# The service that both of them let through.
service_at_9090() {
    sh_on 'systemd-run --quiet --collect --unit=service /usr/local/libexec/testbed-echo tcp 9090'
}

neighbour_hears() {
    "$bed" neighbour "$gateway" lan1 timeout 3 bash -c "exec 3<>/dev/tcp/192.168.127.254/$1 && echo hello >&3 && read -r -t 2 -u 3 _" 2>/dev/null
}

firewalld_is_left_alone_and_opens_nothing() {
    fresh && install_ok edgeward && others_installed && service_at_9090 &&
        expect "firewalld" success 'systemctl start firewalld && firewall-cmd --quiet --permanent --add-port=9090/tcp && firewall-cmd --reload' &&
        is_left_alone 'inet firewalld' sh_on 'firewall-cmd --reload'
}

ufw_is_left_alone_and_opens_nothing() {
    sh_on 'systemctl disable --now firewalld' >/dev/null 2>&1
    sh_on 'edgeward settings set /services/ssh/enabled true --now; edgeward settings set /firewall/managed false --now' >/dev/null 2>&1
    expect "ufw" active "ufw allow 9090/tcp >/dev/null && ufw --force enable >/dev/null && ufw status | sed -n 's/^Status: //p'" &&
        is_left_alone 'ip filter' sh_on 'ufw reload'
}
