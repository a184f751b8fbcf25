# What was answered outlives a power cut; and each sync is there for a reason: a copy of the script without it fails.
use strict;
use warnings;

my $script = 'usr/lib/edgeward/applier/generations.sh';

# Answers are followed by a cut at once; dies at what a boot after it does not find.
sub survives {
    my ($edit) = @_;
    my $g = gateway(edit => $edit // sub { });
    my $held = eval {
        same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), 'done');
        $g->cut_power->boot;
        boots($g, 1, 'import');
        for my $id (2 .. 4) {
            same(try_out($g, $id, "ssh=22$id", 'console', "open=22$id"), 'done', 'activate');
            $g->cut_power->boot;
            boots($g, $id == 2 ? 1 : 10 * ($id - 1), 'activate');
            $g->succeeds("test -d /var/lib/edgeward/generations/$id") or die "activate: $id was accepted, and is gone\n";
            same($g->said('reactivate', $id, $g->in_seconds(60)), 'done', "activate: $id again");
            same($g->said('revert', $id), 'done');
            same(try_out($g, 10 * $id, "ssh=22$id", 'console', "open=22$id"), 'done', 'activate');
            same($g->said('confirm', 10 * $id), 'done');
            $g->cut_power->boot;
            boots($g, 10 * $id, 'confirm');
        }
        1;
    };
    my $why = $@;
    $g->destroy;
    @main::gateways = grep { $_ != $g } @main::gateways;
    die $why if !$held;
    return 1;
}

sub boots {
    my ($g, $id, $after) = @_;
    my $o = $g->observe;
    same("$o->{active} $o->{confirmed} @{$o->{alarms}}", "$id $id ", "a power cut after an answered $after");
}

claim('what was answered is there after a power cut' => sub { survives() });

# without FRAGMENT, REPLACEMENT: a gateway whose applier lost a sync.
sub without {
    my ($fragment, $by) = @_;
    return sub {
        my ($root) = @_;
        my $text = Gateway::read_file("$root/$script");
        my $at = index $text, $fragment;
        $at >= 0 or die "the script has no '$fragment' any more: change this test with it\n";
        substr $text, $at, length $fragment, $by;
        Gateway::write_file("$root/$script", $text);
    };
}
for my $sync (['contents and folders', 'find "$incoming" -depth -exec sync {} +', 'true'], ['name among the generations', 'sync "$STORE/generations"', 'true'], ['confirmed link', 'sync "$STORE/generations" "$STORE"', 'true']) {
    claim("the sync of the $sync->[0] is needed" => sub {
        my $held = eval { survives(without($sync->[1], $sync->[2])) };
        die "nothing was lost without it\n" if $held;
        print "#   without it: $@";
        $@ =~ /power cut|is gone/ or die $@;
    });
}
claim('a cut in the middle of a confirm: the old one or the new one, whole, without an alarm' => sub {
    my $g = adopted(qw(ssh console));
    my ($confirmed, %seen) = (1);
    for my $n (2 .. 15) {
        same(try_out($g, $n, "ssh=22$n", 'console'), 'done');
        my $door = $g->knock;
        syswrite $door, "confirm $n\n";
        Time::HiRes::sleep(0.012 * ($n - 2));
        my $ready = '';
        vec($ready, fileno $door, 1) = 1;
        my $answered = select($ready, undef, undef, 0) && do { sysread $door, my $text, 9999; $text =~ /done/ };
        $g->cut_power->boot;
        my $o = $g->observe;
        same("$o->{active} @{$o->{alarms}}", "$o->{confirmed} ") or return;
        $o->{confirmed} == $n || (!$answered && $o->{confirmed} == $confirmed) or die "confirmed $o->{confirmed} after $n was " . ($answered ? 'answered' : 'asked for') . "\n";
        $seen{ $o->{confirmed} == $n ? 'new' : 'old' }++;
        $confirmed = $o->{confirmed};
    }
    print '#   old ', $seen{old} // 0, ', new ', $seen{new} // 0, "\n";
    1;
});
1;
