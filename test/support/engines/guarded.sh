#!/bin/bash
# guarded.sh <folder> <command> [argument...]: runs a daemon as the first process of namespaces of its own (processes,
# mounts, network with nothing but loopback, a /run and a /var/lib of its own) for as long as somebody holds this
# script's standard input open. Then everything in there ends, whatever became of the one who started it, and <folder>,
# which holds the daemon's data, is removed. Prints the process id of the daemon. As root, on Linux.
set -u
folder=$1
shift

# Without the guard itself (SIGKILL) the kernel ends unshare, and with that one all that runs inside.
setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount-proc --mount --net -- sh -c '
  ip link set lo up 2>/dev/null
  mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /var/lib && exec "$@"' sh "$@" \
  </dev/null >"$folder/log" 2>&1 &
outside=$!

inside=
while [ -z "$inside" ] && kill -0 "$outside" 2>/dev/null; do
  read -r inside _ <"/proc/$outside/task/$outside/children" || sleep 0.01
done
echo "$inside"

# unshare itself waits for the daemon and takes no SIGTERM.
{
  cat >/dev/null
  kill -TERM "$inside" 2>/dev/null
  sleep 5
  kill -KILL "$inside" 2>/dev/null
} <&0 >/dev/null 2>&1 &
watcher=$!

wait "$outside"
tail -n 3 "$folder/log" >&2
kill "$watcher" 2>/dev/null
# What the daemon was told to call its control groups; they are empty by now.
find /sys/fs/cgroup -depth -type d -path "*/$(basename "$folder")*" -exec rmdir {} + 2>/dev/null
rm -rf --one-file-system "$folder"
