# shellcheck shell=sh disable=SC2154 # here, root, target, dist, version and JAVA_HOME are set by build
# Makes edgeward_VERSION_amd64.deb with a Java runtime of its own and edgeward-portable_VERSION_all.deb without.

# Reached by a name in a string or by a service only, so jdeps cannot see them.
also_modules="java.logging java.management java.naming java.xml jdk.security.auth jdk.net jdk.unsupported"
# Named by libraries for features that are not used here (AWT, JNDI pools, agents, JDBC rows).
never_modules="java.desktop java.instrument java.sql java.rmi java.transaction.xa java.scripting"

# stage_modules: the modules of the JDK that the program needs, comma separated.
stage_modules() {
    needed=$("$JAVA_HOME/bin/jdeps" -q --ignore-missing-deps --multi-release 25 --print-module-deps \
        --recursive --class-path "$dist/lib/*" "$dist"/lib/edgeward-*.jar)
    for module in $(printf '%s' "$needed" | tr ',' ' ') $also_modules; do
        case " $never_modules " in
        *" $module "*) ;;
        *) printf '%s\n' "$module" ;;
        esac
    done | sort -u | paste -sd,
}

# stage_runtime FOLDER: the Java runtime, without what only a developer needs. Not compressed: the
# package is, better, and it starts sooner.
stage_runtime() {
    "$JAVA_HOME/bin/jlink" --add-modules "$(stage_modules)" --strip-java-debug-attributes \
        --no-header-files --no-man-pages --compress zip-0 --output "$1"
    (cd "$1/bin" && find . -type f ! -name java -exec rm {} +)
    find "$1/lib" -name '*.so' -exec objcopy --strip-unneeded {} \;
}

# stage_documents STAGE: the manual page and the completions, which the command line writes about itself.
stage_documents() {
    mkdir -p "$1/usr/share/man/man1" "$1/usr/share/bash-completion/completions" "$1/usr/share/zsh/vendor-completions"
    gzip -9nc "$root/cli/target/edgeward.1" >"$1/usr/share/man/man1/edgeward.1.gz"
    cp "$root/cli/target/edgeward.bash-completion" "$1/usr/share/bash-completion/completions/edgeward"
    cat >"$1/usr/share/zsh/vendor-completions/_edgeward" <<'END'
#compdef edgeward
autoload -U +X bashcompinit && bashcompinit
source /usr/share/bash-completion/completions/edgeward
END
}

# stage_common STAGE PACKAGE: what both packages hold.
stage_common() {
    stage=$1
    mkdir -p "$stage/usr/share/edgeward/lib" "$stage/usr/share/doc/$2"
    cp -R "$here/files/." "$stage/"
    [ ! -d "$here/root" ] || cp -R "$here/root/." "$stage/"
    cp "$dist"/lib/*.jar "$stage/usr/share/edgeward/lib/"
    for name in cli daemon; do
        sed 's#@LIB@#/usr/share/edgeward/lib#g' "$dist/$name.args.in" >"$stage/usr/lib/edgeward/$name.args"
    done
    printf '%s\n' "$version" >"$stage/usr/lib/edgeward/version"
    cp "$here/debian/copyright" "$stage/usr/share/doc/$2/copyright"
    gzip -9nc "$here/debian/changelog" >"$stage/usr/share/doc/$2/changelog.gz"
    gzip -9nc "$here/target/bom.json" >"$stage/usr/share/doc/$2/sbom.cdx.json.gz"
    [ ! -f "$root/cli/target/edgeward.1" ] || stage_documents "$stage"
}

# stage_control STAGE PACKAGE OTHER ARCHITECTURE SUMMARY
stage_control() {
    stage=$1
    mkdir -p "$stage/DEBIAN"
    size=$(du -sk --apparent-size --exclude=DEBIAN "$stage" | cut -f1)
    sed -e "s/@PACKAGE@/$2/g" -e "s/@OTHER@/$3/g" -e "s/@ARCHITECTURE@/$4/g" -e "s/@SUMMARY@/$5/g" \
        -e "s/@VERSION@/$version/g" -e "s/@SIZE@/$size/g" "$here/debian/control.in" >"$stage/DEBIAN/control"
    for script in preinst postinst prerm postrm; do
        sed -e "s/@PACKAGE@/$2/g" -e "s/@OTHER@/$3/g" -e "s/@VERSION@/$version/g" \
            "$here/debian/$script" >"$stage/DEBIAN/$script"
        chmod 755 "$stage/DEBIAN/$script"
    done
    (cd "$stage" && find . -path ./DEBIAN -prune -o -type f -print | LC_ALL=C sort | sed 's#^\./##' |
        xargs -d '\n' md5sum) >"$stage/DEBIAN/md5sums"
}

# finish STAGE DEB: one owner, plain modes, one time for all files; two threads everywhere, whose number shows in the bytes.
finish() {
    find "$1" -type d -exec chmod 755 {} +
    find "$1" -type f -perm /111 -exec chmod 755 {} +
    find "$1" -type f ! -perm /111 -exec chmod 644 {} +
    find "$1" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
    dpkg-deb --root-owner-group -Zxz --threads-max=2 --build "$1" "$2.part" >/dev/null
    mv "$2.part" "$2"
}

make_packages() {
    rm -rf "$target/stage"
    amd64=$target/stage/edgeward
    portable=$target/stage/edgeward-portable

    stage_common "$portable" edgeward-portable
    stage_control "$portable" edgeward-portable edgeward all "without a Java runtime"
    finish "$portable" "$target/edgeward-portable_${version}_all.deb"

    stage_common "$amd64" edgeward
    stage_runtime "$amd64/usr/lib/edgeward/runtime"
    ln -s runtime/bin/java "$amd64/usr/lib/edgeward/java"
    stage_control "$amd64" edgeward edgeward-portable amd64 "with its own Java runtime"
    finish "$amd64" "$target/edgeward_${version}_amd64.deb"
}
