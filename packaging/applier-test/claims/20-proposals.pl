# What a daemon that was taken over might put into its outbox.
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use POSIX ();

my $g = adopted(qw(ssh console));
my $id = 1;

# refused NAME, REASON, WORDS or FILES, sub that spoils the proposal (gets id, folder; may return a digest)
sub refused {
    my ($name, $reason, $files, $spoil) = @_;
    claim("$name: $reason" => sub {
        $id++;
        my $digest = Proposal::make($g, $id, 1, $files);
        my $folder = Proposal::at($g, $id);
        if ($spoil) {
            my $other = $spoil->($id, $folder);
            Proposal::own($g, $id) if -e $folder;
            $digest = $other if defined $other && $other =~ /^[0-9a-f]{64}$/;
        }
        same($g->said('activate', $id, $digest, $g->in_seconds(60)), "refused $reason")
            && same($g->in("ls -A /var/lib/edgeward | grep incoming; ls /var/lib/edgeward/generations | grep -v proven"), '1')
            && same($g->observe->{active}, '1') && same(join(',', @{ $g->observe->{alarms} }), '');
    });
}

sub also { my ($path, $text) = @_; return { Proposal::files('ssh', 'closed'), $path => $text } }
my $good = { Proposal::files('ssh', 'closed') };

refused('no folder', 'proposal-missing', $good, sub { system('rm', '-rf', $_[1]); return });
refused('another digest', 'proposal-digest', $good, sub { 'a' x 64 });
refused('a file that was changed after', 'proposal-digest', $good, sub { Proposal::put($g, $_[0], 'values/ssh', "port 23\n") });
refused('a file that nobody listed', 'proposal-files', $good, sub { Proposal::put($g, $_[0], 'services/local-console', '') });
refused('a folder that nobody listed', 'proposal-files', $good, sub { mkdir "$_[1]/services/local-console" });
refused('a listed file that is missing', 'proposal-files', $good, sub { unlink "$_[1]/services/ssh" });
refused('a file that has no grammar', 'proposal-files', also('values/sshd', "port 22\n"));
refused('a seal of its own', 'proposal-files', also('seal', 'x'));
refused('a name with ..', 'proposal-files', $good, sub {
    Proposal::seal($g, $_[0], Gateway::read_file("$_[1]/manifest") . 'file ' . sha256_hex('') . " values/../services/local-console\n");
});
refused('a name that climbs out', 'proposal-manifest', $good, sub {
    Proposal::seal($g, $_[0], Gateway::read_file("$_[1]/manifest") . 'file ' . sha256_hex('') . " ../../etc/shadow\n");
});
refused('an absolute name', 'proposal-manifest', $good, sub {
    Proposal::seal($g, $_[0], Gateway::read_file("$_[1]/manifest") . 'file ' . sha256_hex('') . " /etc/shadow\n");
});
refused('a line end in a name', 'proposal-kind', $good, sub { Proposal::put($g, $_[0], "values/a\nb", '') });
refused('a line end that joins two names', 'proposal-kind', $good, sub {
    unlink "$_[1]/services/ssh", "$_[1]/settings.json";
    Proposal::put($g, $_[0], "services/ssh\nsettings.json", '');
});
refused('a name in another alphabet', 'proposal-kind', $good, sub { Proposal::put($g, $_[0], "values/\xff\x1b[2J", '') });

sub manifest_of { my ($change) = @_; return sub { local $_ = Gateway::read_file("$_[1]/manifest"); $change->(); Proposal::seal($g, $_[0], $_) } }
refused('no manifest', 'proposal-manifest', $good, sub { unlink "$_[1]/manifest" });
refused('a manifest that is a folder', 'proposal-manifest', $good, sub { unlink "$_[1]/manifest"; mkdir "$_[1]/manifest"; Proposal::put($g, $_[0], 'manifest/x', '') });
refused('another format', 'proposal-manifest', $good, manifest_of(sub { s/format 2/format 3/ }));
refused('the form before with a line of this one', 'proposal-manifest', $good, manifest_of(sub { s/format 2/format 1/ }));
refused('no word of who rendered it', 'proposal-manifest', $good, manifest_of(sub { s/renderer .*\n// }));
refused('a renderer of two words', 'proposal-manifest', $good, manifest_of(sub { s/renderer .*/renderer 0.1 evil/ }));
refused('a renderer in the wrong place', 'proposal-manifest', $good, manifest_of(sub { s/(renderer [^\n]*\n)(.*)/$2$1/s }));
refused('another generation', 'proposal-manifest', $good, manifest_of(sub { s/generation \d+/generation 999/ }));
refused('a predecessor in words', 'proposal-manifest', $good, manifest_of(sub { s/predecessor 1/predecessor one/ }));
refused('an empty manifest', 'proposal-manifest', $good, manifest_of(sub { $_ = '' }));
refused('NUL in the manifest', 'proposal-manifest', $good, manifest_of(sub { s/format 2/format 2\0/ }));
refused('a line too many in the manifest', 'proposal-manifest', $good, manifest_of(sub { s/$/evil\n/ }));
refused('an unsorted manifest', 'proposal-files', $good, manifest_of(sub { my ($a, $b, $c, $d, @files) = split /^/; $_ = join '', $a, $b, $c, $d, reverse @files }));
refused('a file listed twice', 'proposal-files', $good, manifest_of(sub { s/(file .*\n)\z/$1$1/ }));

refused('a symbolic link to a secret', 'proposal-kind', $good, sub { unlink "$_[1]/values/ssh"; symlink '/etc/shadow', "$_[1]/values/ssh" });
refused('a symbolic link to a folder', 'proposal-kind', $good, sub { system('rm', '-r', "$_[1]/values"); symlink '/etc', "$_[1]/values" });
refused('a dangling link', 'proposal-kind', $good, sub { symlink '/nowhere', "$_[1]/values/x" });
refused('a hard link', 'proposal-kind', $good, sub { link "$_[1]/settings.json", "$_[1]/values/x" });
refused('a fifo', 'proposal-kind', $good, sub { unlink "$_[1]/values/ssh"; POSIX::mkfifo("$_[1]/values/ssh", 0666) });
refused('a device', 'proposal-kind', $good, sub { unlink "$_[1]/values/ssh"; system('mknod', "$_[1]/values/ssh", 'c', 1, 5) });
refused('a file that cannot be read', 'proposal-files', $good, sub { system('chown', 'root', "$_[1]/values/ssh"); chmod 0, "$_[1]/values/ssh"; });
refused('5 GB that are not there', 'proposal-too-big', $good, sub { truncate "$_[1]/values/ssh", 5 << 30 or do { open my $f, '>>', "$_[1]/values/ssh"; truncate $f, 5 << 30 } });
refused('2 MB', 'proposal-too-big', $good, sub { Proposal::put($g, $_[0], 'values/ssh', 'x' x 2_000_000) });
refused('100,000 files', 'proposal-too-big', $good, sub { system("mkdir $_[1]/many && cd $_[1]/many && seq 100000 | xargs touch") });
refused('a folder a thousand levels deep', 'proposal-too-big', $good, sub { system("cd $_[1] && perl -e 'for (1..4000) { mkdir q(d); chdir q(d) }'") });

my @ports = ('2;reboot', '22 ', ' 22', '0', '65536', '-1', '022', '22 -o PermitRootLogin=yes', "22\nport 23", "22\0", '$(reboot)', '22" ProxyCommand', 'ssh', '');
refused('port ' . ($_ =~ s/[\n\0]/?/gr), 'proposal-grammar values/ssh', also('values/ssh', "port $_\n")) for @ports;
refused('another value', 'proposal-grammar values/ssh', also('values/ssh', "AuthorizedKeysFile /tmp/x\n"));
refused('a switch with words in it', 'proposal-grammar services/ssh', also('services/ssh', "on\n"));
refused('settings of two lines', 'proposal-grammar settings.json', also('settings.json', "{}\n{}\n"));
refused('settings with NUL', 'proposal-grammar settings.json', also('settings.json', "{\0}\n"));

my $rule = 'tcp dport 22 accept comment "x"';
my @rules = (
    'include "/etc/shadow"', 'define x = 1', 'flush ruleset', 'delete table ip docker', 'add rule inet other input accept', '}', 'accept', "$rule }", "$rule;accept", "$rule # x",
    "} chain x {", 'tcp dport 22 accept', 'tcp dport 22 drop comment "x"', 'tcp dport { 22, 23 } accept comment "x"', 'tcp dport 0 accept comment "x"', 'tcp dport 65536 accept comment "x"',
    'tcp dport ssh accept comment "x"', 'ip saddr 256.1.1.1 tcp dport 22 accept comment "x"', 'ip saddr 10.0.0.0/33 tcp dport 22 accept comment "x"', 'ip6 saddr ::/129 tcp dport 22 accept comment "x"',
    'ip6 saddr deadbeef tcp dport 22 accept comment "x"', 'ip6 saddr ab:cd tcp dport 22 accept comment "x"', 'ip saddr example.org tcp dport 22 accept comment "x"', 'iifname "a;b" tcp dport 22 accept comment "x"', 'iifname "abcdefghijklmnop" tcp dport 22 accept comment "x"', 'iifname "*" tcp dport 22 accept comment "x"',
    'iif "lo" tcp dport 22 accept comment "x"', 'tcp dport 22 accept comment ""', 'tcp dport 22 accept comment "a\\"b"', 'tcp dport 22 accept comment "' . 'x' x 65 . '"', 'tcp dport 22 accept comment "$x"', 'tcp dport 22 accept comment "ü"',
    "$rule\\", "\t$rule", " $rule", "$rule ", "$rule\0", "$rule\r", '', '@include',
);
refused('rule ' . (($_ eq '' ? 'that is empty' : $_) =~ s/[\0\r\t]/?/gr), 'proposal-grammar firewall/input', also('firewall/input', "$rule\n$_\n")) for @rules;
refused('rule that only nft can judge, ::::', 'firewall-refused', also('firewall/input', qq(ip6 saddr :::: tcp dport 22 accept comment "x"\n)));
refused('rule that only nft can judge, 100-50', 'firewall-refused', also('firewall/input', qq(tcp dport 100-50 accept comment "x"\n)));

my @fine = (
    $rule, 'iifname "wan0" tcp dport 22 accept comment "ssh: from wan"', 'iifname "eth0.100" ip saddr 10.0.0.0/8 udp dport 53-54 accept comment "a_b-c.d"', 'ip6 saddr fd00::/8 tcp dport 1-65535 accept comment "all"',
    'ip saddr 255.255.255.255/32 udp dport 65535 accept comment "' . 'x' x 64 . '"', 'iifname "not-here-yet" ip6 saddr ::1 tcp dport 8443 accept comment "x"',
);
claim('the form before this one is taken' => sub {
    $id++;
    Proposal::make($g, $id, 1, { Proposal::files(qw(ssh console)) });
    my $manifest = Gateway::read_file(Proposal::at($g, $id) . '/manifest') =~ s/format 2/format 1/r =~ s/renderer .*\n//r;
    same($g->said('activate', $id, Proposal::seal($g, $id, $manifest), $g->in_seconds(60)), 'done') && same($g->said('revert', $id), 'done');
});
claim('every kind of rule that the contract names is taken' => sub {
    $id++;
    my $d = Proposal::make($g, $id, 1, { Proposal::files('ssh'), 'firewall/managed' => '', 'firewall/input' => join('', map { "$_\n" } @fine) });
    same($g->said('activate', $id, $d, $g->in_seconds(60)), 'done') && same($g->said('revert', $id), 'done');
});
claim('settings in any language are taken' => sub {
    $id++;
    my $d = Proposal::make($g, $id, 1, { Proposal::files('ssh'), 'settings.json' => qq({"ssid":"\xc3\xa4\xe6\x97\xa5\xf0\x9f\x98\x80"}\n) });
    same($g->said('activate', $id, $d, $g->in_seconds(60)), 'done') && same($g->said('revert', $id), 'done');
});
claim('files whose last line has no end are taken as they are' => sub {
    $id++;
    my $d = Proposal::make($g, $id, 1, { 'services/ssh' => '', 'values/ssh' => 'port 2200', 'settings.json' => '{}', 'firewall/managed' => '', 'firewall/input' => $rule });
    same($g->said('activate', $id, $d, $g->in_seconds(60)), 'done') && same($g->in('grep -o "p .*" /run/edgeward/ssh.env'), 'p 2200') && same($g->said('revert', $id), 'done');
});
claim('set-uid and open modes do not come along' => sub {
    $id++;
    my $d = Proposal::make($g, $id, 1, $good);
    chmod 06777, Proposal::at($g, $id) . '/values/ssh';
    chmod 07777, Proposal::at($g, $id) . '/values';
    same($g->said('activate', $id, $d, $g->in_seconds(60)), 'done') && same($g->in("cd /var/lib/edgeward/generations/$id && find . -type f ! -perm 0644 -o -type d ! -perm 0755 -o ! -user root"), '')
        && same($g->said('revert', $id), 'done');
});
claim('a reader that the daemon stopped holds up nobody for long' => sub {
    $id++;
    my $d = Proposal::make($g, $id, 1, $good);
    # The daemon's own process may stop every process of its user.
    my $stopper = fork // die;
    if ($stopper == 0) { $g->in(q{setpriv --reuid edgeward --regid edgeward --clear-groups perl -e 'my $e = time + 8; while (time < $e) { for (glob "/proc/[0-9]*") { open my $f, "<", "$_/comm" or next; kill STOP => m{(\d+)} if <$f> eq "tar\n" } }' 2>/dev/null}); POSIX::_exit(0) }
    my $begin = time;
    my $said = $g->said('activate', $id, $d, $g->in_seconds(60));
    waitpid $stopper, 0;
    $g->said('revert', $id) if $said eq 'done';
    my $took = time - $begin;
    print "#   $said after $took s\n";
    $said =~ /^(done|refused proposal-kind|refused proposal-too-big)$/ && $took <= 40 && same($g->said('reactivate', 1), 'done');
});
claim('no word of a secret reached the daemon or the journal' => sub {
    my $root = $g->in("sed -n 's/^root:\\([^:]*\\):.*/\\1/p' /etc/shadow");
    same($g->in('journalctl -q --no-pager | grep -c "daemon:\\*:" '), '0');
});
claim('a number far ahead of the newest is refused: it would leave none for the next' => sub {
    same(try_out($g, 999_999_999, qw(ssh closed)), 'refused bad-request') && same($g->observe->{active}, '1');
});
claim('the reader is of the daemon\'s user, but cannot be made to run something else by it' => sub {
    my $seen = $g->in(q{setpriv --reuid edgeward --regid nogroup --clear-groups --no-new-privs sleep 5 & sleep 0.3
        setpriv --reuid edgeward --regid edgeward --clear-groups sh -c "exec 3<>/proc/$!/mem" 2>/dev/null && echo open || echo closed
        setpriv --reuid edgeward --regid edgeward --clear-groups sleep 5 & sleep 0.3
        setpriv --reuid edgeward --regid edgeward --clear-groups sh -c "exec 3<>/proc/$!/mem" 2>/dev/null && echo open || echo closed});
    same($seen, "closed\nopen") && $g->succeeds('grep -q "reuid edgeward --regid nogroup" /usr/lib/edgeward/applier/generations.sh');
});
claim('nothing failed in all of this' => sub { same($g->in('systemctl --failed --no-legend --plain'), '') });
1;
