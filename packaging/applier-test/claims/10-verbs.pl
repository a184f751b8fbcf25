# Every verb, and every reason for which it is refused.
use strict;
use warnings;

my $g = gateway();
claim('the boot ends well before anything was imported' => sub { same($g->{state}, 'running') });
claim('never imported, the boot does nothing' => sub {
    same($g->in('ls /run/edgeward'), "apply.sock\nlock") && same($g->in('nft list tables'), '')
        && same($g->in('find /etc/systemd /usr/lib/systemd /run/systemd -name "50-edgeward*"'), '')
        && same($g->in('systemctl is-active ssh'), 'active');
});
claim('observe says that nothing is' => sub {
    my $o = $g->observe;
    same("$o->{active}$o->{confirmed}", '') && !defined $o->{trial} && !$o->{firewall}{loaded} && same(scalar @{ $o->{alarms} }, 0);
});
claim('nothing but import is taken' => sub {
    my $d = Proposal::words($g, 5, 0, 'ssh');
    same($g->said('activate', 5, $d, $g->in_seconds(60)), 'refused not-active') && same($g->said('reactivate', 5), 'refused no-such-generation')
        && same($g->said('confirm', 5), 'refused no-such-trial') && same($g->said('revert', 5), 'refused no-such-trial');
});
claim('import changes nothing that runs' => sub {
    my $see = q{systemctl show ssh console-getty -p MainPID,ExecMainStartTimestampMonotonic; nft list ruleset; ss -Hltn};
    my $before = $g->in($see);
    same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), 'done') && same($g->in($see), $before);
});
claim('nor does following it again' => sub {
    my $see = q{systemctl show ssh console-getty -p MainPID,ExecMainStartTimestampMonotonic; nft list ruleset; ss -Hltn};
    my $before = $g->in($see);
    same($g->said('reactivate', 1), 'done') && same($g->in($see), $before);
});
claim('imported: confirmed, active, drop-ins placed' => sub {
    my $o = $g->observe;
    same("$o->{active} $o->{confirmed}", '1 1') && same($g->in('readlink /var/lib/edgeward/confirmed /run/edgeward/active'), "generations/1\n/var/lib/edgeward/generations/1")
        && $g->succeeds('grep -rq services/ssh /usr/lib/systemd/system/ssh.service.d');
});
claim('import a second time is refused' => sub { same($g->said('import', 2, Proposal::words($g, 2, 1, 'ssh')), 'refused already-imported') });
claim('owners and modes are those of the contract' => sub {
    same($g->in(q{cd /; stat -c '%n %U %a' var/lib/edgeward var/lib/edgeward/generations/1 var/lib/edgeward/generations/1/services var/lib/edgeward/generations/1/seal run/edgeward run/edgeward/apply.sock run/edgeward/lock}),
        "var/lib/edgeward root 755\nvar/lib/edgeward/generations/1 root 755\nvar/lib/edgeward/generations/1/services root 755\nvar/lib/edgeward/generations/1/seal root 644\nrun/edgeward root 755\nrun/edgeward/apply.sock edgeward 600\nrun/edgeward/lock root 600");
});
claim('the daemon may knock, another user may not' => sub {
    my $knock = q{perl -MIO::Socket::UNIX -e 'exit !IO::Socket::UNIX->new(Peer => "/run/edgeward/apply.sock")'};
    $g->succeeds("setpriv --reuid edgeward --regid edgeward --clear-groups $knock") && !$g->succeeds("setpriv --reuid nobody --clear-groups $knock 2>/dev/null");
});
claim('the daemon cannot hold the lock' => sub { !$g->succeeds('setpriv --reuid edgeward --regid edgeward --clear-groups flock -n /run/edgeward/lock true 2>/dev/null') });

my %nonsense = (
    'nothing' => "\n", 'another verb' => "destroy 1\n", 'boot through the door' => "boot\n", 'heal through the door' => "heal\n",
    'observe with a word' => "observe 1\n", 'no id' => "confirm\n", 'id 0' => "confirm 0\n", 'id with a zero' => "confirm 01\n",
    'id of ten digits' => "confirm 1000000000\n", 'id with a path' => "confirm ../1\n", 'a shell' => "confirm 1;reboot\n", 'a glob' => "confirm *\n",
    'a substitution' => "confirm \$(id)\n", 'NUL' => "observe\0\n", 'upper case' => "OBSERVE\n", 'tab' => "confirm\t1\n", 'CR' => "observe\r\n",
    'a word too many' => "confirm 1 2\n", 'the timer\'s word through the door' => "revert 1 deadline\n", 'no deadline' => 'activate 2 ' . 'a' x 64 . "\n",
    'short digest' => 'activate 2 ' . 'a' x 63 . " 100\n", 'digest in capitals' => 'activate 2 ' . 'A' x 64 . " 100\n", 'deadline with three decimals' => 'activate 2 ' . 'a' x 64 . " 1.234\n",
    'negative deadline' => "extend 2 -5\n", 'deadline in words' => "extend 2 soon\n", '201 bytes' => 'observe' . ' ' x 194 . "\n", 'two lines' => "observe\nobserve\n",
    'a line without its end' => 'observe', 'half a line' => 'obs', '1 MB' => 'a' x 1_000_000,
);
for my $what (sort keys %nonsense) {
    claim("refused as a bad request: $what" => sub {
        my $door = $g->knock;
        local $SIG{PIPE} = 'IGNORE';
        syswrite $door, $nonsense{$what};
        shutdown $door, 1;
        my $answer = Gateway::answer_on($door, 20);
        $answer =~ /\A\{.*"result":"refused","reason":"bad-request"\}\n\z/ or die "got '$answer'\n";
    });
}
claim('200 bytes are taken' => sub { $g->say_raw('observe' . ' ' x 193 . "\n") =~ /"result":"done"/ });
claim('a client that says nothing, one with half a line and one that does not listen hold up nobody' => sub {
    my @idle = map { $g->knock } 1 .. 6;
    syswrite $idle[0], 'activ';
    syswrite $idle[1], 'a' x 150_000;
    syswrite $idle[2], "observe\n";
    same($g->said('reactivate', 1), 'done');
});
claim('and is sent away' => sub { my $door = $g->knock; Gateway::answer_on($door, 20) =~ /bad-request/ });

claim('activate: done, on trial, not confirmed' => sub {
    same(try_out($g, 2, qw(ssh console closed)), 'done') or return;
    my $o = $g->observe;
    same("$o->{active} $o->{confirmed} $o->{trial}{id} $o->{trial}{from}", '2 1 2 1') && $o->{firewall}{loaded} && $o->{firewall}{holds}
        && $g->text('/run/edgeward/trial') =~ /\Aid 2\nfrom 1\nopened [\d.]+\ndeadline [\d.]+\n\z/;
});
claim('a second change during a trial is refused' => sub { same(try_out($g, 3, 'ssh'), 'refused trial-open') && same($g->said('reactivate', 1, $g->in_seconds(60)), 'refused trial-open') });
claim('confirm, revert, extend of another id are refused' => sub {
    same($g->said('confirm', 3), 'refused no-such-trial') && same($g->said('revert', 1), 'refused no-such-trial') && same($g->said('extend', 1, $g->in_seconds(60)), 'refused no-such-trial');
});
claim('extend: done, moves the deadline, leaves one timer' => sub {
    my $to = $g->in_seconds(300);
    same($g->said('extend', 2, $to), 'done') && same($g->observe->{trial}{deadline}, $to + 0) && same($g->in('systemctl list-timers --no-legend "edgeward-revert-*" | wc -l'), '1');
});
claim('extend into the past or by more than an hour is refused' => sub { same($g->said('extend', 2, 5), 'refused too-late') && same($g->said('extend', 2, $g->in_seconds(3700)), 'refused bad-request') });
claim('revert: done, back, ended by request, no timer left' => sub {
    same($g->said('revert', 2), 'done') && same($g->observe->{active}, '1') && same($g->text('/run/edgeward/ended'), "2 reverted request\n")
        && same($g->in('systemctl list-timers --no-legend "edgeward-revert-*" | wc -l'), '0') && same($g->in('nft list tables'), '');
});
claim('an id is never used again' => sub { same(try_out($g, 2, 'ssh'), 'refused exists') });
claim('activate with a deadline that has passed, or beyond an hour' => sub {
    my $d = Proposal::words($g, 4, 1, 'ssh');
    same($g->said('activate', 4, $d, 5), 'refused too-late') && same($g->said('activate', 4, $d, $g->in_seconds(3700)), 'refused bad-request');
});
claim('reactivate with a deadline: a trial of an older one' => sub {
    same($g->said('reactivate', 2, $g->in_seconds(60)), 'done') && same($g->observe->{trial}{id}, 2) && same($g->said('revert', 2), 'done');
});
claim('reactivate of one that is not active needs a deadline' => sub { same($g->said('reactivate', 2), 'refused not-active') });
claim('reactivate of an unknown one is refused' => sub { same($g->said('reactivate', 77), 'refused no-such-generation') });
claim('confirm: done, confirmed, ended so' => sub {
    settled($g, 5, qw(ssh console closed)) && same($g->observe->{confirmed}, '5') && same($g->text('/run/edgeward/ended'), "5 confirmed\n");
});
claim('confirm of a trial that is over is refused' => sub { same($g->said('confirm', 5), 'refused no-such-trial') });
claim('a damaged generation is not followed' => sub {
    same(try_out($g, 6, 'ssh'), 'done');
    $g->in('echo x >>/var/lib/edgeward/generations/6/values/ssh');
    same($g->said('confirm', 6), 'refused damaged') && same($g->said('revert', 6), 'done') && same($g->said('reactivate', 6, $g->in_seconds(60)), 'refused damaged');
});
claim('flows that are older than our table are picked up by nobody: set, seen, healed, given back' => sub {
    my $loose = sub { $g->in('cat /proc/sys/net/netfilter/nf_conntrack_tcp_loose') };
    same($loose->(), '0', 'managed') && same($g->said('reactivate', 1, $g->in_seconds(60)), 'done') && same($loose->(), '1', 'not managed')
        && same($g->said('revert', 1), 'done') && same($loose->(), '0', 'managed again') or return;
    $g->in('echo 1 >/proc/sys/net/netfilter/nf_conntrack_tcp_loose');
    same($g->observe->{firewall}{holds} ? 'holds' : 'altered', 'altered') && same($g->said('reactivate', 5), 'done') && same($loose->(), '0', 'healed');
});
claim('what is kept: confirmed, its predecessor, what was found at first, the newest ten' => sub {
    settled($g, $_, qw(ssh console)) for 7 .. 17;
    same($g->in('ls /var/lib/edgeward/generations | grep -v proven | sort -n | tr "\n" " "'), '1 8 9 10 11 12 13 14 15 16 17 ') && same($g->in('ls -A /var/lib/edgeward'), "confirmed\ngenerations\nhooks");
});
claim('of those that are gone, nothing is left' => sub {
    same($g->in('cd /var/lib/edgeward/generations; for p in *.proven; do [ -d "${p%.proven}" ] || echo "$p"; done'), '') && same($g->in('ls /var/lib/edgeward/generations | grep -c proven'), '11');
});
claim('a drop-in that somebody took away is placed again: by healing, by the next change' => sub {
    my $dropin = '/usr/lib/systemd/system/ssh.service.d/50-edgeward.conf';
    my $text = $g->text($dropin);
    $g->in("rm $dropin; systemctl daemon-reload");
    same($g->said('reactivate', 17), 'done') && same($g->text($dropin), $text) or return;
    $g->in("echo >>$dropin");
    same($g->said('reactivate', 16, $g->in_seconds(60)), 'done') && same($g->text($dropin), $text) && same($g->said('revert', 16), 'done');
});
claim('going far back keeps where it went' => sub {
    same($g->said('reactivate', 8, $g->in_seconds(60)), 'done') && same($g->said('confirm', 8), 'done') or return;
    settled($g, $_, 'ssh') for 18 .. 19;
    settled($g, 20, 'ssh');
    same($g->in('ls /var/lib/edgeward/generations | grep -v proven | sort -n | sed -n 2p'), '11');
});
claim('nothing failed in all of this' => sub { same($g->in('systemctl --failed --no-legend --plain'), '') });
1;
