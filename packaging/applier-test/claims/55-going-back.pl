# Going back works, or is tried until it does, whatever a daemon that was taken over, or a broken tool, does to it.
use strict;
use warnings;

my $g = adopted(qw(ssh console));
claim('no inodes left in /run at the deadline: it is tried again until it works' => sub {
    same($g->said('activate', 2, Proposal::words($g, 2, 1, qw(console closed)), $g->in_seconds(5)), 'done') or return;
    $g->in('mount -o remount,nr_inodes=$(($(df --output=iused /run | tail -n 1))) /run');
    !$g->succeeds('touch /run/edgeward/one-more 2>/dev/null') or die "there are inodes left\n";
    Gateway::wait_until(30, sub { $g->in('journalctl -q -o cat -u "edgeward-revert-*" | grep -c "No space left"') >= 2 }) or die "not tried twice\n";
    same($g->observe->{trial}{id}, 2, 'the trial') or return;
    $g->in('mount -o remount,nr_inodes=100000 /run');
    Gateway::wait_until(30, sub { !-e $g->path('/run/edgeward/trial') }) or die "still on trial\n";
    same($g->observe->{active}, '1') && same($g->in('systemctl is-active ssh'), 'active') && same($g->in('nft list tables'), '');
});
claim('nft that does not work at a revert: the switches go back all the same, an alarm tells, and it is healed by itself' => sub {
    same(try_out($g, 3, qw(console closed)), 'done') or return;
    $g->in('mv /usr/sbin/nft /usr/sbin/nft.away');
    my $said = $g->said('revert', 3);
    my $o = $g->observe;
    my $seen = "$said|$o->{active}|@{$o->{alarms}}|" . $g->in('systemctl is-active ssh');
    $g->in('mv /usr/sbin/nft.away /usr/sbin/nft');
    same($seen, 'stranded firewall|1|revert-incomplete|active') or return;
    Gateway::wait_until(40, sub { !@{ $g->observe->{alarms} } }) or die "never healed\n";
    same($g->in('nft list tables'), '');
});
claim('rules hold only as those of what is active: another link, and they do not' => sub {
    settled($g, 4, qw(ssh console closed));
    settled($g, 5, qw(ssh console open=2222));
    $g->observe->{firewall}{holds} or die "they do not hold before\n";
    $g->in('ln -sfn /var/lib/edgeward/generations/4 /run/edgeward/.x && mv -T /run/edgeward/.x /run/edgeward/active');
    my $holds = $g->observe->{firewall}{holds};
    $g->in('ln -sfn /var/lib/edgeward/generations/5 /run/edgeward/.x && mv -T /run/edgeward/.x /run/edgeward/active');
    !$holds && $g->observe->{firewall}{holds};
});
claim('more rules than anybody writes are refused' => sub {
    my $many = join '', map { qq(tcp dport $_ accept comment "rule number $_ of very many, one for each port"\n) } 1 .. 4000;
    my $d = Proposal::make($g, 6, 5, { Proposal::files('ssh', 'closed'), 'firewall/input' => $many });
    same($g->said('activate', 6, $d, $g->in_seconds(60)), 'refused proposal-too-big');
});
claim('a confirmation that the disk did not take proves nothing' => sub {
    same(try_out($g, 7, qw(ssh console closed)), 'done') or return;
    $g->in('mkdir /var/lib/edgeward/.confirmed && touch /var/lib/edgeward/.confirmed/x');
    my $said = $g->said('confirm', 7);
    $g->in('rm -r /var/lib/edgeward/.confirmed');
    $said =~ /^refused/ or die "got '$said'\n";
    !$g->succeeds('test -e /var/lib/edgeward/generations/7.proven') && same($g->said('revert', 7), 'done');
});
1;
