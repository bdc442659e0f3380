# The first process of a PID namespace and of a mount namespace: it mounts, starts the daemon and the
# clients, and waits for a word on its standard input. When it ends, the kernel kills all that is left
# in the PID namespace. The daemon is the only one that has the device open, so the connection is
# aborted with it, whoever waits for a reply wakes up, and the mount goes with the last process.
#
#   mount.sh FOLDER SECONDS JAVA CLIENTS
#
# FOLDER has the folder mnt, and the arguments of the JVMs: daemon.args, client-0.args, ...
# Words: "end" unmounts in order; anything else, the end of the input, and the end of SECONDS abort.
# It says: "mounted N" (the connection), what the clients say, "client N ended CODE",
# "daemon ended CODE", "gone".

exec 3<&0 </dev/null
folder=$1 seconds=$2 java=$3 clients=$4
mnt=$folder/mnt
cd / || exit 70

mount -t proc proc /proc || {
    echo "failed: /proc cannot be mounted"
    exit 69
}
mount -t fusectl none /sys/fs/fuse/connections 2>/dev/null

(
    # shellcheck disable=SC2016
    sh -c 'exec 0<>/dev/fuse && mount -i -t fuse \
            -o fd=0,rootmode=40000,user_id=0,group_id=0 nowrite "$2/mnt" && exec "$1" "@$2/daemon.args"' \
        sh "$java" "$folder" 3<&- >"$folder/daemon.out" 2>&1
    echo "daemon ended $?"
) &
daemon=$!

connection=
tries=0
while [ -z "$connection" ] && [ $tries -lt 100 ]; do
    tries=$((tries + 1))
    sleep 0.05
    connection=$(sed -n "s|^[0-9]* [0-9]* [0-9]*:\([0-9]*\) / $mnt .*|\1|p" /proc/self/mountinfo)
done
if [ -z "$connection" ]; then
    echo "failed: no mount"
    exit 69
fi
echo "mounted $connection"

i=0 jobs=
while [ $i -lt "$clients" ]; do
    (
        "$java" "@$folder/client-$i.args" 3<&- 2>"$folder/client-$i.err"
        echo "client $i ended $?"
    ) &
    jobs="$jobs $!"
    i=$((i + 1))
done

word=$(timeout -s KILL "$seconds" head -n 1 <&3)
if [ "$word" = end ]; then
    timeout -s KILL 5 umount "$mnt" || echo "failed: the mount is busy"
fi
abort=/sys/fs/fuse/connections/$connection/abort
[ ! -e "$abort" ] || echo 1 >"$abort"
umount -l "$mnt" 2>/dev/null
# They write the ends of their logs; then everything goes.
for job in $daemon $jobs; do
    timeout -s KILL 5 tail --pid="$job" -f /dev/null
done
echo gone
