# A real Debian in a container, with the applier of this source tree in it, and a neighbour beside it. Its
# /var/lib/edgeward is an ext4 image of its own, so that a power cut loses what was not synced.
package Gateway;
use strict;
use warnings;
use Digest::SHA 'sha256_hex';
use File::Path qw(make_path remove_tree);
use IO::Socket::UNIX;
use JSON::PP;
use MIME::Base64 'decode_base64';
use POSIX ();
use Time::HiRes qw(sleep time);

my $LIB = 'usr/lib/edgeward';
my $UNITS = 'usr/lib/systemd/system';
my ($work, $cgroup, $number) = (undef, undef, 0);

# Everything that lives longer than one gateway goes below $folder, whose mounts end with our mount namespace.
sub prepare {
    my ($folder, $debian, $shipped) = @_;
    $work = $folder;
    my ($tree) = grep { -e "$_/cgroup.procs" && -e "$_/cgroup.controllers" } '/sys/fs/cgroup', '/sys/fs/cgroup/unified';
    $cgroup = "$tree/edgeward-applier-$$";
    mkdir $cgroup or die "$cgroup: $!\n";
    make_path("$work/base", "$work/base-up", "$work/base-work");
    run('mount', '-t', 'overlay', '-o', "lowerdir=$debian,upperdir=$work/base-up,workdir=$work/base-work", 'base', "$work/base");
    my $root = "$work/base";
    run('cp', '-r', '--no-preserve=ownership', "$shipped/.", $root);
    system("chroot $root getent passwd edgeward >/dev/null") == 0
        or run('chroot', $root, 'useradd', '--system', '--user-group', '--home-dir', '/var/lib/edgeward-daemon', '--shell', '/usr/sbin/nologin', 'edgeward');
    run('chroot', $root, 'install', '-d', '-o', 'edgeward', '-g', 'edgeward', '-m', '0700', '/var/lib/edgeward-daemon', '/var/lib/edgeward-daemon/outbox');
    make_path("$root/var/lib/edgeward");
    # Only what this test is about.
    for my $off (qw(NetworkManager.service ModemManager.service systemd-timesyncd.service apt-daily.timer apt-daily-upgrade.timer e2scrub_reap.service e2scrub_all.timer fstrim.timer)) {
        symlink '/dev/null', "$root/etc/systemd/system/$off" or run('ln', '-sfn', '/dev/null', "$root/etc/systemd/system/$off");
    }
    for my $want (['sysinit.target', 'edgeward-apply.service'], ['sockets.target', 'edgeward-apply.socket'], ['multi-user.target', 'ssh.service'], ['getty.target', 'console-getty.service']) {
        make_path("$root/etc/systemd/system/$want->[0].wants");
        run('ln', '-sfn', "/lib/systemd/system/$want->[1]", "$root/etc/systemd/system/$want->[0].wants/$want->[1]");
    }
    for my $kind (qw(ed25519)) {
        unlink "$root/etc/ssh/ssh_host_${kind}_key", "$root/etc/ssh/ssh_host_${kind}_key.pub";
        run('ssh-keygen', '-q', '-t', $kind, '-N', '', '-C', '', '-f', "$root/etc/ssh/ssh_host_${kind}_key");
    }
    run('ssh-keygen', '-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', "$work/key");
    make_path("$root/root/.ssh");
    run('install', '-m', '0600', "$work/key.pub", "$root/root/.ssh/authorized_keys");
    run('chown', '-R', '0:0', "$root/root/.ssh");
    run('umount', "$work/base");
    $debian = "$work/base-up:$debian";
    write_file("$work/lower", $debian);
}

sub run { system(@_) == 0 or die "failed: @_\n" }

sub write_file {
    my ($path, $text) = @_;
    open my $out, '>', $path or die "$path: $!\n";
    print $out $text;
    close $out or die "$path: $!\n";
}

sub read_file {
    my ($path) = @_;
    open my $in, '<', $path or return '';
    local $/;
    my $text = <$in>;
    return $text // '';
}

# new(size => bytes of the store, edit => sub that changes the root folder before the first boot,
#     one_disk => whether the units' folder is on the store's disk, so that a power cut loses drop-ins too)
sub new {
    my ($class, %how) = @_;
    $number++;
    my $self = bless { home => "$work/g$number", name => "ewap$$-$number" }, $class;
    $self->{root} = "$self->{home}/root";
    make_path($self->{root}, "$self->{home}/up", "$self->{home}/work");
    my $lower = read_file("$work/lower");
    run('mount', '-t', 'overlay', '-o', "lowerdir=$lower,upperdir=$self->{home}/up,workdir=$self->{home}/work", $self->{name}, $self->{root});
    write_file("$self->{root}/etc/machine-id", sha256_hex("$$ $number") =~ s/^(.{32}).*/$1\n/r);
    $self->{image} = "$self->{home}/store.img";
    run('truncate', '-s', $how{size} // '32M', $self->{image});
    run('mkfs.ext4', '-q', '-F', '-m', '0', @{ $how{mkfs} // [] }, $self->{image});
    if ($how{one_disk}) {
        $self->{disk} = "$self->{home}/disk";
        make_path($self->{disk});
        run('mount', '-o', 'loop', $self->{image}, $self->{disk});
        make_path("$self->{disk}/store");
        run('cp', '-a', "$self->{root}/$UNITS", "$self->{disk}/units");
        run('umount', $self->{disk});
    }
    $self->mount_store;
    $how{edit}->($self->{root}) if $how{edit};
    return $self;
}

sub store { "$_[0]{root}/var/lib/edgeward" }

# A huge commit interval makes sure what is otherwise only likely: what nobody synced is lost.
sub mount_store {
    my ($self) = @_;
    run('mount', '-o', 'loop,noatime,commit=3600', $self->{image}, $self->{disk} // $self->store);
    rmdir $self->store . '/lost+found';
    return if !$self->{disk};
    run('mount', '--bind', "$self->{disk}/store", $self->store);
    run('mount', '--bind', "$self->{disk}/units", "$self->{root}/$UNITS");
}

sub disks { my ($self) = @_; return ($self->store, $self->{disk} ? ("$self->{root}/$UNITS", $self->{disk}) : ()) }

sub boot {
    my ($self, @arguments) = @_;
    my $nspawn = fork // die "fork: $!\n";
    if ($nspawn == 0) {
        mkdir "$cgroup/$self->{name}";
        write_file("$cgroup/$self->{name}/cgroup.procs", "$$\n");
        POSIX::setsid();
        open STDIN, '<', '/dev/null';
        open STDOUT, '>', "$self->{home}/console";
        open STDERR, '>&', \*STDOUT;
        $ENV{SYSTEMD_NSPAWN_UNIFIED_HIERARCHY} = 1;
        $ENV{SYSTEMD_NSPAWN_API_VFS_WRITABLE} = 'network';
        exec 'systemd-nspawn', '--quiet', '-D', $self->{root}, '--boot', '--register=no', '--keep-unit', '--private-network',
            '--link-journal=no', '--resolv-conf=off', '--timezone=off', '--console=read-only', "--machine=$self->{name}", '--', @arguments;
        die "systemd-nspawn: $!\n";
    }
    $self->{nspawn} = $nspawn;
    $self->{leader} = '';
    wait_until(30, sub { $self->{leader} = $self->find_leader }) or die "the container did not start:\n" . read_file("$self->{home}/console");
    # The boot may end only in "degraded": a claim looks at that.
    wait_until(60, sub { $self->{state} = $self->in('systemctl is-system-running 2>/dev/null'); $self->{state} =~ /^(running|degraded|maintenance)$/ });
    return $self;
}

sub find_leader {
    my ($self) = @_;
    for my $pid (split ' ', read_file("$cgroup/$self->{name}/payload/init.scope/cgroup.procs")) {
        return $pid if read_file("/proc/$pid/status") =~ /^NSpid:.*\s1$/m;
    }
    return '';
}

sub wait_until {
    my ($seconds, $claim) = @_;
    my $end = time + $seconds;
    until ($claim->()) {
        return 0 if time > $end;
        sleep 0.05;
    }
    return 1;
}

# Pulls the plug on the processes; what was written stays in the page cache unless cut_disk came first.
sub off {
    my ($self) = @_;
    return unless $self->{nspawn};
    $self->{neighbour} and kill 'KILL', $self->{neighbour} and waitpid $self->{neighbour}, 0;
    $self->{neighbour} = undef;
    kill 'KILL', $self->{leader} if $self->{leader};
    wait_until(10, sub { read_file("$cgroup/$self->{name}/cgroup.events") !~ /populated 1/ or do { write_file("$cgroup/$self->{name}/cgroup.kill", '1'); 0 } });
    waitpid $self->{nspawn}, 0;
    system("find $cgroup/$self->{name} -depth -type d -exec rmdir {} + 2>/dev/null");
    $self->{nspawn} = undef;
    return $self;
}

sub reboot {
    my ($self, @arguments) = @_;
    $self->off;
    return $self->boot(@arguments);
}

# EXT4_IOC_SHUTDOWN without a log flush: from here on nothing reaches the disk, not even the journal.
sub cut_power {
    my ($self) = @_;
    open my $disk, '<', $self->store or die "the store: $!\n";
    my $how = pack 'L', 2;
    ioctl $disk, 0x8004587d, $how or die "cutting the power: $!\n";
    close $disk;
    $self->off;
    $self->remount;
    return $self;
}

# A mount that lived on elsewhere would hand back the old, cut file system instead of a new one.
sub remount {
    my ($self) = @_;
    run('umount', $_) for $self->disks;
    wait_until(10, sub { !`losetup -j $self->{image}` }) or die "the store is still mounted somewhere\n";
    $self->mount_store;
}

sub destroy {
    my ($self) = @_;
    $self->off;
    system('umount', $_) for $self->disks, $self->{root};
    remove_tree($self->{home});
}

sub finish { rmdir $cgroup if defined $cgroup }

# Runs a shell text inside as root; its output without the last line end.
sub in {
    my ($self, $text) = @_;
    my $out = $self->in_raw($text);
    chomp $out;
    return $out;
}

sub in_raw {
    my ($self, $text) = @_;
    open my $pipe, '-|', 'nsenter', '-t', $self->{leader}, '-a', '--', '/usr/bin/env', '-i', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'HOME=/root', 'LC_ALL=C', '/bin/sh', '-c', $text
        or die "nsenter: $!\n";
    local $/;
    my $out = <$pipe>;
    close $pipe;
    $self->{status} = $? >> 8;
    return $out // '';
}

sub succeeds { my ($self, $text) = @_; $self->in($text); return $self->{status} == 0 }

# Kills every process of the units that match a pattern below system.slice, at once; true if there was one.
sub kill_units {
    my ($self, $pattern) = @_;
    my @found = glob "$cgroup/$self->{name}/payload/system.slice/$pattern/cgroup.kill";
    for (@found) { open my $kill, '>', $_ or next; print $kill '1' }
    return scalar @found;
}

# A neighbour on a cable: 192.0.2.1 is the gateway, 192.0.2.2 is it. The cable's end in the gateway is wan0.
sub plug_in {
    my ($self) = @_;
    my $pid = fork // die "fork: $!\n";
    if ($pid == 0) { exec('unshare', '-n', 'sleep', '3600') or die "unshare: $!\n" }
    $self->{neighbour} = $pid;
    wait_until(5, sub { readlink("/proc/$pid/ns/net") ne readlink('/proc/self/ns/net') and read_file("/proc/$pid/comm") eq "sleep\n" }) or die "no neighbour\n";
    my $gw = "nsenter -t $self->{leader} -n --";
    run("$gw ip link add wan0 type veth peer name wan0 netns $pid && $gw ip address add 192.0.2.1/24 dev wan0 && $gw ip link set wan0 up");
    $self->outside('ip address add 192.0.2.2/24 dev wan0 && ip link set wan0 up && ip link set lo up');
    return $self;
}

# Runs a shell text as the neighbour: this host's programs, its network.
sub outside {
    my ($self, $text) = @_;
    open my $pipe, '-|', 'nsenter', '-t', $self->{neighbour}, '-n', '--', '/bin/sh', '-c', $text or die "nsenter: $!\n";
    local $/;
    my $out = <$pipe>;
    close $pipe;
    $self->{status} = $? >> 8;
    return $out // '';
}

sub answers { my ($self, $port) = @_; $self->outside("perl -MIO::Socket::INET -e 'exit !IO::Socket::INET->new(PeerAddr => \"192.0.2.1:$port\", Timeout => 1)'"); return $self->{status} == 0 }

sub ssh_command { my ($self, $port) = @_; return "ssh -F none -i $work/key -p $port -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o ConnectTimeout=5 root\@192.0.2.1" }

sub path { my ($self, $path) = @_; return "/proc/$self->{leader}/root$path" }

sub text { my ($self, $path) = @_; return read_file($self->path($path)) }

# A connection to the door, as the daemon's user would have.
sub knock {
    my ($self) = @_;
    return IO::Socket::UNIX->new(Type => SOCK_STREAM, Peer => $self->path('/run/edgeward/apply.sock')) // die "the door: $!\n";
}

sub answer_on {
    my ($door, $seconds) = @_;
    my $all = '';
    local $SIG{ALRM} = sub { die "no answer within $seconds s\n" };
    alarm($seconds // 60);
    while (sysread $door, my $some, 65536) { $all .= $some }
    alarm 0;
    return $all;
}

# Sends bytes as they are, returns what came back as text.
sub say_raw {
    my ($self, $bytes) = @_;
    my $door = $self->knock;
    local $SIG{PIPE} = 'IGNORE';
    syswrite $door, $bytes;
    return answer_on($door);
}

# ask(WORDS...): the answer as a hash; $gateway->{took} are the seconds that it took.
sub ask {
    my ($self, @words) = @_;
    my $begin = time;
    my $line = $self->say_raw("@words\n");
    $self->{took} = time - $begin;
    my $answer = eval { decode_json($line) } // die "not one line of JSON: '$line'\n";
    die "more than one line: '$line'\n" if $line =~ /\n./;
    return $answer;
}

# "done", "refused disk-full", "failed ssh", "refused proposal-grammar values/ssh" ...
sub said {
    my ($self, @words) = @_;
    my $answer = $self->ask(@words);
    return join ' ', grep { defined } @$answer{qw(result reason file)};
}

sub observe { return $_[0]->ask('observe') }

sub section { my ($self, $name) = @_; return decode_base64($self->observe->{$name} // '') }

# in_seconds(N): that moment on the boot clock, as the applier wants it.
sub in_seconds { return sprintf '%.2f', (split ' ', read_file('/proc/uptime'))[0] + $_[1] }

1;
