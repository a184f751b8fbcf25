# Sourced by run: what a gateway meets in the years after its hardening.
# shellcheck shell=bash disable=SC2154,SC2016,SC2015

# The event log, its newest lines, as "what outcome generation why details".
events='edgeward log --json | tr -d "\n" | tr "{" "\n"'

waits_for() {
    expect "$1" yes "for i in \$(seq 100); do { $2; } >/dev/null 2>&1 && echo yes && exit; sleep 0.2; done; { $2; } 2>&1 | tail -n 5"
}

confirmed_id() {
    sh_on 'basename $(readlink /var/lib/edgeward/confirmed)'
}

# The very packages that this Debian consists of, unpacked and configured once more: what a security update does.
update_of() {
    local deb name
    for name in "$@"; do
        deb=$(ls "$debs/${name}"_*.deb) && "$bed" put "$gateway" "$deb" "/var/tmp/debs/$name.deb" || return 1
        sh_on "DEBIAN_FRONTEND=noninteractive dpkg -i /var/tmp/debs/$name.deb </dev/null" >"$work/install.log" 2>&1 || { tail -n 5 "$work/install.log"; return 1; }
        expect "$name was unpacked anew" "Unpacking $name" "echo '$(grep -o "Unpacking $name" "$work/install.log")'" || return 1
    done
}

an_update_of_openssh_and_nftables_opens_nothing() {
    local before
    fresh && install_ok edgeward || return 1
    before=$(sh_on 'systemctl show -p InvocationID --value ssh')
    update_of openssh-server nftables &&
        expect "as found, the update restarts ssh" active 'systemctl is-active ssh' &&
        expect "as found, it is another one" yes "[ \$(systemctl show -p InvocationID --value ssh) != $before ] && echo yes" && harden || return 1
    sh_on 'systemctl enable --now nftables' >/dev/null 2>&1
    waits_for "rules, with Debian's nftables running" 'nft list table inet edgeward'
    before=$(sh_on 'nft -s list table inet edgeward | sed "s/ # handle.*//"')
    [ "$(wc -l <<<"$before")" -gt 10 ] || { says "there are no rules to compare: $before"; return 1; }
    update_of openssh-server nftables && closed &&
        waits_for "rules" 'nft list table inet edgeward' &&
        expect "rules, to the letter" "$before" 'nft -s list table inet edgeward | sed "s/ # handle.*//"' &&
        expect "drift" 0 'edgeward status | grep -c "^Differs\|^Alarms"' &&
        "$bed" reboot "$gateway" >/dev/null && closed && expect "rules, restarted" "$before" 'nft -s list table inet edgeward'
}

# Written as the version before this one would have, and the gateway is started on it.
a_generation_of_the_format_before_boots_and_is_rendered_anew() {
    local id
    id=$(confirmed_id)
    sh_on "systemctl stop edgeward && cd /var/lib/edgeward/generations/$id && sed -i -e 's/^format 2\$/format 1/' -e '/^renderer /d' manifest &&
        sha256sum <manifest | cut -c1-64 >seal && ! grep -q renderer manifest && grep -qx 'format 1' manifest" || { says "it cannot be made older"; return 1; }
    "$bed" reboot "$gateway" >/dev/null
    expect "the boot, damaged" 0 'journalctl -b -u edgeward-apply | grep -c damaged' &&
        waits_for "it is rendered anew" "[ \$(basename \$(readlink /var/lib/edgeward/confirmed)) = $((id + 1)) ] && [ ! -e /run/edgeward/trial ]" && closed &&
        expect "format" "format 2" "head -n 1 /var/lib/edgeward/generations/$((id + 1))/manifest" &&
        expect "settings are the same" same "cmp /var/lib/edgeward/generations/$id/settings.json /var/lib/edgeward/confirmed/settings.json && echo same" &&
        waits_for "the log tells it" "$events | grep '\"renewal\"' | grep '\"confirmed\"' | grep -q 'generation $id rendered anew'" &&
        expect "alarms, drift" 0 'edgeward status | grep -c "^Differs\|^Alarms"' || return 1
    sh_on 'systemctl restart edgeward'
    waits_for "status" 'edgeward status' && expect "nothing more at the next start" "$((id + 1))" 'sleep 2; basename $(readlink /var/lib/edgeward/confirmed)'
}

# nft takes the check of a proposal, and not the rules.
what_the_kernel_refuses_is_undone_and_told() {
    local id
    id=$(confirmed_id)
    sh_on 'mv /usr/sbin/nft /usr/sbin/nft.real && cat >/usr/sbin/nft && chmod 755 /usr/sbin/nft' <<'NFT'
#!/bin/sh
[ "$*" != '-f -' ] || { rules=$(cat); case $rules in *4242*) exit 1 ;; esac; printf '%s\n' "$rules" | exec nft.real -f -; }
exec nft.real "$@"
NFT
    expect "it says so" 5 "echo '{\"firewall\":{\"allow\":{\"a\":{\"protocol\":\"tcp\",\"ports\":\"4242\"}}}}' |
        edgeward settings patch - --now --accept-loss all >/tmp/said 2>&1; echo \$?" && expect "why" 1 'grep -ci "kernel did not take" /tmp/said'
    local status=$?
    [ $status = 0 ] || sh_on 'cat /tmp/said'
    sh_on 'mv /usr/sbin/nft.real /usr/sbin/nft'
    [ $status = 0 ] && closed && expect "confirmed" "$id" 'basename $(readlink /var/lib/edgeward/confirmed)' &&
        expect "the log" yes "$events | grep '\"reverted\"' | grep -qi 'kernel did not take' && echo yes" &&
        expect "alarms, drift" 0 'edgeward status | grep -c "^Differs\|^Alarms"'
}

on_a_read_only_disk_going_back_works_and_the_cause_is_told() {
    local id
    id=$(confirmed_id)
    sh_on 'edgeward settings set /firewall/answerPing false --confirm-within 20m' >"$work/trial.log" 2>&1
    expect "a trial" yes '[ -e /run/edgeward/trial ] && echo yes' || return 1
    # Only the store: what the journal and the daemon hold open keeps the whole of /var from being made so.
    sh_on 'mount --bind /var/lib/edgeward /var/lib/edgeward && mount -o remount,bind,ro /var/lib/edgeward' || return 1
    expect "confirm says so" yes 'edgeward confirm --on-site >/tmp/said 2>&1; [ $? != 0 ] && grep -qi "cannot be written" /tmp/said && echo yes || cat /tmp/said' &&
        expect "status while nothing can be written" 0 'edgeward status >/dev/null; echo $?' &&
        expect "revert" 'over' 'edgeward revert >/tmp/said 2>&1; [ -e /run/edgeward/trial ] && cat /tmp/said || echo over' && closed &&
        expect "active" "$id" 'basename $(readlink /run/edgeward/active)' &&
        expect "a change says so" yes 'edgeward settings set /firewall/answerPing false --now >/tmp/said 2>&1; [ $? != 0 ] && grep -qi "cannot be written\|read-only" /tmp/said && echo yes || cat /tmp/said'
    local status=$?
    sh_on 'umount /var/lib/edgeward'
    return $status
}

a_flipped_byte_is_told_in_status_and_log() {
    local id
    id=$(confirmed_id)
    sh_on "systemctl stop edgeward; sed -i 's/managed/mAnaged/' /var/lib/edgeward/generations/$id/settings.json"
    "$bed" reboot "$gateway" >/dev/null
    waits_for "status" 'edgeward status' && closed &&
        expect "status tells it" yes "edgeward status | grep -q 'Generation $id is damaged' && echo yes || edgeward status" &&
        waits_for "the log tells it" "$events | grep '\"alarm\"' | grep -q 'Generation $id is damaged'" &&
        expect "the journal" yes "journalctl -b -u edgeward-apply | grep -q 'damaged-$id' && echo yes" &&
        expect "the way out" 0 'edgeward enforce --accept-loss all --now >/tmp/said 2>&1; echo $?' &&
        expect "the way out" 0 'edgeward settings set /firewall/answerPing false --now >/tmp/said 2>&1; echo $?' &&
        expect "alarms" 0 'edgeward status | grep -c "^Alarms"'
}

the_link_to_what_is_followed_is_made_again_by_itself() {
    sh_on 'rm /run/edgeward/active'
    waits_for "it is there again" '[ -d /run/edgeward/active/ ]' &&
        waits_for "the log tells it" "$events | grep '\"heal\"' | grep -q 'link to the generation'" && closed &&
        expect "status" 0 'edgeward status >/dev/null; echo $?'
}
