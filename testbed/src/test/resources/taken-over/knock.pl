#!/usr/bin/perl
# Sends mutated requests to the daemon's control socket: knock.pl SEED HOW-MANY. Prints each answer that is wrong, and at
# the end how often each status was answered. Nothing it sends can become a change that is right.
use strict;
use warnings;
use IO::Socket::UNIX;

my ($seed, $wanted) = @ARGV;
srand($seed);
my ($told, %statuses) = (0);

sub one { return $_[rand @_] }
sub body { my ($line, $body) = @_; return "$line HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " . length($body) . "\r\n\r\n$body" }
my @requests = (
    "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /api/v1/events?atMost=3 HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n\r\n", "GET /api/v1/settings?at=/services HTTP/1.0\r\n\r\n",
    "GET /api/v1/generations/1/diff HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "HEAD /api/v1/settings/schema HTTP/1.1\r\nHost: localhost\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
    body('PATCH /api/v1/settings?dryRun=true', '{"nothing":{"of":"ours","port":22}}'), body('PUT /api/v1/settings?dryRun=true', '{"version":99,"services":[]}'), body('POST /api/v1/trial/77/confirm?onSite=true', ''), body('POST /api/v1/generations/99/rollback', '{}'),
    "PATCH /api/v1/settings HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2\r\n1}\r\n0\r\n\r\n",
);
my @odd = ("\0", "\r", "\n", "\r\n", "\r\n\r\n", ' ', '%00', '%2e%2e/', '%ff', '%', '?', '&', '=', '#', '/', '//', '../', ':', ';', '"', '{', '}', '[', '\\', "\xff", "\xc3", '99999999999999999999', '-1', 'HTTP/9.9', 'HTTP/2.0', 'Content-Length: 5', 'Transfer-Encoding: x', 'Expect: 100-continue', 'Upgrade: h2c', 'Host: ' . 'a' x 9000, 'A' x 20000, '[' x 5000, '{"a":' x 400);

sub mutate {
    my ($text) = @_;
    for (1 .. 1 + int rand 5) {
        my $at = int rand(1 + length $text);
        my $length = int rand 8;
        $length = length($text) - $at if $at + $length > length $text;
        my $how = int rand 5;
        if ($how == 0) { substr($text, $at, 0) = one(@odd) }
        elsif ($how == 1) { substr($text, $at, $length) = '' }
        elsif ($how == 2) { substr($text, $at, $length) = one(@odd) }
        elsif ($how == 3) { substr($text, $at, 0) = substr $text, $at, $length }
        else { substr($text, $at, 1) = chr int rand 256 if $at < length $text }
    }
    return $text;
}

$SIG{PIPE} = 'IGNORE';
for (1 .. $wanted) {
    # First each as it is, so that it is known to reach what it is for.
    my $bytes = $_ <= @requests ? $requests[$_ - 1] : mutate(one(@requests));
    my $door = IO::Socket::UNIX->new(Type => SOCK_STREAM, Peer => '/run/edgeward-daemon/control.sock') or die "the door is shut: $!\n";
    my $answer = '';
    my $done = eval {
        local $SIG{ALRM} = sub { die "hangs\n" };
        alarm 90;
        syswrite $door, $bytes;
        shutdown $door, 1;
        while (sysread $door, my $some, 65536) { $answer .= $some }
        alarm 0;
        1;
    };
    alarm 0;
    my ($status) = $answer =~ m{\AHTTP/1\.[01] (\d{3})};
    $statuses{ $status // ($answer eq '' ? 'closed' : 'other') }++;
    my $wrong = !$done ? 'hangs' : $answer ne '' && !defined $status ? 'no HTTP' : $answer =~ m{HTTP/1\.[01] 500} ? '500' : $answer =~ /\bat [a-z]+(?:\.\w+)+\(|Exception|\bjava\.|org\.eclipse/ ? 'a stack trace' : '';
    print "WRONG $wrong: ", unpack('H*', substr $bytes, 0, 400), ' -> ', substr($answer, 0, 300), "\n" if $wrong && $told++ < 5;
    $statuses{WRONG}++ if $wrong;
}
print 'answered: ', join(', ', map { "$_ $statuses{$_}" } sort keys %statuses), "\n";
