# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# Following a generation, doing only what differs. Part of edgeward-apply.

# Whose values reach a program by a file that write_NAME makes below /run, before any switch is turned.
VALUES='ssh'

# follow FOLDER: closing comes before opening. $failed_step names the first step that did not work; the rest is not
# begun, so that nothing opens behind a wall that does not stand.
follow() {
	failed_step=firewall
	follow_firewall "$1" || return 1
	follow_switches "$1"
}

follow_switches() {
	write_values "$1" || return 1
	_switches=$(switches)
	for failed_step in $_switches; do
		[ -e "$1/services/$failed_step" ] || switch_off "$failed_step" || return 1
	done
	for failed_step in $_switches; do
		[ ! -e "$1/services/$failed_step" ] || switch_on "$failed_step" || return 1
	done
}

# write_values FOLDER: starts nothing, asks nobody: the boot does this too. One that fails does not keep the others back.
write_values() {
	_failed=''
	for _values in $VALUES; do
		"write_$_values" "$1" || _failed=${_failed:-$_values}
	done
	failed_step=$_failed
	[ -z "$_failed" ]
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

# switches: all that there are, in the table's order.
switches() {
	_last=''
	while read -r _switch _; do
		case $_switch in '' | '#' | "$_last") continue ;; esac
		echo "$_switch"
		_last=$_switch
	done <"$LIB/switches"
}

# units SWITCH: what stands behind a switch, as patterns that match the instances of templates, in $units; those that
# are started when it is turned on in $starts.
units() {
	units='' starts=''
	while read -r _switch _unit _role; do
		[ "$_switch" = "$1" ] || continue
		[ "$_role" != start ] || starts="$starts $_unit"
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
	rm -f "$RUN/restart-$1"
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
	if [ "$1" = local-console ]; then
		# Starts what is wanted and does not run; what runs is left alone.
		case $running in *getty*) ;; *) may_start && systemctl start getty.target ;; esac
		return
	fi
	if [ -n "$running" ] && [ ! -e "$RUN/restart-$1" ]; then
		return 0
	fi
	# A listening socket of systemd's knows nothing of our port: sshd itself listens from now on.
	case " $running" in *' ssh.socket '*) systemctl stop ssh.socket || return 1 ;; esac
	may_start
	# shellcheck disable=SC2086 # unit names, one word each
	systemctl restart $starts && rm -f "$RUN/restart-$1"
}

recovering() {
	case " $(tr '\0\n' '  ' </proc/cmdline) $(tr '\0' ' ' </proc/1/cmdline) " in
	*' edgeward.recover '*) ;;
	*) return 1 ;;
	esac
}
