# Which classes of a package others use, and what those use in turn: as files, one a line.
#
#   awk -v package=org.example. -f reachable.awk USES...
#
# USES: what `jdeps -verbose:class -filter:none` says of the users and of the package itself.
$2 == "->" && index($3, package) == 1 {
    if (index($1, package) == 1) {
        uses[$1] = uses[$1] " " $3
    } else if (!($3 in reached)) {
        reached[$3] = 1
        class[++found] = $3
    }
}
END {
    for (next_one = 1; next_one <= found; next_one++) {
        number = split(uses[class[next_one]], used, " ")
        for (i = 1; i <= number; i++) {
            if (!(used[i] in reached)) {
                reached[used[i]] = 1
                class[++found] = used[i]
            }
        }
        file = class[next_one]
        gsub(/\./, "/", file)
        print file ".class"
    }
}
