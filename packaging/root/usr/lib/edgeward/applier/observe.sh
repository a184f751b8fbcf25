# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# What only root sees, as one line of JSON. Names of programs are anybody's bytes, so text goes as base64.
# Part of edgeward-apply.

# section NAME COMMAND...: what the command prints, or null if it failed: unknown, not empty.
section() {
	_name=$1
	shift
	if _out=$("$@" 2>/dev/null); then
		printf ',"%s":"%s"' "$_name" "$(printf '%s\n' "$_out" | base64 -w 0)"
	else
		printf ',"%s":null' "$_name"
	fi
}

truth() { if "$@"; then echo true; else echo false; fi; }

# Whoever offers a login or a shell at a terminal that is not a remote one; a container's console is a pts.
consoles() {
	# Anybody may call a program "agetty"; only root's asks for a login.
	ps -e -o pid=,euid=,tty=,comm= | awk '
		($2 == 0 && $4 ~ /^(agetty|getty|mgetty|login|sulogin)$/) ||
			($3 ~ /^(tty|console|hvc)/ && $4 !~ /^(systemd|Xorg)/) {
			print $1, $3, $4
		}'
}

# Only whoever adopts needs them. sshd wants the folder that it makes when it runs.
sshd_values() {
	if [ -d /run/sshd ]; then
		sshd -T
	else
		unshare --mount sh -c 'mount -t tmpfs none /run && mkdir /run/sshd && sshd -T'
	fi | grep -E '^(port|listenaddress) '
}

# Accounts with a login shell, and what is known of their password without knowing it.
accounts() {
	awk -F : '
		NR == FNR { password[$1] = $2; next }
		$7 !~ /(nologin|false|sync)$/ {
			p = password[$1]
			print $1, p == "" ? "EMPTY" : p ~ /^[!*]/ ? "LOCKED" : "SET"
		}' /etc/shadow /etc/passwd
}

# Units whose drop-in is not as it was placed; systemd itself may not have looked yet.
lost_hooks() {
	[ ! -e "$STORE/hooks" ] || sha256sum --check "$STORE/hooks" 2>/dev/null |
		sed -n 's|^/usr/lib/systemd/system/\(.*\)\.d/50-edgeward\.conf: FAILED.*|\1|p'
}

# altered LISTING: its lines that were not loaded (+), and those that were and are gone (-).
altered() {
	printf '%s\n' "$1" | diff "$RUN/firewall.listing" - | sed -n 's/^>[[:blank:]]*\(.\)/+ \1/p; s/^<[[:blank:]]*\(.\)/- \1/p'
	[ "$(cat $LOOSE)" = 0 ] || echo '+ nf_conntrack_tcp_loose'
}

trial_json() {
	read_trial
	_from=$trial_from
	[ "$_from" != built-in ] || _from=0
	if [ -n "$trial_id" ]; then
		printf '{"id":%s,"from":%s,"opened":%s,"deadline":%s}' "$trial_id" \
			"$_from" "$trial_opened" "$trial_deadline"
	else
		printf null
	fi
}

alarms_json() { [ ! -e "$RUN/alarm" ] || sed 's/.*/"&"/' "$RUN/alarm" | tr '\n' ',' | sed 's/,$//'; }

observe() {
	read -r _up _ </proc/uptime
	_loaded=$(listing)
	_meant=''
	[ ! -e "$RUN/active/firewall/managed" ] || _meant=$(firewall_text "$RUN/active")
	printf '{"verb":"observe","result":"done","uptime":%s' "$_up"
	_active=$(active_id)
	printf ',"active":"%s","confirmed":"%s"' "$_active" "$(confirmed_id)"
	printf ',"recover":%s' "$(truth recovering)"
	printf ',"trial":%s,"alarms":[%s]' "$(trial_json)" "$(alarms_json)"
	_holds=$(truth rules_hold "$_loaded" "$_meant")
	printf ',"firewall":{"loaded":%s,"holds":%s}' "$(truth [ -n "$_loaded" ])" "$_holds"
	printf ',"legacy":%s' "$(truth grep -qs . /proc/net/ip_tables_names /proc/net/ip6_tables_names)"
	section nft nft -j list ruleset
	[ -z "$_loaded" ] || [ "$_holds" = true ] || section altered altered "$_loaded"
	section sockets ss -H -l -n -p -e -t -u -w -0
	section consoles consoles
	section hooks lost_hooks
	[ -n "$_active" ] || section sshd sshd_values
	section commandLine cat /proc/cmdline
	section accounts accounts
	printf '}\n'
}
