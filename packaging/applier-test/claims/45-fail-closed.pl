# Whatever breaks, inbound is closed or the last good state is followed, a way in is left at the console, the cause is
# told, and going back works: to the generation before, the newest whole one, or the built-in one.
use strict;
use warnings;
use Time::HiRes 'sleep';

my $g = adopted(qw(ssh console));
settled($g, 2, qw(ssh console open=22));
settled($g, 3, qw(ssh=2222 console open=2222));
my ($store, $generations) = ($g->store, $g->store . '/generations');
my $id = 3;
my $apply = '/usr/lib/edgeward/edgeward-apply';

# broken(WHAT, BREAK, PROOF, MEND): mended whatever the proof says.
sub broken {
    my ($what, $break, $proof, $mend) = @_;
    claim($what => sub {
        $break->();
        my $holds = eval { $proof->() };
        my $why = $@;
        $mend->();
        return $holds || die $why || "false\n";
    });
}
sub shell { system('/bin/sh', '-c', "cd $store && $_[0]") == 0 or die "failed: $_[0]\n" }
sub on_trial { $id++; return same(try_out($g, $id, @_), 'done', "activate $id") }
# stands(ACTIVE, ALARMS...): that one is followed to the letter, with a console; those alarms are told.
sub stands {
    my ($active, @alarms) = @_;
    my $o = $g->observe;
    same("$o->{active}|@{[sort @{$o->{alarms}}]}", "$active|@{[sort @alarms]}");
    my $followed = '/run/edgeward/active/services';
    my $closed = $active eq 'built-in' || $g->succeeds('test -e /run/edgeward/active/firewall/managed');
    $o->{firewall}{holds} or die "its rules do not hold\n" if $closed;
    $active ne 'built-in' || $g->section('nft') !~ /"dport"[^}]*"right": ?2?222?\b/ or die "something is let in\n";
    return same($g->in("systemctl reset-failed; for u in ssh console-getty; do systemctl restart \$u; systemctl is-active \$u; done"), $active eq 'built-in' ? "inactive\nactive" : "active\nactive", 'ssh, console');
}
# cured(): the way out that an owner has, too: an older one on trial, confirmed.
sub cured { return same($g->said('reactivate', 3, $g->in_seconds(60)), 'done', 'cure') && same($g->said('confirm', 3), 'done', 'cure: confirm') && stands(3) }

# The check of a proposal passes, and the kernel refuses it all the same.
sub nft_refuses {
    my $nft = $g->path('/usr/sbin/nft');
    rename $nft, "$nft.real" or die "nft: $!\n";
    Gateway::write_file($nft, <<'SH');
#!/bin/sh
[ "$*" != '-f -' ] || { rules=$(cat); case $rules in *4242*) exit 1 ;; esac; printf '%s\n' "$rules" | exec nft.real -f -; }
exec nft.real "$@"
SH
    chmod 0755, $nft;
}
broken('the kernel refuses the rules: failed, and where it was', \&nft_refuses, sub {
    $id++;
    same(try_out($g, $id, qw(ssh=4242 console open=4242)), 'failed firewall') && same($g->text('/run/edgeward/ended'), "$id reverted failed\n")
        && same($g->observe->{trial} // 'over', 'over') && stands(3);
}, sub { $g->in('mv /usr/sbin/nft.real /usr/sbin/nft') });

for my $case (['the link', 'rm /run/edgeward/active'], ['the link, for one to nowhere', 'ln -sfn /var/lib/edgeward/generations/99 /run/edgeward/active']) {
    my ($what, $break) = @$case;
    broken("$what that is followed is taken away: closed meanwhile, and there again with the next request", sub { $g->in($break) }, sub {
        same($g->in('systemctl restart ssh; systemctl is-active ssh'), 'inactive', 'meanwhile') && same($g->said('reactivate', 3), 'done') && stands(3);
    }, sub { });
    next if $what =~ /nowhere/ && !$ENV{EDGEWARD_LONG};
    broken("the same, healed by root without a daemon", sub { $g->in($break) }, sub { $g->in('systemctl start edgeward-heal'); stands(3) }, sub { });
    broken("the same in a trial: revert works", sub { on_trial(qw(console closed)); $g->in($break) }, sub { same($g->said('revert', $id), 'done') && stands(3) }, sub { });
    broken("the same in a trial: confirm works, of what is on trial", sub { on_trial(qw(ssh=2223 console open=2223)); $g->in($break) }, sub {
        same($g->said('confirm', $id), 'done') && stands($id) && same($g->observe->{confirmed}, $id);
    }, \&cured);
    broken("the same in a trial: so does its deadline", sub {
        $id++;
        same($g->said('activate', $id, Proposal::words($g, $id, 3, qw(console closed)), $g->in_seconds(2)), 'done');
        $g->in($break);
    }, sub { Gateway::wait_until(30, sub { !-e $g->path('/run/edgeward/trial') }) && stands(3) }, sub { });
}

my $aside = "$main::work/aside";
# Each: [what breaks in a trial, how, what a revert comes to, its alarms, how it is mended].
for my $case (
    ['the one before is damaged', 'echo >>generations/3/values/ssh', 'newest', ['damaged-3'], sub { 'sed -i "$ d" generations/3/values/ssh' }],
    ['the one before is gone', "mv generations/3 $aside", 'newest', ['damaged-3'], sub { "mv $aside generations/3" }],
    ['all are damaged', 'for m in generations/*/manifest; do echo >>$m; done', 'built-in', undef, sub { 'for m in generations/*/manifest; do sed -i "$ d" $m; done' }],
    ['the store is empty', "mkdir $aside && mv generations confirmed $aside", 'built-in', ['damaged-3', 'built-in'], sub { "mv $aside/* . && rmdir $aside" }],
    ['confirmed dangles', 'ln -sfn generations/99 confirmed', '3', [], sub { 'ln -sfn generations/3 confirmed' }],
    ['confirmed is gone', 'rm confirmed', '3', [], sub { 'ln -sfn generations/3 confirmed' }],
) {
    my ($what, $break, $back, $alarms, $mend) = @$case;
    my ($from, $to);
    broken("$what: revert works, to $back", sub { on_trial(qw(ssh console closed)); shell($break) }, sub {
        $to = $back eq 'newest' ? (sort { $b <=> $a } grep { $_ != 3 && $_ != $id } map { m{(\d+)\.proven} } glob "$generations/*.proven")[0] : $back;
        same($g->said('revert', $id), 'done', 'revert');
        my @told = $alarms ? @$alarms : ((map { "damaged-$_" } grep { $_ != $id } map { m{(\d+)\.proven} } glob "$generations/*.proven"), 'built-in');
        stands($to, @told);
    }, sub { shell($mend->()); cured() });
}
claim('from the built-in one: a trial that is reverted comes back to it' => sub {
    $g->off;
    shell("mkdir $aside && mv generations confirmed $aside");
    $g->boot;
    stands('built-in', 'built-in', 'unconfirmed');
    shell("mv $aside/* . && rmdir $aside");
    same($g->said('reactivate', 2, $g->in_seconds(60)), 'done') && same($g->observe->{trial}{from}, '0') && same($g->said('revert', 2), 'done') && stands('built-in', 'built-in', 'unconfirmed');
});
claim('and one that is confirmed leaves no alarm' => \&cured);

claim('confirmed is gone at a boot: the newest that ever was, an alarm, and nobody adopts the gateway anew' => sub {
    $g->off;
    shell('rm confirmed');
    $g->boot;
    my $newest = (sort { $b <=> $a } map { m{(\d+)\.proven} } glob "$generations/*.proven")[0];
    stands($newest, 'unconfirmed');
    $id++;
    same($g->said('import', $id, Proposal::words($g, $id, 0, qw(ssh console))), 'refused already-imported');
    $g->reboot;
    stands($newest, 'unconfirmed') && same($g->said('reactivate', $newest), 'done') && stands($newest) && same($g->observe->{confirmed}, $newest) or return;
    $g->reboot;
    stands($newest) && cured();
});

claim('a proposal whose copy was cut off half-way is copied anew' => sub {
    $id++;
    shell("mkdir -p .incoming.$id/copy .incoming.$id.copy/services && touch .incoming.$id.copy/services/ssh");
    same(try_out($g, $id, qw(console closed)), 'done') && same($g->said('revert', $id), 'done');
});
claim('extend, killed anywhere: one timer, and it ends by revert' => sub {
    for my $ms (map { 20 * $_ } 1 .. ($ENV{EDGEWARD_LONG} ? 24 : 6)) {
        on_trial(qw(ssh console closed));
        my $door = $g->knock;
        syswrite $door, "extend $id " . $g->in_seconds(200) . "\n";
        sleep $ms / 1000;
        $g->kill_units('system-edgeward*.slice/*');
        my $timers = $g->in("systemctl list-timers --no-legend 'edgeward-revert-$id-*' | wc -l");
        $timers >= 1 or die "after $ms ms: no timer\n";
        same($g->said('revert', $id), 'done', "after $ms ms") && stands(3);
    }
    1;
});

my $script = "$g->{root}$apply";
my @lines = ('load_rules "$(cat "$LIB/drop-all.nft")"', '_id=$(chosen)', 'write_values "$(folder "$_id")"', 'link_active "$_id"');
for my $line ($ENV{EDGEWARD_LONG} ? @lines : @lines[0, 3]) {
    broken("the applier is killed in a boot, before '$line': closed, console on, alarm; run anew, it is as confirmed", sub {
        $g->off;
        system('cp', $script, "$main::work/script");
        my $text = Gateway::read_file($script);
        my $at = index $text, $line, index $text, 'do_boot() {';
        substr $text, ($line =~ /^load/ ? rindex($text, "\n", $at) + 1 : $at), 0, '[ -e /run/spare ] || kill -KILL $$; ';
        Gateway::write_file($script, $text);
        $g->boot;
    }, sub {
        Gateway::wait_until(30, sub { $g->in('systemctl is-active console-getty') eq 'active' });
        stands_closed('built-in') or return;
        $g->in('touch /run/spare; systemctl reset-failed; systemctl restart edgeward-apply');
        same($g->observe->{active}, '3') && same("@{$g->observe->{alarms}}", '') && same($g->said('reactivate', 3), 'done') && stands(3);
    }, sub { $g->off; Gateway::write_file($script, Gateway::read_file("$main::work/script")); $g->boot });
}
# What the fallback loads is no listing of the applier's; nothing of what was confirmed is let in.
sub stands_closed {
    my ($alarm) = @_;
    my $o = $g->observe;
    return same("$o->{active}|@{$o->{alarms}}", "built-in|$alarm") && same($g->in('systemctl start ssh; systemctl is-active ssh console-getty'), "inactive\nactive") && $g->in('nft list ruleset') =~ /hook input[^}]*policy drop/
        && $g->in('nft list ruleset') !~ /2222/;
}
1;
