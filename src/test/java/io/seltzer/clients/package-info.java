/// Released clients of the field against the packaged control plane.
@org.jspecify.annotations.NullMarked
package io.seltzer.clients;
