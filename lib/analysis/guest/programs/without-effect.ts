/** Programs, or services, that change neither packets nor routes. */
export interface WithoutEffect {
  readonly names: readonly string[];
  /** Why they change nothing. */
  readonly reason: string;
  /** True where they may write the files that their arguments name. @default false */
  readonly writesNamedFiles?: boolean;
}

/**
 * The programs that are known to change neither packets nor routes. What they write into a file that decides is left
 * unread all the same. A program that is in no list may change everything.
 */
const PROGRAMS_WITHOUT_EFFECT: readonly WithoutEffect[] = [
  {
    reason: "prints, compares or waits",
    names: [
      ...["basename", "bc", "cal", "cmp", "column", "comm", "cut", "date", "diff", "dirname", "expr", "fmt", "fold"],
      ...[
        "head",
        "logger",
        "md5sum",
        "mktemp",
        "nl",
        "numfmt",
        "od",
        "paste",
        "printenv",
        "realpath",
        "readlink",
        "rev",
      ],
      ...[
        "seq",
        "sha1sum",
        "sha256sum",
        "sha512sum",
        "shuf",
        "sleep",
        "strings",
        "tac",
        "tail",
        "tr",
        "uniq",
        "uuidgen",
      ],
      ...["wc", "yes", "tput", "clear", "hexdump", "less", "more", "file", "stat", "cksum", "let", "(("],
    ],
  },
  {
    reason: "computes a text from another",
    names: [
      ...["awk", "gawk", "mawk", "envsubst", "jq", "yq", "sort", "split", "csplit", "openssl", "base64", "base32"],
      ...["iconv", "xxd", "patch"],
    ],
    writesNamedFiles: true,
  },
  {
    reason: "is the shell's own, and changes the shell only",
    names: [
      ...["cd", "pushd", "popd", "pwd", "read", "mapfile", "alias", "unalias", "umask", "ulimit", "wait", "jobs", "fg"],
      ...["bg", "disown", "hash", "getopts", "shopt", "history", "caller", "times", "enable", "bind"],
    ],
  },
  {
    reason: "prints what the machine has or does",
    names: [
      ...["df", "dig", "dmesg", "du", "find", "findmnt", "free", "getent"],
      ...["host", "hostid", "id", "journalctl", "last", "locale", "ls", "lsblk", "lscpu", "lsmod", "lsof", "lspci"],
      ...["lsb_release", "lshw", "mountpoint", "mtr", "netstat", "nproc", "nslookup", "pgrep", "pidof", "ps", "pstree"],
      ...[
        "sensors",
        "ss",
        "tcpdump",
        "top",
        "tracepath",
        "traceroute",
        "tree",
        "tty",
        "uname",
        "uptime",
        "vmstat",
        "w",
      ],
      ...["who", "whoami", "arch", "groups", "dpkg-query", "apt-cache", "apt-mark", "resolvectl"],
    ],
  },
  {
    reason: "changes who may use a file, or makes a folder",
    names: ["chown", "chmod", "chgrp", "setfacl", "chattr", "mkdir", "rmdir", "sync", "mkfifo", "mknod"],
  },
  {
    reason: "copies, removes, unpacks or fetches files",
    writesNamedFiles: true,
    names: [
      ...["tar", "gzip", "gunzip", "zcat", "bzip2", "bunzip2", "xz", "unxz", "zip", "unzip", "zstd", "cpio", "git"],
      ...[
        "dd",
        "rsync",
        "scp",
        "sftp",
        "truncate",
        "shred",
        "rename",
        "unlink",
        "azcopy",
        "aria2c",
        "ssh-keyscan",
        "ftp",
      ],
    ],
  },
  {
    reason: "installs software, or keeps its sources; services that matter are known by their packages",
    writesNamedFiles: true,
    names: [
      ...["apt-key", "add-apt-repository", "apt-add-repository", "aptitude", "dpkg", "dpkg-reconfigure", "gpg", "gpg2"],
      ...["debconf-show", "update-alternatives", "pip", "pip3", "npm", "yum", "dnf", "rpm"],
      ...[
        "unattended-upgrade",
        "update-ca-certificates",
        "ubuntu-advantage",
        "pro",
        "do-release-upgrade",
        "needrestart",
      ],
      ...["make", "cmake", "gcc", "cc", "g++", "ldconfig", "update-grub", "update-initramfs", "gem", "cargo"],
    ],
  },
  {
    reason: "changes users, groups or passwords",
    names: [
      ...["adduser", "addgroup", "deluser", "useradd", "userdel", "usermod", "groupadd", "groupdel", "groupmod"],
      ...["gpasswd", "passwd", "chpasswd", "chage", "chsh", "newgrp", "visudo", "ssh-keygen", "loginctl"],
    ],
  },
  {
    reason: "changes the machine's name, clock, language, log or disks",
    names: [
      ...["hostname", "hostnamectl", "timedatectl", "localectl", "locale-gen", "update-locale", "hwclock", "chronyc"],
      ...["ntpdate", "swapon", "swapoff", "mkswap", "mount", "umount", "mkfs", "mkfs.ext4", "mkfs.xfs", "fdisk"],
      ...["parted", "sgdisk", "growpart", "resize2fs", "xfs_growfs", "blkid", "partprobe", "fallocate", "logrotate"],
      ...["systemd-tmpfiles", "systemd-analyze", "systemd-cat", "systemd-notify", "udevadm"],
    ],
  },
  {
    reason: "loads a module of the kernel, which does nothing until rules or addresses use it",
    names: ["modprobe", "insmod", "depmod"],
  },
  {
    reason: "filters IPv6, which is not modelled",
    names: ["ip6tables", "ip6tables-save", "ip6tables-restore"],
  },
  {
    reason: "tunes a NIC, which forwards the same packets",
    names: ["ethtool"],
  },
  {
    reason: "ends or watches processes; those that matter are services",
    names: ["kill", "killall", "pkill", "renice", "fuser", "taskset"],
  },
  {
    reason: "sets up a server of its own, which forwards nothing",
    names: [
      ...["nginx", "apachectl", "apache2ctl", "a2enmod", "a2dismod", "a2ensite", "a2dissite", "certbot", "htpasswd"],
      ...["named-checkconf", "squid", "haproxy", "mysql", "mysqladmin", "psql", "sqlite3", "redis-cli"],
    ],
  },
  {
    reason: "asks or reports over the network, and changes nothing here",
    names: [
      "ping",
      "ping6",
      "fping",
      "nc",
      "ncat",
      "telnet",
      "iperf",
      "iperf3",
      "nmap",
      "hping3",
      "arping",
      "az",
      "whois",
    ],
  },
  {
    reason: "asks by its exit status",
    names: ["grep", "egrep", "fgrep", "zgrep", "rg", "which", "whereis", "type"],
  },
  {
    reason: "runs or reports parts of the same user data, which are read already",
    names: ["cloud-init", "cloud-id"],
  },
];

const byName: ReadonlyMap<string, WithoutEffect> = new Map(
  PROGRAMS_WITHOUT_EFFECT.flatMap((one) => one.names.map((name) => [name, one] as const)),
);

/** A program that changes neither packets nor routes; undefined for all others. */
export const withoutEffect = (name: string): WithoutEffect | undefined => byName.get(name);

/** Programs whose exit status answers a question: only the machine knows it. */
export const QUESTIONS: ReadonlySet<string> = new Set([
  ...["grep", "egrep", "fgrep", "zgrep", "rg", "which", "type", "ping", "ping6", "fping", "nc", "ncat", "dpkg", "id"],
  ...["dpkg-query", "pgrep", "pidof", "mountpoint", "cmp", "diff", "getent", "lsmod", "curl", "dig", "host", "find"],
  ...["expr", "read", "findmnt", "ls", "stat"],
]);

/** The services that are known to change neither packets nor routes, without ".service"; "name@" for its instances. */
export const UNITS_WITHOUT_EFFECT: readonly WithoutEffect[] = [
  {
    reason: "belongs to the image, and has the machine's network as it is",
    names: [
      ...["systemd-networkd", "systemd-resolved", "systemd-timesyncd", "systemd-journald", "systemd-logind", "dbus"],
      ...["systemd-modules-load", "systemd-udevd", "networkd-dispatcher", "networking", "multi-user.target"],
      ...["network-online.target", "systemd-networkd-wait-online", "cloud-init", "cloud-final", "walinuxagent"],
    ],
  },
  {
    reason: "gives a service to others, and forwards nothing",
    names: [
      ...["ssh", "sshd", "cron", "crond", "rsyslog", "syslog", "chrony", "chronyd", "ntp", "atd", "nginx", "apache2"],
      ...["httpd", "haproxy", "squid", "bind9", "named", "unbound", "dnsmasq", "postfix", "snmpd", "lldpd", "collectd"],
      ...[
        "telegraf",
        "prometheus",
        "prometheus-node-exporter",
        "node_exporter",
        "grafana-server",
        "fluent-bit",
        "auditd",
      ],
      ...["unattended-upgrades", "apt-daily.timer", "apt-daily-upgrade.timer", "apt-daily", "apt-daily-upgrade"],
      ...["serial-getty@", "getty@", "qemu-guest-agent", "irqbalance", "iperf3", "conntrackd", "ulogd2", "vnstat"],
    ],
  },
];
