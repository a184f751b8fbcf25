# A mutation fuzzer on the two things that a daemon may say to root: the request line and the lines of a proposal's
# files. EDGEWARD_SEED repeats a run.
use strict;
use warnings;
use JSON::PP;
use Socket qw(inet_pton AF_INET6);

my $long = $ENV{EDGEWARD_LONG};
my $seed = $ENV{EDGEWARD_SEED} // (time ^ $$);
srand($seed);
print "# EDGEWARD_SEED=$seed\n";
my $g = adopted(qw(ssh console));
my %count;

sub one { return $_[rand @_] }
my @odd = ("\0", "\n", "\r", "\t", ' ', '  ', '"', "'", '\\', '`', '$(id)', '${IFS}', ';', '&', '|', '>', '<', '(', ')', '{', '}', '[', ']', '*', '?', '!', '#', '~', '%', '=', '-', '--', '+', '.', '..', '/', '../', ':', ',', '0', '00', '1', '9' x 20, '-1', '0x10', '08', '1e3', 'a', 'Z',
    "\xff", "\xc3\xa4", "\xc2\xa0", "\xe2\x80\x8b", "\x1b[2J", 'activate', 'observe', 'boot', 'heal', 'deadline', 'revert', 'accept', 'drop', 'include', 'flush ruleset', 'comment', 'dport', '%s%n');

# One to four changes: something put in, taken out, doubled, exchanged, turned, or cut off.
sub mutate {
    my ($text, @corpus) = @_;
    for (1 .. 1 + int rand 4) {
        my ($at, $length) = (int rand(1 + length $text), int rand 6);
        $length = length($text) - $at if $at + $length > length $text;
        my $how = int rand 8;
        if ($how == 0) { substr($text, $at, 0) = one(@odd) }
        elsif ($how == 1) { substr($text, $at, $length) = '' }
        elsif ($how == 2) { substr($text, $at, $length) = one(@odd) }
        elsif ($how == 3) { substr($text, $at, 0) = substr $text, $at, $length }
        elsif ($how == 4) { $length and substr($text, $at, 1) = chr(ord(substr $text, $at, 1) ^ (1 << int rand 8)) }
        elsif ($how == 5) { my $other = one(@corpus); $text = substr($text, 0, $at) . substr($other, int rand length $other) }
        elsif ($how == 6) { my @words = split / /, $text, -1; $words[rand @words] = one(map { split / / } @corpus) if @words; $text = join ' ', @words }
        else { substr($text, $at, 1) = chr int rand 256 if $at < length $text }
    }
    return $text;
}

# The applier's own code, with what would alter the system replaced by telling that it was reached: thousands of lines
# go through one process.
my $harness = <<'SH';
sed '/^by_socket=/,$d' /usr/lib/edgeward/edgeward-apply >/tmp/fuzz/head.sh
sed -n '/^	case ${request%;} in$/,/^	esac$/p' /usr/lib/edgeward/edgeward-apply >/tmp/fuzz/words.sh
grep -q 'set -- bad' /tmp/fuzz/words.sh || exit 1
cat >/tmp/fuzz/run.sh <<'END'
. /tmp/fuzz/head.sh
by_socket=yes STORE=/tmp/fuzz/store RUN=/tmp/fuzz/run
reached() { printf 'reached %s\n' "$*"; exit 0; }
for step in accept try_out is_known in_time observe; do eval "$step() { reached $step \"\$@\"; }"; done
active_id() { [ "$verb" = import ] || echo 1; }
confirmed_id() { :; }
settle() { read_trial; }
flock() { :; }
mkdir() { :; }
request() {
	request=$1
	set --
	. /tmp/fuzz/words.sh
	[ $# -gt 0 ] || set -- bad
	main "$@"
}
while IFS= read -r line; do (request "$line"); done
END
mkdir -p /tmp/fuzz/run /tmp/fuzz/store
SH
my $now = (split ' ', Gateway::read_file('/proc/uptime'))[0];
my $digest = '0123456789abcdef' x 4;
my @requests = ("import 1 $digest", sprintf("activate 2 $digest %.2f", $now + 900), 'reactivate 1', 'reactivate 0', sprintf('reactivate 7 %.1f', $now + 900), sprintf('extend 12 %d', $now + 900), 'confirm 3', 'revert 999999999', 'observe');
my ($ID, $DIGEST, $TIME) = ('[1-9][0-9]{0,8}', '[0-9a-f]{64}', '[1-9][0-9]{0,9}(?:\.[0-9]{1,2})?');
# Words may be apart by more than one blank: it is a line of words.
my $right = qr/\A *(?:import +$ID +$DIGEST|activate +$ID +$DIGEST +$TIME|reactivate +(?:0|$ID)|reactivate +$ID +$TIME|extend +$ID +$TIME|confirm +$ID|revert +$ID|observe) *\z/;

claim('request lines: what is no request of the contract is refused as such, and disturbs nothing' => sub {
    my $wanted = $long ? 100_000 : 3_000;
    $g->in('mkdir -p /tmp/fuzz');
    Gateway::write_file($g->path('/tmp/fuzz/make.sh'), $harness);
    $g->in('sh /tmp/fuzz/make.sh; echo $?') eq '0' or die "no harness: the applier's code has changed\n";
    my @lines = (@requests, map { my $line = mutate(one(@requests), @requests); $line =~ tr/\0\n/?;/; $line } 1 .. $wanted);
    Gateway::write_file($g->path('/tmp/fuzz/lines'), join '', map { "$_;\n" } @lines);    # The reader puts ";" for the end of the line.
    my @answers = split /\n/, $g->in('sh /tmp/fuzz/run.sh </tmp/fuzz/lines 2>/tmp/fuzz/errors');
    same(scalar @answers, scalar @lines, 'one answer each');
    for my $i (0 .. $#lines) {
        my ($line, $answer) = ($lines[$i], $answers[$i]);
        my $is_right = $line =~ $right;
        my $json = $answer =~ /^reached / ? undef : eval { decode_json($answer) } // die "no JSON for '$line': $answer\n";
        my $says = !$json ? 'reached' : "$json->{result} $json->{reason}";
        $count{$is_right ? 'right' : 'wrong'}++;
        # A time ahead or past is judged later; a wrong line is never reached.
        if ($is_right) { $says =~ /^(reached|refused (no-such-trial|too-late|not-active|bad-request))$/ or die "'$line': $answer\n" }
        else { $says eq 'refused bad-request' or die "'$line': $answer\n" }
    }
    $answers[$_] =~ /^reached|no-such-trial|not-active/ or die "'$lines[$_]' is right, but: $answers[$_]\n" for 0 .. $#requests;
    same($g->in('cat /tmp/fuzz/errors'), '');
});

claim('raw bytes at the door: one line of JSON each time, and the door still opens' => sub {
    my $before = $g->in('ls -la --full-time /var/lib/edgeward /var/lib/edgeward/generations/1 | grep -v hooks; readlink /run/edgeward/active; ls /run/edgeward');
    for (1 .. ($long ? 3_000 : 60)) {
        my $bytes = mutate(one(@requests), @requests);
        $bytes = one($bytes, "$bytes\n", "$bytes\r\n", "$bytes\n$bytes\n", "\n$bytes\n", $bytes . 'x' x int rand 5000, join('', map { chr int rand 256 } 1 .. int rand 300));
        # What would be right is not for here, nor what waits for more.
        next if $bytes =~ /\A\s*(?:import|activate|reactivate|extend|confirm|revert)\b/ && ($bytes =~ s/\n.*//sr) =~ $right;
        $bytes .= "\n" if $bytes !~ /\n/ && length $bytes < 201;
        my $answer = $g->say_raw($bytes);
        my $json = eval { decode_json($answer) } // die 'no JSON for ' . unpack('H*', $bytes) . ": $answer\n";
        $answer =~ /\A[^\n]*\n\z/ or die "more than one line: $answer\n";
        $count{raw}++;
        $json->{verb} eq 'observe' || $json->{result} eq 'refused' or die unpack('H*', $bytes) . ": $answer\n";
    }
    same($g->observe->{active}, '1');
    same($g->in('ls -la --full-time /var/lib/edgeward /var/lib/edgeward/generations/1 | grep -v hooks; readlink /run/edgeward/active; ls /run/edgeward') =~ s/^lock\n//mr, $before =~ s/^lock\n//mr);
    same($g->in('systemctl --failed --no-legend --plain'), '');
});

my @rules = (
    'tcp dport 22 accept comment "ssh"', 'iifname "wan0" udp dport 53-54 accept comment "allow dns: a_b-c.d"', 'iifname "eth0.100" ip saddr 10.0.0.0/8 tcp dport 1-65535 accept comment "x"',
    'ip6 saddr fd00:1::/64 tcp dport 502 accept comment "historian"', 'ip saddr 192.168.4.17/32 udp dport 65535 accept comment "' . 'y' x 64 . '"', 'iifname "a" ip6 saddr ::1 tcp dport 8443 accept comment "z"',
);
sub number { return one(int rand 70000, int rand 300, 0, 65535, 65536, '0' . int rand 99) }
sub made {
    my $v4 = join('.', map { one(int rand 300, int rand 256) } 1 .. 4) . one('', '/' . int rand 40);
    my $v6 = join(':', map { one('', sprintf('%x', rand 65536), sprintf('%x', rand 65536)) } 1 .. 1 + int rand 9) . one('', '/' . int rand 140);
    return one('', '', 'iifname "' . one('wan0', 'eth0.1', 'a-b_c', '0', 'x' x (14 + int rand 3)) . '" ') . one('', "ip saddr $v4 ", "ip6 saddr $v6 ") . one('tcp', 'udp', 'sctp') . ' dport ' . number() . one('', '-' . number())
        . one(' accept', ' accept', ' accept', ' drop', ' accept accept', ' counter accept') . ' comment "' . join('', map { one('a' .. 'z', ' ', '.', '_', ':', '-', '0' .. '9') } 1 .. 1 + int rand 70) . '"';
}

sub is_sound {
    my $line = $_[0] =~ s/ comment ".*//sr;
    return 0 if $line =~ m{ip6 saddr ([^ /]*)} && !defined inet_pton(AF_INET6, $1);
    return $line !~ / dport (\d+)-(\d+) / || $1 <= $2;
}

# load LINES: those that nft takes, loaded in a network of its own; dies unless each is one rule of ours.
sub load {
    my @lines = @_;
    my $frame = "table inet edgeward {\nchain input {\ntype filter hook input priority filter; policy drop;\n" . join('', map { "$_\n" } @lines) . "}\n}\n";
    Gateway::write_file($g->path('/tmp/fuzz/rules'), $frame);
    my $json = $g->in_raw('unshare -n sh -c "nft -f /tmp/fuzz/rules 2>/dev/null && nft -j list ruleset"');
    if ($g->{status} != 0) {
        if (@lines == 1) { $count{'rules that nft refused'}++; return }
        my $half = @lines / 2;
        return load(@lines[0 .. $half - 1]), load(@lines[$half .. $#lines]);
    }
    my @items = grep { !$_->{metainfo} } @{ decode_json($json)->{nftables} };
    my @kinds = map { keys %$_ } @items;
    my ($tables, $chains, @rules) = (scalar(grep { $_ eq 'table' } @kinds), scalar(grep { $_ eq 'chain' } @kinds), grep { $_ } map { $_->{rule} } @items);
    same("$tables $chains " . @rules . ' ' . @kinds, '1 1 ' . @lines . ' ' . (2 + @lines), "tables, chains, rules of\n" . join "\n", @lines);
    for my $i (0 .. $#lines) {
        my ($rule, $line) = ($rules[$i], $lines[$i]);
        my $matches = $line =~ s/ comment ".*//sr;
        my @does = grep { !$_->{match} } @{ $rule->{expr} };
        same("$rule->{family} $rule->{table} $rule->{chain} " . encode_json(\@does), 'inet edgeward input [{"accept":null}]', $line);
        $line =~ /comment "(.*)"\z/ and same($rule->{comment}, $1, $line);
        # Port, source and interface are what the line says, and nothing else is matched.
        my %seen = map { my $left = $_->{match}{left}; ($left->{payload} ? $left->{payload}{field} : $left->{meta}{key}) => $_->{match}{right} } grep { $_->{match} } @{ $rule->{expr} };
        my $port = delete $seen{dport};
        $port = join '-', @{ $port->{range} } if ref $port;
        same($port =~ s/^(\d+)-\1$/$1/r, ($matches =~ / dport ([\d-]+) /)[0] =~ s/^(\d+)-\1$/$1/r, $line);
        same(delete $seen{iifname} // '', ($line =~ /^iifname "(.*?)"/)[0] // '', $line);
        my $source = delete $seen{saddr};
        same(defined $source || $matches =~ m{ saddr \S+/0 } ? 'from' : '', $matches =~ / saddr / ? 'from' : '', $line);
        same(join(',', grep { !/^(nfproto|l4proto|protocol)$/ } keys %seen), '', $line);
    }
    $count{'rules loaded as one of ours each'} += @lines;
}
claim('rule lines: what the grammar takes is one rule of ours, to the letter, or nft refuses it' => sub {
    my $wanted = $long ? 200_000 : 6_000;
    my @lines = (@rules, map { my $line = one(mutate(one(@rules), @rules), made()); $line =~ tr/\n/?/; $line } 1 .. $wanted);
    Gateway::write_file($g->path('/tmp/fuzz/lines'), join '', map { "$_\n" } @lines);
    my @taken = split /\n/, $g->in_raw('LC_ALL=C grep -aExf /usr/lib/edgeward/grammar/firewall/input /tmp/fuzz/lines');
    $count{'rule lines'} = @lines;
    $count{'rule lines that the grammar took'} = @taken;
    @taken >= @rules or die "the grammar takes nothing\n";
    # What the grammar cannot say, and nft must: each of a sample by itself, since one spoils a whole file.
    my @sound = grep { is_sound($_) } @taken;
    my @unsound = grep { !is_sound($_) } @taken;
    while (my @some = splice @sound, 0, 500) { load(@some) }
    load($_) for @unsound[0 .. ($#unsound < ($long ? 2_000 : 40) ? $#unsound : ($long ? 2_000 : 40))];
    $count{'rules loaded as one of ours each'} >= @rules;
});
for my $path (qw(values/ssh services/ssh services/local-console firewall/managed firewall/answer-ping settings.json)) {
    claim("lines of $path: what the grammar takes is what the contract says" => sub {
        my @seeds = ('port 22', 'port 65535', 'Port 1', 'port  22', '{}', '{"a":{"b":"c"}}', 'on', '');
        my @lines = map { my $line = mutate(one(@seeds), @seeds); $line =~ tr/\n/?/; $line } 1 .. ($long ? 50_000 : 2_000);
        Gateway::write_file($g->path('/tmp/fuzz/lines'), join '', map { "$_\n" } @seeds, @lines);
        my @taken = split /\n/, $g->in_raw("LC_ALL=C grep -aExf /usr/lib/edgeward/grammar/$path /tmp/fuzz/lines");
        $count{'other lines'} += @lines + @seeds;
        my $is = $path eq 'values/ssh' ? sub { $_[0] =~ /\Aport ([1-9][0-9]{0,4})\z/ && $1 < 65536 } : $path eq 'settings.json' ? sub { $_[0] !~ /[\0-\x1f\x7f]/ } : sub { $_[0] eq '' };
        $is->($_) or die "'$_'\n" for @taken;
        1;
    });
}
print "counts: seed $seed, ", join(', ', map { "$_ $count{$_}" } sort keys %count), "\n";
1;
