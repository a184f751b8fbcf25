#!/bin/sh
# Makes each call of a list on the system bus as a user, after having looked whether there is such a call at all.
# A line: whether root may do it here for a comparison (+), service, object and interface, method, signature, arguments.
#   ask.sh USER <calls      one line each: mark|call|known or unknown|what busctl said
user=$1
as_user() { if [ "$user" = root ]; then "$@"; else setpriv --reuid "$user" --regid "$user" --clear-groups "$@"; fi; }
while read -r mark service where method signature arguments; do
	[ "$user" != root ] || [ "$mark" = + ] || continue
	interface=org.freedesktop.$service path=/org/freedesktop/$service
	case $where in
	*:*) path=$path/${where%%:*} interface=$interface.${where#*:} ;;
	-) ;;
	*) interface=$interface.$where ;;
	esac
	known=$(busctl introspect "org.freedesktop.$service" "$path" "$interface" 2>/dev/null |
		awk -v m=".$method" -v s="$signature" '$1 == m && $2 == "method" && $3 == s { print "known" }')
	[ "$signature" != - ] || signature=''
	eval "set -- $arguments"
	if said=$(as_user busctl --timeout=20 call "org.freedesktop.$service" "$path" "$interface" "$method" $signature "$@" 2>&1 </dev/null); then
		said="done: $said"
	fi
	printf '%s|%s.%s %s|%s|%s\n' "$mark" "$service" "$method" "$signature" "${known:-unknown}" "$said"
done
