/// The contract language: YAML with positions becomes a model in which every check knows its identity, its metrics and its place. Pure.
@NullMarked
package io.seltzer.contract;

import org.jspecify.annotations.NullMarked;
