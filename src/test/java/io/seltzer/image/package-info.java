/// What the images that `mvn package -Pimage` builds hold.
@org.jspecify.annotations.NullMarked
package io.seltzer.image;
