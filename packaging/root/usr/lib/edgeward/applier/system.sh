# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# Following a generation, doing only what differs. Part of edgeward-apply.

# follow FOLDER: closing comes before opening. $failed_step names the step that did not work.
follow() {
	failed_step=firewall
	follow_firewall "$1" || return 1
	failed_step=ssh
	write_ssh_values "$1" || return 1
	for failed_step in ssh local-console; do
		[ -e "$1/services/$failed_step" ] || switch_off $failed_step || return 1
	done
	for failed_step in ssh local-console; do
		[ ! -e "$1/services/$failed_step" ] || switch_on $failed_step || return 1
	done
}

TABLE='table inet edgeward'

# firewall_text FOLDER: our whole table; in it the rule lines, and what a gateway must always accept.
firewall_text() {
	cat <<-EOF
		$TABLE
		delete $TABLE
		$TABLE {
		chain input {
		type filter hook input priority filter; policy drop;
		iifname "lo" accept
		ct direction reply ct state established accept
		ct state related meta l4proto { 1, 58 } accept
		ip6 hoplimit 255 icmpv6 type { 134, 135, 136 } accept
		ip6 saddr fe80::/10 icmpv6 type { 130, 131, 132, 143 } accept
		udp sport 67 udp dport 68 accept
		ip6 saddr fe80::/10 udp sport 547 udp dport 546 accept
	EOF
	if [ -e "$1/firewall/answer-ping" ]; then
		printf 'icmp type 8 accept\nicmpv6 type 128 accept\n'
	fi
	cat "$1/firewall/input"
	cat <<-EOF
		}
		chain forward {
		type filter hook forward priority filter; policy drop;
		ct direction reply ct state established accept
		ct state related meta l4proto { 1, 58 } accept
		}
		}
	EOF
}

listing() { nft -s list table inet edgeward 2>/dev/null; }

rules_hold() { [ -f "$RUN/firewall.listing" ] && [ "$(listing)" = "$(cat "$RUN/firewall.listing")" ]; }

follow_firewall() {
	if [ ! -e "$1/firewall/managed" ]; then
		rm -f "$RUN/firewall.nft" "$RUN/firewall.listing"
		[ -z "$(listing)" ] || nft delete table inet edgeward || return 1
		pick_up_flows 1
		return 0
	fi
	_text=$(firewall_text "$1")
	[ "$_text" = "$(cat "$RUN/firewall.nft" 2>/dev/null)" ] && rules_hold && return 0
	load_rules "$_text"
}

LOOSE=/proc/sys/net/netfilter/nf_conntrack_tcp_loose

# pick_up_flows 0|1: whether conntrack guesses the direction of a flow that is older than it. Guessed wrong,
# a flow that somebody outside opened would count as ours.
pick_up_flows() {
	[ ! -e $LOOSE ] || [ "$(cat $LOOSE)" = "$1" ] || echo "$1" >$LOOSE
}

# load_rules TEXT: one transaction; the kernel's own words are kept, to compare with.
load_rules() {
	# The closed table brings conntrack in, if nothing did: before it there is nothing to set.
	[ -e $LOOSE ] || nft -f "$LIB/drop-all.nft" >&2
	pick_up_flows 0
	(umask 077 && printf '%s\n' "$1" >"$RUN/.firewall.nft") || return 1
	nft -f "$RUN/.firewall.nft" >&2 || return 1
	mv -T "$RUN/.firewall.nft" "$RUN/firewall.nft"
	(umask 077 && listing >"$RUN/.firewall.listing") && mv -T "$RUN/.firewall.listing" "$RUN/firewall.listing"
}

ssh_changed=''

# Fixed arguments from a checked value; nothing of the generation is sourced.
write_ssh_values() {
	_port=$(sed -n 's/^port //p' "$1/values/ssh" 2>/dev/null)
	_line=EDGEWARD_SSH_OPTIONS=
	[ -z "$_port" ] || _line="EDGEWARD_SSH_OPTIONS=-p $_port"
	[ "$_line" != "$(cat "$RUN/ssh.env" 2>/dev/null)" ] || return 0
	ssh_changed=yes
	echo "$_line" >"$RUN/.ssh.env" && mv -T "$RUN/.ssh.env" "$RUN/ssh.env"
}

# units SWITCH [ROLE]: what stands behind a switch.
units() { awk -v s="$1" -v r="${2-}" '$1 == s && (r == "" || $3 == r) { print $2 }' "$LIB/switches"; }

# running SWITCH: those units, and instances of templates, that run or are about to.
running() {
	set -f
	_patterns=$(units "$1" | sed 's/@\./@*./')
	# shellcheck disable=SC2086 # patterns of our own table, one word each
	systemctl list-units --plain --no-legend --full --state=active,activating,reloading,deactivating $_patterns |
		cut -d ' ' -f 1
	set +f
}

switch_off() {
	[ "$1" != local-console ] || ! recovering || return 0
	_running=$(running "$1")
	if [ -n "$_running" ]; then
		# shellcheck disable=SC2086 # unit names, one word each
		systemctl stop $_running || return 1
		# What KillMode=process left behind: sessions that are not yet, or no longer, logind's.
		# shellcheck disable=SC2086
		systemctl kill --signal=KILL $_running 2>/dev/null || :
	fi
	end_sessions "$1"
}

# end_sessions SWITCH: closing a door does not put out who came in by it.
end_sessions() {
	for _s in $(loginctl list-sessions --no-legend 2>/dev/null | awk '{ print $1 }'); do
		_by=$(loginctl show-session "$_s" --property=Service --value)
		case $1:$_by in
		ssh:sshd | local-console:login) loginctl terminate-session "$_s" ;;
		esac
	done
	return 0
}

switch_on() {
	case $1 in
	ssh)
		_unit=ssh.service
		! systemctl is-enabled --quiet ssh.socket 2>/dev/null || _unit=ssh.socket
		if systemctl is-active --quiet $_unit; then
			[ -z "$ssh_changed" ] || systemctl restart $_unit
		else
			systemctl start $_unit
		fi
		;;
	local-console)
		# Starts what is wanted and does not run; what runs is left alone.
		[ -n "$(running local-console)" ] || systemctl start getty.target
		;;
	esac
}

recovering() {
	case " $(tr '\0\n' '  ' </proc/cmdline) $(tr '\0' ' ' </proc/1/cmdline) " in
	*' edgeward.recover '*) ;;
	*) return 1 ;;
	esac
}
