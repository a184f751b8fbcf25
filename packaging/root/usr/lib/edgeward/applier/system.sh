# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# Following a generation, doing only what differs. Part of edgeward-apply.

# follow FOLDER: closing comes before opening. $failed_step names the first step that did not work; the rest is not
# begun, so that nothing opens behind a wall that does not stand.
follow() {
	failed_step=firewall
	follow_firewall "$1" || return 1
	follow_switches "$1"
}

follow_switches() {
	failed_step=ssh
	write_ssh_values "$1" || return 1
	for failed_step in ssh local-console; do
		[ -e "$1/services/$failed_step" ] || switch_off $failed_step || return 1
	done
	for failed_step in ssh local-console; do
		[ ! -e "$1/services/$failed_step" ] || switch_on $failed_step || return 1
	done
}

# follow_back FOLDER: what was confirmed once is the way home, so one step that fails does not keep the others back.
follow_back() {
	if follow_firewall "$1"; then
		follow_switches "$1"
	else
		follow_switches "$1"
		failed_step=firewall
		return 1
	fi
}

TABLE='table inet edgeward'

# Never for long: whoever waits for it holds the lock.
nft() { timeout -k 1 10 nft "$@"; }

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
		ct state related icmp type { 3, 11, 12 } accept
		ct state related icmpv6 type { 1, 2, 3, 4 } accept
		ip6 hoplimit 255 icmpv6 type { 134, 135, 136 } accept
		ip6 saddr fe80::/10 icmpv6 type { 130, 131, 132, 143 } accept
		meta nfproto ipv4 udp sport 67 udp dport 68 accept
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
		ct state related icmp type { 3, 11, 12 } accept
		ct state related icmpv6 type { 1, 2, 3, 4 } accept
		}
		}
	EOF
}

listing() { nft -s list table inet edgeward 2>/dev/null; }

LOOSE=/proc/sys/net/netfilter/nf_conntrack_tcp_loose

# rules_hold LISTING TEXT: whether that is what the kernel told right after it had loaded the text, and flows are
# judged as then.
rules_hold() {
	[ -f "$RUN/firewall.listing" ] && [ "$1" = "$(cat "$RUN/firewall.listing")" ] && [ "$(cat $LOOSE)" = 0 ] &&
		[ "$2" = "$(cat "$RUN/firewall.nft" 2>/dev/null)" ]
}

follow_firewall() {
	if [ ! -e "$1/firewall/managed" ]; then
		rm -f "$RUN/firewall.nft" "$RUN/firewall.listing"
		# What cannot be asked may still be there.
		_tables=$(nft list tables inet) || return 1
		case $NL$_tables$NL in
		*"$NL$TABLE$NL"*) nft delete "$TABLE" || return 1 ;;
		esac
		pick_up_flows as-before
		return 0
	fi
	_text=$(firewall_text "$1")
	! rules_hold "$(listing)" "$_text" || return 0
	load_rules "$_text"
}

# Whether conntrack guesses the direction of a flow that is older than it. Guessed wrong, a flow that somebody
# outside opened would count as ours. What was set before us comes back with `pick_up_flows as-before`.
pick_up_flows() {
	[ -e $LOOSE ] || return 0
	case $1 in
	never)
		# Not by `read`: it takes a byte at a time, which this file does not give.
		[ -e "$RUN/loose-before" ] || cat $LOOSE >"$RUN/loose-before"
		[ "$(cat $LOOSE)" = 0 ] || echo 0 >$LOOSE
		;;
	as-before)
		[ -e "$RUN/loose-before" ] || return 0
		cat "$RUN/loose-before" >$LOOSE
		rm -f "$RUN/loose-before"
		;;
	esac
}

# load_rules TEXT: one transaction; the kernel's own words are kept, to compare with.
load_rules() {
	# Before conntrack is there, there is nothing to set; where it cannot be brought in alone, the closed table does it.
	[ -e $LOOSE ] || modprobe -q nf_conntrack 2>/dev/null || nft -f "$LIB/drop-all.nft" >&2
	pick_up_flows never || return 1
	rm -f "$RUN/firewall.nft" "$RUN/firewall.listing"
	printf '%s\n' "$1" | nft -f - >&2 || return 1
	# Only to compare with: where /run is full, the rules are there all the same, and are told as not holding.
	(umask 077 && printf '%s\n' "$1" >"$RUN/.firewall.nft") && mv -T "$RUN/.firewall.nft" "$RUN/firewall.nft"
	(umask 077 && listing >"$RUN/.firewall.listing") && mv -T "$RUN/.firewall.listing" "$RUN/firewall.listing"
	return 0
}

# Fixed arguments from a checked value; nothing of the generation is sourced.
write_ssh_values() {
	_port=$(sed -n 's/^port //p' "$1/values/ssh" 2>/dev/null)
	_line=EDGEWARD_SSH_OPTIONS=
	[ -z "$_port" ] || _line="EDGEWARD_SSH_OPTIONS=-p $_port"
	[ "$_line" != "$(cat "$RUN/ssh.env" 2>/dev/null)" ] || return 0
	# Told to whoever comes after us, should we be killed before the restart.
	true >"$RUN/restart-ssh"
	echo "$_line" >"$RUN/.ssh.env" && mv -T "$RUN/.ssh.env" "$RUN/ssh.env"
}

# units SWITCH: what stands behind a switch, as patterns that match the instances of templates; in $units.
units() {
	units=''
	while read -r _switch _unit _; do
		[ "$_switch" = "$1" ] || continue
		# shellcheck disable=SC2125 # a pattern for systemctl, not for the shell
		case $_unit in *@.*) _unit=${_unit%%.*}*.${_unit#*.} ;; esac
		units="$units $_unit"
	done <"$LIB/switches"
}

# running SWITCH: those of its units that run or are about to, as $running.
running() {
	set -f
	units "$1"
	# shellcheck disable=SC2086 # patterns of our own table, one word each
	running=$(
		systemctl list-units --plain --no-legend --full --state=active,activating,reloading,deactivating $units |
			cut -d ' ' -f 1 | tr '\n' ' '
	)
	set +f
}

switch_off() {
	[ "$1" != local-console ] || ! recovering || return 0
	running "$1"
	if [ -n "$running" ]; then
		# shellcheck disable=SC2086 # unit names, one word each
		systemctl stop $running || return 1
	fi
	end_leftovers "$1"
	end_sessions "$1"
	[ "$1" != ssh ] || rm -f "$RUN/restart-ssh"
}

# end_leftovers SWITCH: what KillMode=process let live on: sessions that are not yet, or no longer, logind's.
end_leftovers() {
	units "$1"
	for _unit in $units; do
		for _procs in /sys/fs/cgroup/system.slice/$_unit/cgroup.procs /sys/fs/cgroup/*/system.slice/$_unit/cgroup.procs \
			/sys/fs/cgroup/system.slice/system-*.slice/$_unit/cgroup.procs; do
			[ -e "$_procs" ] && read -r _ <"$_procs" || continue
			_procs=${_procs%/cgroup.procs}
			systemctl kill --signal=KILL "${_procs##*/}" || :
		done
	done
}

# end_sessions SWITCH: closing a door does not put out who came in by it.
end_sessions() {
	# Most of the time nobody is there, and logind need not be asked.
	for _s in /run/systemd/sessions/*; do
		[ -e "$_s" ] && case $_s in *.ref) false ;; esac || continue
		_s=${_s##*/}
		case $1:$(loginctl show-session "$_s" --property=Service --value) in
		ssh:sshd | local-console:login) loginctl terminate-session "$_s" ;;
		esac
	done
	return 0
}

# Many changes in a short time are no crash loop: systemd's limit of starts must not keep us from going back.
may_start() {
	set -f
	# shellcheck disable=SC2086 # patterns of our own table
	systemctl reset-failed $units 2>/dev/null || :
	set +f
}

switch_on() {
	running "$1"
	case $1 in
	ssh)
		if [ -n "$running" ] && [ ! -e "$RUN/restart-ssh" ]; then
			return 0
		fi
		# A listening socket of systemd's knows nothing of our port: sshd itself listens from now on.
		case " $running" in *' ssh.socket '*) systemctl stop ssh.socket || return 1 ;; esac
		may_start
		systemctl restart ssh.service && rm -f "$RUN/restart-ssh"
		;;
	local-console)
		# Starts what is wanted and does not run; what runs is left alone.
		case $running in *getty*) ;; *) may_start && systemctl start getty.target ;; esac
		;;
	esac
}

recovering() {
	case " $(tr '\0\n' '  ' </proc/cmdline) $(tr '\0' ' ' </proc/1/cmdline) " in
	*' edgeward.recover '*) ;;
	*) return 1 ;;
	esac
}
