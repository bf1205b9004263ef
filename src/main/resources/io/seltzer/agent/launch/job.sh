# Runs one scan and keeps how it ended, so that an agent that was not there can read it.
# Arguments: the job's folder, then the command.
#   pids    this shell and the scan
#   exit    the scan's exit code, 128 + n when signal n ended it; written last
#   output  the end of what the scan printed
# A terminal's interrupt meant for the agent must not reach the scan; TERM must not end this shell before the scan.
trap '' INT QUIT HUP
trap : TERM
folder=$1
shift
{
    trap : TERM
    sh -c 'echo "$1 $$" >"$2/pids.new" && mv "$2/pids.new" "$2/pids" && shift 2 && unset PWD OLDPWD SHLVL && exec "$@"' \
        sh "$$" "$folder" "$@" </dev/null 2>&1
    echo "$?" >"$folder/code"
} | tail -c 65536 >"$folder/output"
mv "$folder/code" "$folder/exit"
