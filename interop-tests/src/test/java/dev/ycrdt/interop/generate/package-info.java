/** Random scenarios, each a function of one seed. */
@NullMarked
package dev.ycrdt.interop.generate;

import org.jspecify.annotations.NullMarked;
