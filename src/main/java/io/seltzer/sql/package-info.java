/// SQL as text that is right for one dialect: identifiers, literals, predicates, type names. Pure.
@NullMarked
package io.seltzer.sql;

import org.jspecify.annotations.NullMarked;
