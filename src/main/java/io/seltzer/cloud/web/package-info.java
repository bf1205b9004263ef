/// The pages: server-rendered, a little htmx, nothing from other hosts.
@NullMarked
package io.seltzer.cloud.web;

import org.jspecify.annotations.NullMarked;
