# Sourced by run: dpkg is killed at random moments of installing, upgrading and removing, then continued.
# EDGEWARD_LONG=1 kills 50 times; EDGEWARD_SEED repeats the moments of a run.
# shellcheck shell=bash disable=SC2154,SC2016,SC2015

seed=${EDGEWARD_SEED:-$((RANDOM * 32768 + RANDOM))}
# How long each takes uncut, in milliseconds: learned on the way.
declare -A took=([install]=6000 [upgrade]=6000 [removal]=2500) cut=() over=()

package_is() {
    sh_on 'dpkg-query -W -f "\${db:Status-Abbrev}" edgeward 2>/dev/null'
}

# Whether ssh answers a neighbour, within so many tries.
neighbour_reaches() {
    local tries
    for ((tries = $1; tries > 0; tries--)); do
        ! "$bed" neighbour "$gateway" lan1 timeout 2 bash -c 'exec 3<>/dev/tcp/192.168.127.254/22' 2>/dev/null || return 0
        sleep 0.2
    done
    return 1
}

# What was open is open, from outside too; what was closed is closed. A removal that is under way may have opened it.
as_it_was() {
    case $2-$1 in
    hardened-removal) return 0 ;;
    hardened-*)
        closed && expect "$3: rules" 1 'nft list table inet edgeward | grep -c "hook input.*policy drop"' || return 1
        ! neighbour_reaches 1 || { says "$3: ssh answers"; return 1; }
        ;;
    *)
        expect "$3: ssh" active 'systemctl restart ssh; systemctl is-active ssh' || return 1
        neighbour_reaches 50 || { says "$3: ssh does not answer"; return 1; }
        ;;
    esac
}

# as_it_should ACTION STATE WHEN: after it was continued to its end.
as_it_should() {
    case $1 in
    removal)
        expect "$3: ssh" active 'for i in $(seq 100); do systemctl -q is-active ssh && break; sleep 0.2; done; systemctl is-active ssh' &&
            expect "$3: rules" '' 'nft list tables' &&
            expect "$3: drop-ins" 0 'find /usr/lib/systemd /etc/systemd -name "*edgeward.conf" | wc -l' &&
            expect "$3: links" '' 'ls -d /run/edgeward /var/lib/edgeward/confirmed 2>/dev/null' || return 1
        neighbour_reaches 50 || { says "$3: ssh does not answer"; return 1; }
        ;;
    *)
        expect "$3: package" 'ii ' 'dpkg-query -W -f "\${db:Status-Abbrev}" edgeward' &&
            expect "$3: status" 0 'for i in $(seq 100); do edgeward status >/dev/null 2>&1 && break; sleep 0.2; done; edgeward status >/dev/null 2>&1; echo $?' &&
            expect "$3: alarms, drift, trial" '0 no' 'echo $(edgeward status | grep -c "^Differs\|^Alarms") $([ -e /run/edgeward/trial ] && echo yes || echo no)' &&
            expect "$3: active is confirmed" yes \
                '[ /var/lib/edgeward/$(readlink /var/lib/edgeward/confirmed) = $(readlink /run/edgeward/active) ] && echo yes' &&
            as_it_was "$1" "$2" "$3"
        ;;
    esac
}

# One round: what is done, how the gateway is before it.
kill_dpkg() {
    local action=$1 state=$2 command moment begun ended when
    command='dpkg -i /var/tmp/debs/edgeward.deb'
    case $action in
    install) sh_on 'dpkg -P edgeward; rm -rf /var/lib/edgeward' >/dev/null 2>&1 ;;
    *)
        [ "$(package_is)" = 'ii ' ] || install_ok edgeward || return 1
        if [ "$state" = hardened ]; then
            harden || return 1
        else
            # As found; a generation that an earlier round hardened is left behind by a removal.
            sh_on '[ ! -e /run/edgeward/active/services/ssh ] || exit 0; dpkg -r edgeward && dpkg -i /var/tmp/debs/edgeward.deb' >/dev/null 2>&1
        fi
        ;;
    esac
    [ "$action" != removal ] || command='dpkg -r edgeward'
    moment=$((RANDOM * ${took[$action]} * 12 / 10 / 32768))
    when="$action of a gateway that was $state, killed after $moment ms (EDGEWARD_SEED=$seed)"
    begun=$(date +%s%3N)
    ended=$(sh_on "setsid $command >/dev/null 2>&1 </dev/null & dpkg=\$!
        end=\$((\$(date +%s%3N) + $moment))
        while [ -d /proc/\$dpkg ] && [ \$(date +%s%3N) -lt \$end ]; do sleep 0.02; done
        if [ -d /proc/\$dpkg ]; then kill -KILL -- -\$dpkg; wait; echo cut; else echo over; fi" 2>/dev/null)
    case $ended in
    cut) cut[$action]=$((${cut[$action]:-0} + 1)) ;;
    over) over[$action]=$((${over[$action]:-0} + 1)) took[$action]=$(($(date +%s%3N) - begun)) ;;
    *) says "$when: '$ended'"; return 1 ;;
    esac
    as_it_was "$action" "$state" "$when" || [ "$action-$ended" = removal-over ] || return 1
    if [ -n "${EDGEWARD_LONG:-}" ] && [ $((RANDOM % 4)) = 0 ]; then
        "$bed" reboot "$gateway" >/dev/null
        as_it_was "$action" "$state" "$when, and restarted" || return 1
    fi
    # A package that was cut off while it was unpacked must be unpacked again: so says dpkg itself.
    begun=$(date +%s%3N)
    case $action in
    removal) sh_on 'dpkg --configure -a; dpkg -r edgeward' >/dev/null 2>&1 ;;
    *) sh_on 'dpkg --configure -a; dpkg-query -W -f "\${db:Status-Abbrev}" edgeward | grep -qx "ii " || dpkg -i /var/tmp/debs/edgeward.deb' >/dev/null 2>&1 ;;
    esac
    as_it_should "$action" "$state" "$when, and continued"
}

# The process group is killed, so that no child goes on: a stand-in for a session that is cut.
killing_dpkg_anywhere_ends_well() {
    local round kills=3 actions=(install upgrade removal)
    [ -z "${EDGEWARD_LONG:-}" ] || kills=50
    RANDOM=$((seed % 32768))
    [ "$(package_is 2>/dev/null)" ] || fresh || return 1
    sh_on 'dpkg -P edgeward; rm -rf /var/lib/edgeward; systemctl restart ssh' >/dev/null 2>&1
    neighbour_reaches 50 || { says "the neighbour does not reach it to begin with"; return 1; }
    for ((round = 0; round < kills; round++)); do
        kill_dpkg "${actions[round % 3]}" "$([ $((RANDOM % 3)) = 0 ] && [ $((round % 3)) != 1 ] && echo found || { [ $((round % 3)) = 0 ] && echo absent || echo hardened; })" || return 1
    done
    local action told="counts: package: $kills kills of dpkg, 0 gateways lost"
    for action in "${actions[@]}"; do
        told="$told; $action: ${cut[$action]:-0} cut, ${over[$action]:-0} over before"
    done
    echo "$told; EDGEWARD_SEED=$seed"
}
