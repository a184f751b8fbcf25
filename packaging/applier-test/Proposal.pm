# A proposal in the daemon's outbox, right or wrong in every way that a test wants.
package Proposal;
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use File::Path qw(make_path remove_tree);

sub at { my ($gateway, $id) = @_; return $gateway->path("/var/lib/edgeward-daemon/outbox/$id") }

# What a generation holds for a few words: ssh, ssh=PORT, console, closed (firewall without a rule),
# open=PORT (firewall with that rule), ping.
sub files {
    my %files = ('settings.json' => "{}\n");
    for (@_) {
        if (/^ssh(?:=(\d+))?$/) { $files{'services/ssh'} = ''; $files{'values/ssh'} = 'port ' . ($1 // 22) . "\n" }
        elsif ($_ eq 'console') { $files{'services/local-console'} = '' }
        elsif ($_ eq 'closed') { $files{'firewall/managed'} = ''; $files{'firewall/input'} //= '' }
        elsif (/^open=([\d-]+)$/) { $files{'firewall/managed'} = ''; $files{'firewall/input'} .= qq(tcp dport $1 accept comment "port $1"\n) }
        elsif ($_ eq 'ping') { $files{'firewall/answer-ping'} = '' }
        else { die "no such word: $_\n" }
    }
    return %files;
}

# make(GATEWAY, ID, PREDECESSOR, {files}): writes it and returns its digest.
sub make {
    my ($gateway, $id, $predecessor, $files) = @_;
    my $folder = at($gateway, $id);
    remove_tree($folder);
    make_path($folder);
    my $manifest = "format 2\ngeneration $id\npredecessor $predecessor\nrenderer 0.1.0\n";
    for my $path (sort keys %$files) {
        put($gateway, $id, $path, $files->{$path});
        $manifest .= 'file ' . sha256_hex($files->{$path}) . " $path\n";
    }
    return seal($gateway, $id, $manifest);
}

sub put {
    my ($gateway, $id, $path, $text) = @_;
    my $file = at($gateway, $id) . "/$path";
    make_path($file =~ s{/[^/]*$}{}r);
    open my $out, '>', $file or die "$file: $!\n";
    print $out $text;
    close $out;
    own($gateway, $id);
}

# seal(GATEWAY, ID, MANIFEST): writes the manifest as given, returns the digest.
sub seal {
    my ($gateway, $id, $manifest) = @_;
    put($gateway, $id, 'manifest', $manifest);
    return sha256_hex($manifest);
}

sub own {
    my ($gateway, $id) = @_;
    my $outbox = at($gateway, '');
    my ($uid, $gid) = (stat $outbox)[4, 5];
    system('chown', '-Rh', "$uid:$gid", at($gateway, $id)) == 0 or die "chown\n";
}

# words(GATEWAY, ID, PREDECESSOR, WORDS...): the usual kind.
sub words {
    my ($gateway, $id, $predecessor, @words) = @_;
    return make($gateway, $id, $predecessor, { files(@words) });
}

1;
