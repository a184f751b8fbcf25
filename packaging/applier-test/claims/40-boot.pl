# What a boot does with every state of the store: it always comes up, closed rather than open, with a way in.
use strict;
use warnings;

my $g = adopted(qw(ssh console));
settled($g, 2, qw(ssh console open=22));
settled($g, 3, qw(ssh=2222 console open=2222));

sub stands {
    my ($active, @alarms) = @_;
    my $o = $g->observe;
    same($g->{state}, 'running', 'state') && same("$o->{active}|@{$o->{alarms}}", "$active|@alarms") && same($g->in('systemctl --failed --no-legend --plain'), '')
        && same($g->in(q{systemctl show console-getty -p ActiveState --value}), 'active', 'console');
}
# mended(MEND, PROOF): the proof's result, with the damage undone whatever it was.
sub mended {
    my ($mend, $proof) = @_;
    my $holds = eval { $proof->() };
    my $why = $@;
    $mend->();
    return $holds || die $why || "false\n";
}
sub cycles { return $g->in('journalctl -q -b --no-pager | grep -ciE "ordering cycle|Job .* deleted to break"') }

claim('a reboot follows the confirmed one: its port, its rules' => sub {
    $g->reboot;
    stands(3) && same($g->observe->{confirmed}, '3') && $g->observe->{firewall}{holds} && $g->section('sockets') =~ /:2222 .*sshd/ && $g->section('nft') =~ /2222/;
});
claim('without an ordering cycle' => sub { same(cycles(), '0') });
claim('the units verify' => sub {
    my $out = $g->in('systemd-analyze verify edgeward-apply.service edgeward-apply.socket edgeward-fallback.service edgeward-heal.service ssh.service rescue.service emergency.service console-getty.service nftables.service multi-user.target 2>&1 | grep -v "Command .man "');
    same($out, '');
});
claim('the applier is done before sysinit, the network and the first unit that looks' => sub {
    my ($applied) = $g->in('systemctl show edgeward-apply -p ExecMainExitTimestampMonotonic --value');
    my ($ssh) = $g->in('systemctl show ssh -p ConditionTimestampMonotonic --value');
    my ($target) = $g->in('systemctl show sysinit.target -p ActiveEnterTimestampMonotonic --value');
    $applied > 0 && $applied < $ssh && $applied < $target or die "$applied $ssh $target\n";
});
claim('a reboot in a trial boots the confirmed one, and no trial is open' => sub {
    same(try_out($g, 4, qw(closed console)), 'done') or return;
    $g->reboot;
    stands(3) && !defined $g->observe->{trial} && same($g->in('systemctl list-timers --no-legend "edgeward-revert-*" | wc -l'), '0');
});
claim('so does an orderly one' => sub {
    same($g->said('reactivate', 2, $g->in_seconds(60)), 'done');
    $g->in('systemctl --no-block poweroff');
    Gateway::wait_until(60, sub { !-d "/proc/$g->{leader}" }) or die "does not go down\n";
    $g->reboot;
    stands(3);
});
claim('the same, user space alone restarted (trial file still there): no trial is open' => sub {
    same($g->said('reactivate', 2, $g->in_seconds(60)), 'done');
    $g->in('systemctl stop "edgeward-revert-*.timer"; systemctl restart edgeward-apply');
    my $o = $g->observe;
    same($o->{active}, '3') && !defined $o->{trial};
});

my $generations = $g->store . '/generations';
my @files = split /\n/, `cd $generations/3 && find . -type f -size +0 -printf '%P\n' | sort`;
for my $file (@files) {
    claim("a flipped bit in $file: the next older whole one, alarm" => sub {
        $g->off;
        flip("$generations/3/$file");
        $g->boot;
        mended(sub { flip("$generations/3/$file") }, sub { stands(2, 'damaged-3') && $g->section('sockets') =~ /:22 .*sshd/ });
    });
}
sub flip {
    my ($path) = @_;
    open my $file, '+<', $path or die "$path: $!\n";
    sysread $file, my $byte, 1;
    sysseek $file, 0, 0;
    syswrite $file, chr(ord($byte) ^ 1);
    close $file;
}
my $aside = "$main::work/aside";
for my $change (['a file too many', "touch $generations/3/services/extra", "rm $generations/3/services/extra"],
    ['a file too few', "mv $generations/3/services/ssh $aside", "mv $aside $generations/3/services/ssh"],
    ['a link in place of a file', "mv $generations/3/services/ssh $aside; ln -s /dev/null $generations/3/services/ssh", "mv -f $aside $generations/3/services/ssh"],
    ['a switch that is a folder', "mkdir $generations/3/services/extra", "rmdir $generations/3/services/extra"]) {
    claim("$change->[0]: the next older whole one, alarm" => sub {
        $g->off;
        system $change->[1];
        $g->boot;
        mended(sub { system $change->[2] }, sub { stands(2, 'damaged-3') });
    });
}
claim('all of them damaged but the first: the first, with every alarm' => sub {
    $g->off;
    flip("$generations/$_/manifest") for 2, 3, 4;
    $g->boot;
    mended(sub { flip("$generations/$_/manifest") for 2, 3, 4 }, sub { stands(1, 'damaged-3', 'damaged-2') });
});
claim('mended: no alarm is left' => sub { $g->reboot; stands(3) });
claim('confirmed dangles: the newest below that was ever confirmed, alarm' => sub {
    $g->off;
    system("ln -sfn generations/99 " . $g->store . '/confirmed');
    $g->boot;
    mended(sub { system("ln -sfn generations/3 " . $g->store . '/confirmed') }, sub { stands(3, 'damaged-99') });
});
claim('confirmed is nonsense: the newest that was ever confirmed, alarm' => sub {
    $g->off;
    system("ln -sfn /etc/shadow " . $g->store . '/confirmed');
    $g->boot;
    mended(sub { system("ln -sfn generations/3 " . $g->store . '/confirmed') }, sub { stands(3, 'unconfirmed') });
});
claim('the store is empty, but drop-ins are placed: built-in, console on, ssh off, all closed' => sub {
    $g->off;
    system('mv ' . $g->store . "/* $main::work/");
    $g->boot;
    mended(sub { system("mv $main::work/generations $main::work/confirmed " . $g->store) }, sub {
        stands('built-in', 'unconfirmed', 'built-in') && same($g->in('systemctl is-active ssh'), 'inactive') && $g->section('nft') =~ /"policy": ?"drop"/;
    });
});
claim('the store cannot be read at all: the same' => sub {
    $g->off;
    system('umount', $g->store);
    system('mount', '-t', 'tmpfs', '-o', 'mode=0', 'none', $g->store);
    symlink '/proc/self/nowhere', $g->store . '/generations';
    $g->boot;
    mended(sub { $g->off; system('umount', $g->store); $g->mount_store }, sub { stands('built-in', 'unconfirmed', 'built-in') });
});
claim('nft is not there: built-in, with alarms, console on' => sub {
    $g->off;
    system("mv $g->{root}/usr/sbin/nft $g->{root}/usr/sbin/nft.away");
    $g->boot;
    my $o = $g->observe;
    mended(sub { $g->off; system("mv $g->{root}/usr/sbin/nft.away $g->{root}/usr/sbin/nft") }, sub {
        same("$o->{active}|" . join(' ', sort @{ $o->{alarms} }), 'built-in|built-in firewall') && same($g->in('systemctl is-active ssh console-getty'), "inactive\nactive");
    });
});
claim('the script itself cannot run: the fallback closes, console on' => sub {
    $g->off;
    system("cp $g->{root}/usr/lib/edgeward/edgeward-apply $main::work/script; echo 'exit 1' >$g->{root}/usr/lib/edgeward/edgeward-apply");
    $g->boot;
    mended(sub { $g->off; system("cp $main::work/script $g->{root}/usr/lib/edgeward/edgeward-apply") }, sub {
        same($g->in('readlink /run/edgeward/active'), '/usr/lib/edgeward/built-in') && same($g->in('systemctl is-active ssh'), 'inactive')
            && Gateway::wait_until(10, sub { $g->in('systemctl is-active console-getty') eq 'active' }) && $g->in('nft list ruleset') =~ /policy drop/;
    });
});
claim('console off: no getty, also when started by hand' => sub {
    $g->boot;
    settled($g, 5, qw(ssh open=22));
    $g->reboot;
    $g->in('systemctl start console-getty serial-getty@ttyS0 getty@tty1 container-getty@0 debug-shell autovt@tty2 2>/dev/null');
    same($g->in('systemctl is-active console-getty serial-getty@ttyS0 getty@tty1 container-getty@0 debug-shell autovt@tty2 | sort -u'), 'inactive') && same($g->in('pgrep -x agetty'), '');
});
claim('edgeward.recover on the command line: the console is on, ssh as confirmed' => sub {
    $g->reboot('edgeward.recover');
    my $o = $g->observe;
    same("$o->{active} " . ($o->{recover} ? 1 : 0), '5 1') && same($g->in('systemctl is-active console-getty ssh'), "active\nactive");
});
claim('and a change in that boot leaves it on' => sub { settled($g, 6, qw(ssh open=22)) && same($g->in('systemctl is-active console-getty'), 'active') });
for my $mode (qw(rescue emergency)) {
    claim("$mode mode with the console off: not entered; on: it is" => sub {
        $g->reboot;
        $g->in("systemctl start $mode.service 2>/dev/null");
        same($g->in("systemctl is-active $mode.service"), 'inactive', 'off') or return;
        $g->off;
        $g->boot("systemd.unit=$mode.target", 'edgeward.recover');
        Gateway::wait_until(20, sub { $g->in("systemctl is-active $mode.service") eq 'active' }) or die "not active\n";
        same($g->in('readlink /run/edgeward/active | sed s,.*/,,'), '6') && $g->in('ps -eo comm,args') =~ /agetty/ && $g->in('nft list ruleset') =~ /policy drop/;
    });
}
claim('emergency mode before anything could be read: built-in, console on' => sub {
    $g->off;
    system('umount', $g->store);
    $g->boot('systemd.unit=emergency.target');
    mended(sub { $g->off; $g->mount_store }, sub {
        Gateway::wait_until(20, sub { $g->in('systemctl is-active emergency.service') eq 'active' }) or die "not active\n";
        same($g->in('readlink /run/edgeward/active'), '/usr/lib/edgeward/built-in');
    });
});
claim('never imported, but drop-ins placed by hand: built-in' => sub {
    my $new = gateway(edit => sub { });
    $new->in('/usr/lib/edgeward/edgeward-hooks place');
    $new->reboot;
    my $o = $new->observe;
    same("$o->{active}|@{$o->{alarms}}", 'built-in|unconfirmed built-in') && same($new->in('systemctl is-active ssh console-getty'), "inactive\nactive");
});
1;
