# What was answered outlives a power cut; and each sync is there for a reason: a copy of the scripts without it fails.
use strict;
use warnings;

my $lib = 'usr/lib/edgeward';
my $confirm = 'mv -T "$STORE/.confirmed" "$STORE/confirmed" &&';

# Every sync of the applier: [file, the text that is taken out, what stands there instead, its name, who misses it].
my @syncs = (
    ['applier/generations.sh', 'find "$incoming" -depth -exec sync {} +', 'true', 'contents and folders of a proposal', \&survives],
    ['applier/generations.sh', 'sync "$STORE/generations" || unwritable', 'true || unwritable', 'name among the generations', \&survives],
    ['applier/generations.sh', 'sync "$STORE/generations" "$STORE"', 'true', 'confirmed link', \&survives],
    ['edgeward-apply', 'sync "$STORE/generations" "$STORE" && close_trial', 'close_trial', 'link of a confirm that was killed', \&settles],
    ['edgeward-hooks', 'sync "$UNITS"/*.d/".$NAME"', 'true', 'contents of the drop-ins', \&survives],
    ['edgeward-hooks', 'sync "$@" "$UNITS" &&', 'true &&', 'names of the drop-ins', \&survives],
);

# with_gateway(EDIT, PROOF): on a gateway whose store and unit files are on one disk; it is gone afterwards.
sub with_gateway {
    my ($edit, $proof) = @_;
    my $g = gateway(edit => $edit, one_disk => 1, size => '48M');
    my $held = eval { $proof->($g); 1 };
    my $why = $@;
    $g->destroy;
    @main::gateways = grep { $_ != $g } @main::gateways;
    die $why if !$held;
    return 1;
}

# Answers are followed by a cut at once; dies at what a boot after it does not find.
sub survives {
    return with_gateway($_[0], sub {
        my ($g) = @_;
        same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), 'done');
        my $drop_ins = drop_ins($g);
        $drop_ins =~ m{ssh\.service\.d} && $drop_ins =~ /local-console/ or die "no drop-ins were placed\n";
        $g->cut_power->boot;
        boots($g, 1, 'import');
        same(drop_ins($g), $drop_ins, 'a power cut after an answered import: drop-ins');
        # What is known of the drop-ins may be lost, and placing them anew would sync for others.
        same($g->said('reactivate', 1), 'done', 'heal');
        same(try_out($g, 2, 'ssh=222', 'console', 'open=222'), 'done', 'activate');
        $g->cut_power->boot;
        boots($g, 1, 'activate');
        $g->succeeds("test -d /var/lib/edgeward/generations/2") or die "a power cut after an answered activate: 2 is gone\n";
        same($g->said('reactivate', 2, $g->in_seconds(60)), 'done', "a power cut after an answered activate: again");
        same($g->said('confirm', 2), 'done');
        $g->cut_power->boot;
        boots($g, 2, 'confirm');
    });
}

sub drop_ins { return $_[0]->in('cd /usr/lib/systemd/system && tail -n +1 -- *.d/50-edgeward.conf 2>/dev/null') }

sub boots {
    my ($g, $id, $after) = @_;
    my $o = $g->observe;
    same("$o->{active} $o->{confirmed} @{$o->{alarms}}", "$id $id ", "a power cut after an answered $after");
}

# A confirm is killed right after it moved the link; the next verb tells it as confirmed, and a cut follows.
sub settles {
    my ($edit) = @_;
    my $killed = sub {
        $edit->($_[0]);
        replace($_[0], 'applier/generations.sh', $confirm, $confirm . ' { [ ! -e /run/kill-confirm ] || kill -KILL $$; } &&');
    };
    return with_gateway($killed, sub {
        my ($g) = @_;
        same($g->said('import', 1, Proposal::words($g, 1, 0, qw(ssh console))), 'done');
        same(try_out($g, 2, qw(ssh console open=22)), 'done', 'activate');
        $g->in('touch /run/kill-confirm');
        same($g->say_raw("confirm 2\n"), '', 'a confirm that is killed');
        same($g->said('reactivate', 2), 'done');
        same($g->text('/run/edgeward/ended'), "2 confirmed\n", 'told');
        $g->cut_power->boot;
        boots($g, 2, 'verb that told a killed confirm as done');
    });
}

# replace(ROOT, FILE, FRAGMENT, BY): in a gateway's copy of a script.
sub replace {
    my ($root, $file, $fragment, $by) = @_;
    my $text = Gateway::read_file("$root/$lib/$file");
    my $at = index $text, $fragment;
    $at >= 0 or die "$file has no '$fragment' any more: change this test with it\n";
    substr $text, $at, length $fragment, $by;
    Gateway::write_file("$root/$lib/$file", $text);
}

claim('what was answered is there after a power cut' => sub { survives(sub { }) });
claim('so is a confirm that was killed, once it was told' => sub { settles(sub { }) });
claim('every sync of the scripts has its own claim here' => sub {
    my ($shipped, $found) = ("$main::here/../root/$lib", 0);
    for my $file (split /\n/, `cd $shipped && find . -type f -printf '%P\\n' | sort`) {
        my $text = Gateway::read_file("$shipped/$file");
        # A comment is as long as what takes its place, so that places in the text stay the same.
        $text =~ s/^(\s*#.*)$/' ' x length $1/gme;
        while ($text =~ /(?<![^\s;&|(])sync(?=[\s;)])(?!\)\$)/g) {
            my $at = $-[0];
            my @claims = grep { $_->[0] eq $file && index($text, $_->[1]) <= $at && $at < index($text, $_->[1]) + length $_->[1] } @syncs;
            @claims == 1 or die "$file: the sync in '" . (substr($text, 0, $at) =~ /([^\n]*)$/)[0] . (substr($text, $at) =~ /^([^\n]*)/)[0] . "' has " . @claims . " claims\n";
            $found++;
        }
    }
    print "#   $found syncs\n";
    same($found, scalar @syncs);
});
for my $sync (@syncs) {
    my ($file, $fragment, $by, $name, $scenario) = @$sync;
    claim("the sync of the $name is needed" => sub {
        my $held = eval { $scenario->(sub { replace($_[0], $file, $fragment, $by) }) };
        die "nothing was lost without it\n" if $held;
        print "#   without it: ", $@ =~ /^([^\n]{0,200})/, "\n";
        $@ =~ /power cut after/ or die $@;
    });
}
1;
