# Full and read-only disks: what would write is refused with the reason, going back always works.
use strict;
use warnings;

for my $case (
    ['blocks', 'disk-full', sub { $_[0]->in('cd /var/lib/edgeward; for n in 1 2 3 4 5; do cat /dev/zero >>ballast; sync; done 2>/dev/null; for n in $(seq 150); do head -c 1000 /dev/zero >s$n; done 2>/dev/null; sync') }, sub { $_[0]->in('rm -f /var/lib/edgeward/ballast /var/lib/edgeward/s*') }],
    ['inodes', 'disk-full', sub { $_[0]->in('mkdir /var/lib/edgeward/many; cd /var/lib/edgeward/many; seq 100000 | xargs touch 2>/dev/null') }, sub { $_[0]->in('rm -rf /var/lib/edgeward/many') }],
    ['writing', 'read-only', sub { $_[0]->in('mount -o remount,ro /var/lib/edgeward') }, sub { $_[0]->in('mount -o remount,rw /var/lib/edgeward') }],
) {
    my ($what, $reason, $take, $give) = @$case;
    my $g = gateway(size => '16M', mkfs => ['-N', '256']);
    claim("no $what left: import is refused, $reason, and nothing is begun" => sub {
        $take->($g);
        my $before = $g->in('ls -A /usr/lib/systemd/system');
        same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), "refused $reason") && same($g->in('ls -A /usr/lib/systemd/system'), $before) && same($g->observe->{active}, '');
    });
    $give->($g);
    same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), 'done', 'import');
    settled($g, 2, qw(ssh console closed));
    claim("no $what left in a trial: confirm is refused, $reason, or is true" => sub {
        same(try_out($g, 3, qw(console closed)), 'done') or return;
        $take->($g);
        my $said = $g->said('confirm', 3);
        print "#   confirm: $said\n";
        $said eq "refused $reason" || ($what eq 'blocks' && $said eq 'done') or die "got '$said'\n";
        my $o = $g->observe;
        same($o->{confirmed}, $said eq 'done' ? '3' : '2') && same($o->{trial} ? 'open' : 'over', $said eq 'done' ? 'over' : 'open');
    });
    my $now = $g->observe->{confirmed};
    claim("no $what left: revert works" => sub {
        same($g->said('revert', 3), 'done') if $g->observe->{trial};
        same($g->observe->{active}, $now) && !defined $g->observe->{trial};
    });
    claim("no $what left: activate is refused, $reason" => sub {
        same(try_out($g, 4, qw(ssh console)), "refused $reason") && same($g->observe->{active}, $now) && same($g->in("ls /var/lib/edgeward/generations | grep -c '^4\$'"), '0');
    });
    claim("no $what left: an older one can be tried, the deadline brings it back" => sub {
        same($g->said('reactivate', 1, $g->in_seconds(5)), 'done') && Gateway::wait_until(20, sub { !-e $g->path('/run/edgeward/trial') }) && same($g->observe->{active}, $now);
    });
    claim("no $what left: healing and booting work" => sub {
        $g->in('nft flush ruleset');
        same($g->said('reactivate', $now), 'done') && $g->observe->{firewall}{holds} or return;
        $g->reboot;
        same($g->observe->{active}, $now) && same(scalar @{ $g->observe->{alarms} }, 0);
    });
    claim("$what again: everything goes on" => sub { $give->($g); same(try_out($g, 5, qw(ssh console)), 'done') && same($g->said('confirm', 5), 'done') && same($g->in('ls -A /var/lib/edgeward'), "confirmed\ngenerations\nhooks") });
    $g->destroy;
    @main::gateways = ();
}
1;
