/// The verticles that turn instructions into jobs and what jobs say into durable deliveries; typed messages on the event bus.
@NullMarked
package io.seltzer.agent;

import org.jspecify.annotations.NullMarked;
