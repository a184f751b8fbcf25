# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# Our table in the kernel. Part of edgeward-apply.

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
