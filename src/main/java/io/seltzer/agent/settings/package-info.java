/// The settings file of an agent: read with all its faults at once, each with its place.
@NullMarked
package io.seltzer.agent.settings;

import org.jspecify.annotations.NullMarked;
