# A trial ends by itself, also when everybody who knew of it is dead.
use strict;
use warnings;
use Time::HiRes 'sleep';

my $g = adopted(qw(ssh console));
my $apply = '/usr/lib/edgeward/edgeward-apply';
my $id = 1;

sub open_for { my ($seconds, @words) = @_; $id++; return same($g->said('activate', $id, Proposal::words($g, $id, 1, @words), $g->in_seconds($seconds)), 'done', 'activate') }
sub active { return $g->in('readlink /run/edgeward/active') =~ s{.*/}{}r }
sub ended { return $g->text('/run/edgeward/ended') }
sub back { return same(active(), '1', 'active') && same($g->observe->{confirmed}, '1', 'confirmed') && !-e $g->path('/run/edgeward/trial') }

claim('there is no daemon here at all' => sub { same($g->in('pgrep -u edgeward'), '') });
claim('the deadline reverts, in time' => sub {
    open_for(4, 'closed');
    my $deadline = $g->observe->{trial}{deadline};
    Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) or die "still on trial\n";
    my $late = $g->in_seconds(0) - $deadline;
    print "#   $late s after the deadline\n";
    # Half a second on a machine of its own; systemd's own accuracy, a minute, is what must not come back.
    back() && same(ended(), "$id reverted deadline\n") && $late < 8 && same($g->in('systemctl is-active ssh'), 'active');
});
claim('confirm, extend: too late once it has passed, whoever reverts or does not' => sub {
    open_for(30, 'closed');
    # The revert is held up, as by a verb that hangs.
    my $holder = fork // die;
    if ($holder == 0) { $g->in('flock /run/edgeward/lock sh -c "sed -i s/^deadline.*/deadline\ 5.00/ /run/edgeward/trial"'); POSIX::_exit(0) }
    waitpid $holder, 0;
    same($g->said('confirm', $id), 'refused too-late') && same($g->said('extend', $id, $g->in_seconds(60)), 'refused too-late')
        && same($g->said('revert', $id), 'done') && back();
});
claim('who was extended is not reverted at the old deadline' => sub {
    open_for(6, 'closed');
    my $old = $g->observe->{trial}{deadline};
    same($g->said('extend', $id, $g->in_seconds(60)), 'done');
    sleep $old - $g->in_seconds(0) + 1;
    same(active(), $id) && same($g->in("$apply revert $id deadline"), qq({"verb":"revert","id":$id,"result":"refused","reason":"no-such-trial"}))
        && same(active(), $id) && same($g->said('revert', $id), 'done') && back();
});
claim('who was shortened is reverted at the new deadline' => sub {
    open_for(60, 'closed');
    same($g->said('extend', $id, $g->in_seconds(2)), 'done');
    Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) && back();
});
claim('trials that nobody confirms do not pile up' => sub {
    my $ids = 'ls /var/lib/edgeward/generations | grep -c "^[0-9]*$"';
    my ($first, $last) = ($id + 1, $id + 21);
    $g->in("cd /var/lib/edgeward/generations && for n in \$(seq $first $last); do cp -a 1 \$n; sed -i 's/^predecessor 0/predecessor 1/' \$n/manifest; done");
    $id = $last;
    $g->in($ids) > 21 or die "nothing piled up to begin with\n";
    my $held = open_for(60, 'ssh=22', 'console') && $g->in($ids) <= 13;
    $g->said('revert', $id);
    $g->in("cd /var/lib/edgeward/generations && rm -rf \$(seq $first $last)");
    $held or die "still piled up\n";
    back();
});
claim('the timer outlives daemon-reload and daemon-reexec' => sub {
    open_for(5, 'closed');
    $g->in('systemctl daemon-reload; systemctl daemon-reexec');
    Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) && back();
});
claim('a revert waits for whoever holds the lock, and then happens' => sub {
    open_for(4, 'closed');
    $g->in('flock /run/edgeward/lock sleep 6');
    Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) && back();
});
claim('through the door, who waits too long is told busy' => sub {
    my $holder = fork // die;
    if ($holder == 0) { $g->in('flock /run/edgeward/lock sleep 32'); POSIX::_exit(0) }
    Gateway::wait_until(10, sub { !$g->succeeds('flock -n /run/edgeward/lock true') }) or die "nobody holds it\n";
    my $said = $g->said('reactivate', 1);
    waitpid $holder, 0;
    same($said, 'refused busy');
});
claim('a revert that is killed is begun again' => sub {
    open_for(4, 'closed');
    Gateway::wait_until(20, sub { $g->kill_units('edgeward-revert-*.service') }) or die "never seen\n";
    Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) && back();
});

# A verb is killed at many moments of its life. Afterwards the next verbs work, and what is active is what is confirmed.
sub kill_at {
    my ($milliseconds, @words) = @_;
    my $door = $g->knock;
    syswrite $door, "@words\n";
    sleep $milliseconds / 1000;
    $g->kill_units('system-edgeward*.slice/*');
    return Gateway::answer_on($door);
}

sub sane {
    my ($when) = @_;
    my $o = $g->observe;
    if ($o->{trial}) {
        same($g->in("systemctl list-timers --no-legend 'edgeward-revert-$o->{trial}{id}-*' | wc -l"), '1', "$when: the trial's timer");
        # A confirmation that the disk knew of is brought to its end by whatever verb comes next.
        my $said = $g->said('revert', $o->{trial}{id});
        same($said, 'done', "$when: revert") unless $said eq 'refused no-such-trial' && $g->text('/run/edgeward/ended') =~ / confirmed$/;
        $o = $g->observe;
    }
    same($o->{active}, $o->{confirmed}, "$when: active is confirmed") or return;
    die "$when: still on trial\n" if $o->{trial};
    same($g->said('reactivate', $o->{active}), 'done', "$when: reactivate");
    same($g->in('systemctl is-active ssh'), $g->succeeds('test -e /run/edgeward/active/services/ssh') ? 'active' : 'inactive', "$when: ssh");
    same($g->observe->{firewall}{holds} ? 1 : 0, $g->succeeds('test -e /run/edgeward/active/firewall/managed') ? 1 : 0, "$when: firewall");
    return 1;
}

my @moments = map { 15 * $_ } 1 .. 24;
claim('activate, killed anywhere' => sub {
    my $answered = 0;
    for my $ms (@moments) {
        $id++;
        $answered++ if kill_at($ms, 'activate', $id, Proposal::words($g, $id, 1, $ms % 24 ? qw(closed console) : qw(ssh=2200 open=2200)), $g->in_seconds(60));
        sane("after $ms ms");
    }
    print "#   $answered of ", scalar @moments, " were answered before\n";
    1;
});
claim('revert, killed anywhere' => sub {
    for my $ms (@moments) { open_for(60, qw(closed console)); kill_at($ms, 'revert', $id); sane("after $ms ms") }
    1;
});
claim('confirm, killed anywhere: confirmed if it was answered' => sub {
    for my $ms (@moments) {
        open_for(60, $ms % 24 ? qw(closed console) : qw(ssh console));
        my $answer = kill_at($ms, 'confirm', $id);
        sane("after $ms ms");
        same($g->observe->{confirmed}, $id, "answered after $ms ms") if $answer =~ /done/;
        my $o = $g->observe;
        same($g->text('/run/edgeward/ended'), $o->{confirmed} == $id ? "$id confirmed\n" : "$id reverted request\n", "after $ms ms: ended");
    }
    1;
});
claim('heal, killed anywhere' => sub {
    my $now = $g->observe->{active};
    for my $ms (@moments) { $g->in('nft delete table inet edgeward 2>/dev/null'); kill_at($ms, 'reactivate', $now); sane("after $ms ms") }
    1;
});
claim('a reboot after all of this follows what is confirmed, without an alarm' => sub {
    my $confirmed = $g->observe->{confirmed};
    $g->reboot;
    my $o = $g->observe;
    same("$o->{active} @{$o->{alarms}}", "$confirmed ") && same($g->{state}, 'running');
});
claim('import, killed anywhere, can be asked for again' => sub {
    for my $ms (map { 40 * $_ } 1 .. 12) {
        my $new = gateway();
        my $digest = Proposal::words($new, 1, 0, qw(ssh console));
        my $old = $g;
        $g = $new;
        my $answer = kill_at($ms, 'import', 1, $digest);
        $g = $old;
        my $o = $new->observe;
        same($new->said('import', 1, $digest) =~ s/refused already-imported/done/r, 'done', "again after $ms ms ($answer)");
        $o = $new->observe;
        same("$o->{active} $o->{confirmed}", '1 1', "after $ms ms") && $new->succeeds('/usr/lib/edgeward/edgeward-hooks check') && same($new->in('systemctl is-active ssh'), 'active');
        $new->destroy;
        @main::gateways = grep { $_ != $new } @main::gateways;
    }
    1;
});
claim('what a killed verb left half-copied is in nobody\'s way' => sub {
    $id++;
    $g->in("cd /var/lib/edgeward && mkdir -p .incoming.$id/copy/x .incoming.$id.copy/x");
    same($g->said('activate', $id, Proposal::words($g, $id, 1, qw(ssh console)), $g->in_seconds(60)), 'done') && same($g->said('confirm', $id), 'done')
        && same($g->in('ls -A /var/lib/edgeward'), "confirmed\ngenerations\nhooks");
});
1;
