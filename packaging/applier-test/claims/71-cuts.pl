# Real power cuts at random moments of every verb that writes: what boots is whole and without an alarm; what was
# answered is there, what was not is as before or as asked for, and nothing in between.
# EDGEWARD_LONG=1 cuts 300 times; EDGEWARD_SEED repeats the moments of a run, as far as the machine keeps its pace.
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use Time::HiRes qw(sleep time);

my $seed = $ENV{EDGEWARD_SEED} || (time * 1000 ^ $$) % 1_000_000_000;
srand $seed;
my $each = $ENV{EDGEWARD_LONG} ? 50 : 4;
print "#   EDGEWARD_SEED=$seed\n";

my $g = gateway(one_disk => 1, size => '64M');
my $generations = $g->store . '/generations';
# What stands: the confirmed one, the port of each, the newest number; how long each verb takes uncut.
my ($confirmed, $newest, %port, %digest, %usual, %seen) = ('', 0);

# Each verb: [what is asked before the cut may come, what is asked while it comes], as lists of requests.
my %verbs = (
    import => sub { fresh(); return ([], [next_one('import')]) },
    enforce => sub { my @one = next_one('activate'); return ([], [@one, "confirm $newest"]) },
    trial => sub { return ([], [next_one('activate')]) },
    confirm => sub { return ([next_one('activate')], ["confirm $newest"]) },
    revert => sub { return ([next_one('activate')], ["revert $newest"]) },
    # The activation collects before, the confirmation after: both are what is cut.
    collect => sub { many(); my @one = next_one('activate'); return ([], [@one, "confirm $newest"]) },
);

# As after a removal: the next import begins anew.
sub fresh {
    $g->in('/usr/lib/edgeward/edgeward-hooks remove; nft delete table inet edgeward 2>/dev/null; rm -rf /var/lib/edgeward/* /var/lib/edgeward/.[a-z]*
        cd /run/edgeward && rm -f active alarm ended ssh.env firewall.nft firewall.listing; systemctl restart ssh; sync -f /var/lib/edgeward');
    ($confirmed, $newest) = ('', 0);
}

# next_one(VERB): lays out a proposal that can be told from all others, and returns the request for it.
sub next_one {
    my ($verb) = @_;
    $newest++;
    $port{$newest} = $verb eq 'import' ? 22 : 2000 + $newest % 1000;
    $digest{$newest} = $verb eq 'import' ? Proposal::words($g, $newest, 0, qw(ssh console))
        : Proposal::words($g, $newest, $confirmed, "ssh=$port{$newest}", 'console', "open=$port{$newest}");
    return "$verb $newest $digest{$newest}" . ($verb eq 'import' ? '' : ' ' . $g->in_seconds(300));
}

# Enough generations, so that the collection has work; copies have the seal and the port of their original.
sub many {
    my ($from, $to) = ($newest + 1, $newest + 30);
    $g->succeeds("cd /var/lib/edgeward/generations && for n in \$(seq $from $to); do cp -a $confirmed \$n && touch \$n.proven || exit 1; done; sync -f .") or die "copies\n";
    ($port{$_}, $digest{$_}) = ($port{$confirmed}, $digest{$confirmed}) for $from .. $to;
    $newest = $to;
}

sub answered_in_time {
    my ($request, $end) = @_;
    my $door = $g->knock;
    syswrite $door, "$request\n";
    my $ready = '';
    vec($ready, fileno $door, 1) = 1;
    my $left = $end - time;
    return 0 if !select($ready, undef, undef, $left > 0 ? $left : 0);
    my $text = Gateway::answer_on($door);
    $text =~ /"result":"done"/ or die "$request: '$text'\n";
    return 1;
}

# whole(ID): by this test's own reckoning, to the letter what was proposed.
sub whole {
    my ($id) = @_;
    my $manifest = Gateway::read_file("$generations/$id/manifest");
    same(sha256_hex($manifest), $digest{$id}, "manifest of $id");
    for ($manifest =~ /^file (.*)/mg) {
        my ($digest, $path) = split ' ';
        -f "$generations/$id/$path" or die "$id/$path is gone\n";
        same(sha256_hex(Gateway::read_file("$generations/$id/$path")), $digest, "$id/$path");
    }
    return 1;
}

# follows(ID): the running gateway does what that one says.
sub follows {
    my ($id) = @_;
    my $o = $g->observe;
    same("$o->{active} $o->{confirmed} @{$o->{alarms}}", "$id $id ", 'active, confirmed, alarms');
    same($g->{state}, 'running', 'state');
    die "a trial is open after a boot\n" if $o->{trial};
    same($g->in('systemctl is-active ssh console-getty'), "active\nactive", 'ssh, console');
    return same($g->succeeds('/usr/lib/edgeward/edgeward-hooks check') ? 'placed' : 'none', 'none', 'drop-ins') if $id eq '';
    whole($id);
    my $listens = $g->section('sockets') =~ /:(\d+) .*"sshd"/ ? $1 : 'nothing';
    same($listens, $port{$id}, 'sshd listens on');
    $o->{firewall}{holds} or die "its rules do not hold\n" if $id != 1;
    # Nothing is missing that only a later verb would notice.
    same($g->said('reactivate', $id), 'done', 'heal');
    return $g->succeeds('sha256sum --check --status /var/lib/edgeward/hooks') || die "drop-ins are not whole\n";
}

# cut_in(VERB, REHEARSAL): one round; without a cut in a rehearsal.
sub cut_in {
    my ($verb, $rehearsal) = @_;
    my $old = $verb eq 'import' ? '' : $confirmed;
    my ($before, $during) = $verbs{$verb}->();
    answered_in_time($_, time + 60) or die "$_: no answer\n" for @$before;
    my ($begin, $answers) = (time, 0);
    my $end = $begin + ($rehearsal ? 60 : rand(1.4 * $usual{$verb}));
    for (@$during) {
        last if !answered_in_time($_, $end);
        $answers++;
    }
    my $all = $answers == @$during;
    if ($all) { $usual{$verb} = $usual{$verb} ? 0.8 * $usual{$verb} + 0.2 * (time - $begin) : time - $begin }
    my $asks = $during->[-1] =~ /^(import|confirm)/;
    if ($rehearsal) { $confirmed = $newest if $asks; $g->said('revert', $newest) if !$asks; return }
    sleep $end - time if $all && $end > time;
    my $collecting = -d $g->store . '/.trash';
    $g->cut_power->boot;

    my $found = $g->observe->{confirmed};
    my @allowed = $asks && $all ? ($newest) : $asks && $answers == @$during - 1 ? ($old, $newest) : ($old);
    grep { $_ eq $found } @allowed or die "confirmed is '$found', not one of '@allowed'\n";
    follows($found);
    -d "$generations/$newest" or die "$newest was accepted, and is gone\n" if $verb ne 'import' && ($answers || @$before);
    whole($_) for map { m{(\d+)$} } glob "$generations/*[0-9]";
    $seen{$verb}{ $all ? 'answered' : $found eq $old ? 'unanswered, old' : 'unanswered, new' }++;
    $seen{$verb}{'amid the collection'}++ if $collecting;
    $confirmed = $found;
    # What comes next needs a generation that stands.
    if ($confirmed eq '' || $confirmed == 1) { cut_in($_, 1) for grep { $_ ne 'import' || $confirmed eq '' } qw(import enforce) }
}

claim('every verb works uncut, and this is how long each takes' => sub {
    cut_in($_, 1) for qw(import enforce trial confirm revert collect);
    print '#   ', join(', ', map { sprintf '%s %.2f s', $_, $usual{$_} } sort keys %usual), "\n";
    follows($confirmed);
});
claim('a power cut at a random moment: whole, without an alarm, and as answered' => sub {
    my @rounds = map { my $verb = $_; map { [rand, $verb] } 1 .. $each } sort keys %verbs;
    my ($round, $cuts) = (0, scalar @rounds);
    for (map { $_->[1] } sort { $a->[0] <=> $b->[0] } @rounds) {
        $round++;
        eval { cut_in($_); 1 } or die "cut $round, in $_, EDGEWARD_SEED=$seed: $@";
    }
    my %sum;
    for my $verb (keys %seen) { $sum{$_} += $seen{$verb}{$_} for keys %{ $seen{$verb} } }
    print "counts: power: $cuts cuts, 0 wrong boots; ", join('; ', map { my $verb = $_; "$verb: " . join ', ', map { "$seen{$verb}{$_} $_" } sort keys %{ $seen{$verb} } } sort keys %seen), "; EDGEWARD_SEED=$seed\n";
    $sum{answered} && ($sum{'unanswered, old'} || $sum{'unanswered, new'}) or die "no cut came before an answer, or none after\n";
});
1;
