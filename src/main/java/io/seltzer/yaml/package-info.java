/// YAML 1.2 as a tree in which every node knows its file, line and column, and the faults that point there. Pure.
@NullMarked
package io.seltzer.yaml;

import org.jspecify.annotations.NullMarked;
