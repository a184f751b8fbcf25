# Attacks with the daemon's user in hand, beside the proposals of part 20: rewriting what was accepted, and swapping
# files while the applier copies.
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use POSIX ();

my $g = adopted(qw(ssh console));
my $swaps_wanted = $ENV{EDGEWARD_LONG} ? 10_000 : 300;
my $rounds_wanted = $ENV{EDGEWARD_LONG} ? 30 : 3;
my %count;

# As the daemon's user, with nothing but its own group.
sub as_daemon { my ($text) = @_; return $g->in(qq(setpriv --reuid edgeward --regid edgeward --clear-groups --no-new-privs sh -c '$text' 2>&1)) }

# Whatever belongs to root and may be written by nobody else, by content and by name.
sub roots_own {
    return $g->in('cd / && find var/lib/edgeward run/edgeward usr/lib/edgeward etc ! -name "firewall.*" ! -name lock ! -name "*.sock" -printf "%p %u %m %l\n" | sort
        find var/lib/edgeward usr/lib/edgeward etc -type f -exec sha256sum {} + | sort');
}

# Each must be refused by the kernel; the same in the daemon's own folder must work, or the refusal would mean nothing.
my @rewritings = (
    ['writing into a file', 'echo x >>settings.json'],
    ['taking a file away', 'rm -f settings.json && ! test -e settings.json'],
    ['renaming a file', 'mv -T settings.json other'],
    ['adding a switch', 'touch services-mine'],
    ['adding a folder', 'mkdir mine'],
    ['changing a mode', 'chmod 0666 settings.json'],
    ['a hard link to it', 'ln settings.json ../mine-too'],
    ['setting its times', 'touch -d 2001-01-01 settings.json'],
    ['truncating it', 'truncate -s 0 settings.json'],
    ['putting another one over it', 'cp /etc/hostname .settings && mv -T .settings settings.json'],
    ['renaming the folder', 'mv -T "$PWD" "$PWD-mine"'],
);
my $before = roots_own();
for (@rewritings) {
    my ($name, $deed) = @$_;
    claim("an accepted generation: $name is refused, and works on its own proposal" => sub {
        Proposal::words($g, 900, 1, 'ssh');
        same(as_daemon("cd /var/lib/edgeward-daemon/outbox/900 && $deed && echo worked"), 'worked');
        my $said = as_daemon("cd /var/lib/edgeward/generations/1 && $deed && echo worked");
        $count{rewritings}++;
        $g->in('rm -rf /var/lib/edgeward-daemon/outbox/*');
        $said =~ /denied|not permitted|Operation not permitted/i && $said !~ /worked/ or die "$said\n";
    });
}
my @places = (
    'ln -sfn /tmp /run/edgeward/active', 'rm -f /run/edgeward/active', 'rm -f /run/edgeward/apply.sock', 'touch /run/edgeward/trial', 'touch /run/edgeward/.active', 'ln -sfn /tmp /var/lib/edgeward/confirmed',
    'mkdir /var/lib/edgeward/generations/2', 'mv -T /var/lib/edgeward/generations /var/lib/edgeward/mine', 'mkdir /var/lib/edgeward/.incoming.2', 'exec 9>/run/edgeward/lock', 'exec 9</run/edgeward/lock',
    'echo x >>/usr/lib/edgeward/grammar/values/ssh', 'echo x >>/run/edgeward/ssh.env', 'echo x >>/usr/lib/systemd/system/ssh.service.d/50-edgeward.conf', 'cat /run/edgeward/lock', 'cat /etc/shadow',
    'nft list ruleset | grep -q table', 'kill -9 1', 'echo 1 >/proc/sys/net/ipv4/ip_forward', 'mount -t tmpfs x /tmp', 'mknod /tmp/null c 1 3', 'chroot / true', 'unshare -m true', 'mv -T /var/lib/edgeward-daemon /var/lib/mine', 'ln -s /etc /run/edgeward-mine',
);
for my $deed (@places) {
    claim("denied: $deed" => sub {
        my $said = as_daemon("$deed && echo worked");
        $count{places}++;
        $said =~ /denied|not permitted|must be superuser|Read-only/i && $said !~ /worked/ or die "$said\n";
    });
}
claim('and nothing of root\'s has changed' => sub { same(roots_own(), $before) });

# The secret is worded so that it would pass the grammar, and the attacker has even guessed its digest: only that the
# applier reads as the daemon's user keeps it from being copied.
$g->in('printf "port 4711\n" >/root/secret; chmod 0600 /root/secret; mkdir -m 0700 /root/values; cp /root/secret /root/values/ssh');
my $secret = "port 4711\n";

# Swaps names in the outbox for so long as the file /tmp/race is there; prints how often.
my $racer = q{
    use strict; use POSIX ();
    my ($folder, $how) = @ARGV;
    chdir $folder or die "$folder: $!";
    my %swap = (
        link   => sub { symlink "/root/secret", "t" and rename "t", "values/ssh"; open my $f, ">", "t2"; print $f "port 2200\n"; close $f; rename "t2", "values/ssh" },
        folder => sub { rename "values", "kept"; symlink "/root/values", "values"; unlink "values"; rename "kept", "values" },
        hard   => sub { link "settings.json", "t"; rename "t", "values/ssh"; open my $f, ">", "t2"; print $f "port 2200\n"; close $f; rename "t2", "values/ssh" },
        fifo   => sub { POSIX::mkfifo("t", 0600); rename "t", "values/ssh"; open my $f, ">", "t2"; print $f "port 2200\n"; close $f; rename "t2", "values/ssh" },
        whole  => sub { rename ".", "x"; chdir ".."; rename "$ENV{ID}", "aside"; symlink "/root", "$ENV{ID}"; unlink "$ENV{ID}"; rename "aside", "$ENV{ID}"; chdir "$ENV{ID}" },
    );
    my $n = 0;
    while (-e "/tmp/race") { $swap{$how}->(); $n++ == 5 and open my $begun, ">", "/tmp/racing" }
    print $n;
};
my $id = 1;
# race HOW, FILES with the digests that the manifest lists, WANTED content where it is accepted
sub race {
    my ($how, $listed) = @_;
    my ($swaps, %said) = (0);
    my $rounds = 0;
    while ($swaps < $swaps_wanted || $rounds < $rounds_wanted) {
        $id++;
        my $digest = Proposal::make($g, $id, 1, { Proposal::files('ssh'), 'values/ssh' => $listed });
        Proposal::put($g, $id, 'values/ssh', "port 2200\n");
        Gateway::write_file($g->path('/tmp/racer.pl'), $racer);
        $g->in('touch /tmp/race; chmod 0755 /tmp/racer.pl');
        my $out = "$g->{home}/racer";
        my $pid = fork // die;
        if ($pid == 0) {
            my $n = $g->in("ID=$id setpriv --reuid edgeward --regid edgeward --clear-groups perl /tmp/racer.pl /var/lib/edgeward-daemon/outbox/$id $how 2>/dev/null");
            Gateway::write_file($out, $n);
            POSIX::_exit(0);
        }
        Gateway::wait_until(30, sub { -e $g->path('/tmp/racing') }) or die "the racer did not begin\n";
        my $said = $g->said('activate', $id, $digest, $g->in_seconds(60));
        $g->in('rm -f /tmp/race /tmp/racing');
        waitpid $pid, 0;
        $swaps += Gateway::read_file($out) || 1;
        $said{$said}++;
        my $copied = $g->text("/var/lib/edgeward/generations/$id/values/ssh");
        die "the secret was copied\n" if $copied eq $secret || $g->succeeds('grep -rlq "port 4711" /var/lib/edgeward /run/edgeward');
        if ($said eq 'done') {
            same($copied, $listed, 'accepted content');
            same($g->said('revert', $id), 'done');
        }
        else { $said =~ /^refused proposal-/ or die "$said\n" }
        $g->in("rm -rf /var/lib/edgeward-daemon/outbox/*; ls -A /var/lib/edgeward | grep incoming") and die "something is left behind\n";
        $rounds++;
    }
    $count{swaps} += $swaps;
    $count{races} += $rounds;
    print "#   $how: $swaps swaps in $rounds rounds: ", join(', ', map { "$said{$_} $_" } sort keys %said), "\n";
    return \%said;
}
for my $how (qw(link folder hard fifo whole)) {
    claim("swapping during the copy ($how): no file of another's is read, though its digest was guessed" => sub { my $said = race($how, $secret); !$said->{done} });
}
claim('swapping during the copy: what is accepted is what was listed' => sub { race('link', "port 2200\n"); 1 });
claim('nothing was written outside: what is root\'s is as it was, but for what was accepted' => sub {
    my ($now, $then) = map { join "\n", grep { !m{var/lib/edgeward/generations} } split /\n/, $_ } roots_own(), $before;
    same($now =~ s{^run/edgeward/ended .*\n}{}mr, $then =~ s{^run/edgeward/ended .*\n}{}mr);
});

my %formats = ('format 0' => 's/format 2/format 0/', 'format 01' => 's/format 2/format 01/', 'format 2.0' => 's/format 2/format 2.0/', 'no format' => 's/^format 2\n//', 'two formats' => 's/^/format 2\n/', 'format after the rest' => 's/^(format 2\n)((?:.*\n){2})/$2$1/');
for my $name (sort keys %formats) {
    claim("a manifest of another form ($name) is refused" => sub {
        $id++;
        Proposal::words($g, $id, 1, 'ssh');
        local $_ = Gateway::read_file(Proposal::at($g, $id) . '/manifest');
        eval "$formats{$name}; 1" or die $@;
        $count{formats}++;
        same($g->said('activate', $id, Proposal::seal($g, $id, $_), $g->in_seconds(60)), 'refused proposal-manifest');
    });
}
for my $bytes ("tcp dport 22 accept comment \"\xff\xfe\"\n", "tcp dport 22 accept comment \"\xc0\xaf\"\n", "tcp dport 2\xc2\xa02 accept comment \"x\"\n", "\xef\xbb\xbftcp dport 22 accept comment \"x\"\n") {
    claim('bytes that are no UTF-8, or only look like ASCII, are no rule: ' . unpack('H*', $bytes) => sub {
        $id++;
        my $digest = Proposal::make($g, $id, 1, { Proposal::files('ssh', 'closed'), 'firewall/input' => $bytes });
        $count{bytes}++;
        same($g->said('activate', $id, $digest, $g->in_seconds(60)), 'refused proposal-grammar firewall/input');
    });
}
claim('after all of it the gateway is where it was' => sub {
    my $seen = $g->observe;
    same($seen->{active}, '1') && same($seen->{confirmed}, '1') && same(join(',', @{ $seen->{alarms} }), '') && same($g->in('systemctl --failed --no-legend --plain'), '');
});
print 'counts: ', join(', ', map { "$_ $count{$_}" } sort keys %count), "\n";
1;
