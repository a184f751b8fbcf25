# shellcheck shell=sh disable=SC2154,SC2015,SC2012 # variables of edgeward-apply
# Generations: accepted, whole, linked, collected. Part of edgeward-apply.

folder() {
	case $1 in built-in) echo "$LIB/built-in" ;; *) echo "$STORE/generations/$1" ;; esac
}

# id_of LINK: the generation that a link names; empty if none.
id_of() {
	[ -L "$1" ] || return 0
	_target=$(readlink "$1") || return 0
	case ${_target##*/} in
	built-in) echo built-in ;;
	*) ! is_id "${_target##*/}" || echo "${_target##*/}" ;;
	esac
}

active_id() { id_of "$RUN/active"; }
confirmed_id() { id_of "$STORE/confirmed"; }

# cured: the system follows its generation again.
cured() {
	[ ! -e "$RUN/alarm" ] || sed -i -e '/^revert-incomplete$/d' -e '/^firewall$/d' "$RUN/alarm"
	[ -s "$RUN/alarm" ] || rm -f "$RUN/alarm"
}

alarm() {
	grep -qx "$1" "$RUN/alarm" 2>/dev/null || echo "$1" >>"$RUN/alarm"
	echo "edgeward: $1" >&2
}

# is_known ID: refuses an id that is not a whole, accepted generation.
is_known() {
	[ -d "$STORE/generations/$1" ] || refuse no-such-generation
	whole "$STORE/generations/$1" || refuse damaged
}

# whole FOLDER: seal and checksums hold, nothing is missing, nothing was added.
whole() {
	[ -f "$1/manifest" ] && [ -f "$1/seal" ] || return 1
	(
		cd "$1" || exit 1
		[ "$(sha256sum <manifest)" = "$(cat seal)  -" ] || exit 1
		# What is neither a plain file nor a folder with something in it counts double, so that the sum is wrong.
		[ "$(find . -type f -printf . -o -type d ! -empty -o -printf .. | wc -c)" -eq $(($(grep -c '^file ' manifest) + 2)) ] || exit 1
		listed_digests .
	)
}

# ids: of all that were accepted, newest first.
ids() {
	find "$STORE/generations" -mindepth 1 -maxdepth 1 -name '[1-9]*' ! -name '*[!0-9]*' -printf '%f\n' 2>/dev/null | sort -rn
}

# newest_proven BELOW [BUT]: the newest whole one below an id that was confirmed once: nobody ever said of the others
# that the gateway can be managed with them.
newest_proven() {
	for _g in $(ids); do
		[ "$_g" -lt "$1" ] && [ "$_g" != "${2-}" ] && [ -e "$STORE/generations/$_g.proven" ] || continue
		if whole "$STORE/generations/$_g"; then
			echo "$_g"
			return
		fi
		alarm "damaged-$_g"
	done
	alarm built-in
	echo built-in
}

# why_not_written: the reason why the store did not take something.
why_not_written() {
	if _err=$({ head -c 4096 /dev/zero >"$STORE/.probe"; } 2>&1); then
		rm -f "$STORE/.probe"
		echo links
		return
	fi
	rm -f "$STORE/.probe"
	case $_err in *'Read-only'*) echo read-only ;; *) echo disk-full ;; esac
}

unwritable() {
	rm -rf "$incoming" 2>/dev/null
	refuse "$(why_not_written)"
}

# accept ID DIGEST: copies the proposal, reading as the daemon, and believes nothing but the copy.
accept() {
	incoming=$STORE/.incoming.$1
	[ ! -e "$STORE/generations/$1" ] || refuse exists
	[ -d "$OUTBOX/$1" ] && [ ! -L "$OUTBOX/$1" ] || refuse proposal-missing
	# No number comes twice, also if its generation is gone; one far ahead would leave none for those that come.
	_newest=$(ids | head -n 1)
	[ "$1" -gt "${_newest:-0}" ] || refuse exists
	[ "$1" -le $((${_newest:-0} + 1000)) ] || refuse bad-request
	mkdir -p "$STORE/generations" && rm -rf "$incoming" "$incoming.copy" && mkdir -m 0700 "$incoming" && mkdir "$incoming/copy" || unwritable
	copy_proposal "$1"
	check_proposal "$1" "$2"
	if [ -e "$incoming/firewall/managed" ]; then
		firewall_text "$incoming" | nft -c -f - >&2 || { rm -rf "$incoming"; refuse firewall-refused; }
	fi
	echo "$2" >"$incoming/seal" || unwritable
	# Contents first, then names: what is found after a power cut is whole or is not there.
	find "$incoming" -depth -exec sync {} + && chmod 0755 "$incoming" &&
		mv -T "$incoming" "$STORE/generations/$1" && sync "$STORE/generations" || unwritable
}

# copy_proposal ID: root reads nothing itself. The reader has the daemon's user, so it may be stopped by it, but another
# group, so it cannot be made to run something else. Who unpacks has no capability: it makes no device, and what the
# stream says of its top folder stays below one that nobody else enters.
copy_proposal() {
	# shellcheck disable=SC2016 # the inner shell expands these
	_err=$(
		timeout -k 1 10 sh -c '
			setpriv --reuid edgeward --regid nogroup --clear-groups --no-new-privs -- \
				tar -C "$1" --one-file-system -cf - . 2>/dev/null 9>&- |
				{ head -c "$2"; [ "$(head -c 1 | wc -c)" = 0 ] || echo too-big >&2; } |
				setpriv --bounding-set=-all --inh-caps=-all --no-new-privs -- \
					tar -C "$3/copy" -xf - --no-same-owner --no-same-permissions' \
			copy "$OUTBOX/$1" "$MOST_BYTES" "$incoming" 2>&1 || echo incomplete
	)
	case $_err in
	*too-big*) reject proposal-too-big ;;
	*'No space left'* | *'Disk quota'*) reject disk-full ;;
	*'Read-only'*) reject read-only ;;
	*incomplete*) reject proposal-kind ;;
	esac
	chmod 0700 "$incoming/copy" && mv -T "$incoming/copy" "$incoming.copy" && rmdir "$incoming" &&
		mv -T "$incoming.copy" "$incoming" || unwritable
	# Not a plain file, one that claims to be larger than all of what was copied, or a name that no file of ours has.
	_odd=$(find "$incoming" -mindepth 1 \( ! -type d \( ! -type f -o -links +1 -o -size +${MOST_BYTES}c \) \
		-o -name '*[!a-z0-9.-]*' \) -print -quit)
	[ -z "$_odd" ] || reject proposal-kind
	find "$incoming" -mindepth 1 \( -type d -exec chmod 00755 {} + \) -o -exec chmod 0644 {} +
}

reject() {
	rm -rf "$incoming"
	refuse "$@"
}

check_proposal() {
	[ -f "$incoming/manifest" ] || reject proposal-manifest
	[ "$(sha256sum <"$incoming/manifest")" = "$2  -" ] || reject proposal-digest
	# Every line is of a known kind, so what follows may read them with simple means.
	! grep -aEvxq 'format [12]|(generation|predecessor) [0-9]{1,9}|renderer [A-Za-z0-9][A-Za-z0-9.+~-]{0,63}|file [0-9a-f]{64} [a-z0-9][a-z0-9./-]*' \
		"$incoming/manifest" || reject proposal-manifest
	_predecessor=$(sed -n '3s/^predecessor //p' "$incoming/manifest")
	[ "$_predecessor" = 0 ] || is_id "$_predecessor" || reject proposal-manifest
	# The form before this one does not say who rendered it.
	_head="format 1${NL}generation $1${NL}predecessor $_predecessor" _lines=3
	_renderer=$(sed -n '4s/^renderer //p' "$incoming/manifest")
	[ -z "$_renderer" ] || { _head="format 2${_head#format 1}${NL}renderer $_renderer"; _lines=4; }
	[ "$(head -n $_lines "$incoming/manifest")" = "$_head" ] || reject proposal-manifest
	_paths=$(sed "1,${_lines}d; s/^file [0-9a-f]* //" "$incoming/manifest")
	# Sorted, each once, none missing, none unlisted, no folder without a file.
	[ "$_paths${NL}manifest" = "$(cd "$incoming" && find . -mindepth 1 \( ! -type d -o -empty \) -printf '%P\n' |
		sort | sed '/^manifest$/d' && echo manifest)" ] || reject proposal-files
	for _path in $_paths; do
		[ -f "$LIB/grammar/$_path" ] || reject proposal-files
	done
	listed_digests "$incoming" || reject proposal-digest
	# Each request that is answered lists all rules, and somebody may ask many times at once.
	[ "$(cat "$incoming/firewall/input" 2>/dev/null | wc -c)" -le "$MOST_RULES" ] || reject proposal-too-big
	for _path in $_paths; do
		grep -aEvxq -f "$LIB/grammar/$_path" "$incoming/$_path"
		[ $? -eq 1 ] || reject proposal-grammar "$_path"
	done
	# What a grammar of lines cannot say: one line, and each value once.
	_path=$(cd "$incoming" && awk '
		FILENAME == "settings.json" && FNR > 1 || FILENAME ~ /^values\// && seen[FILENAME, $1]++ { print FILENAME; exit }
		' $_paths)
	[ -z "$_path" ] || reject proposal-grammar "$_path"
}

# listed_digests FOLDER: the files are what the manifest says.
listed_digests() {
	(cd "$1" && sed -n 's/^file \([0-9a-f]*\) /\1  /p' manifest | sha256sum --check --status --strict)
}

# The answer to a confirmation is given after this returned: by then the disk knows it.
link_confirmed() {
	_proven=$STORE/generations/$1.proven
	_proof=$(ls "$_proven" 2>/dev/null)
	# Not by `:`, whose failing redirection ends the shell.
	true >"$_proven" && ln -sfn "generations/$1" "$STORE/.confirmed" && mv -T "$STORE/.confirmed" "$STORE/confirmed" &&
		sync "$STORE/generations" "$STORE" && return
	[ -n "$_proof" ] || rm -f "$_proven"
	return 1
}

link_active() {
	ln -sfn "$(folder "$1")" "$RUN/.active" && mv -T "$RUN/.active" "$RUN/active"
}

# collect: keeps what is confirmed, active, the predecessor of the confirmed one, what was found at the installation,
# and the newest ones.
collect() {
	_keep=" $(confirmed_id) $(active_id) $(sed -n 's/^predecessor //p' "$STORE/confirmed/manifest") "
	mkdir -p "$STORE/.trash"
	for _g in $(ids | sed "1,${KEEP}d"); do
		case $_keep in *" $_g "*) continue ;; esac
		! grep -qx 'predecessor 0' "$STORE/generations/$_g/manifest" || continue
		rm -f "$STORE/generations/$_g.proven"
		mv -T "$STORE/generations/$_g" "$STORE/.trash/$_g"
	done
	rm -rf "$STORE/.trash" "$STORE"/.incoming.*
}
