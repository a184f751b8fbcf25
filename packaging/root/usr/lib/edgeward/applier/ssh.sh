# shellcheck shell=sh disable=SC2154 # variables of edgeward-apply
# What ssh needs beyond its switch. Part of edgeward-apply.

# Fixed arguments from a checked value; nothing of the generation is sourced.
write_ssh() {
	_port=$(sed -n 's/^port //p' "$1/values/ssh" 2>/dev/null)
	_line=EDGEWARD_SSH_OPTIONS=
	[ -z "$_port" ] || _line="EDGEWARD_SSH_OPTIONS=-p $_port"
	[ "$_line" != "$(cat "$RUN/ssh.env" 2>/dev/null)" ] || return 0
	# Told to whoever comes after us, should we be killed before the restart.
	true >"$RUN/restart-ssh"
	echo "$_line" >"$RUN/.ssh.env" && mv -T "$RUN/.ssh.env" "$RUN/ssh.env"
}
