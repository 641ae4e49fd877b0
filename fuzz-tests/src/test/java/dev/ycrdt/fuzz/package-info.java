/** Fuzz targets, and what must hold after each input. */
@NullMarked
package dev.ycrdt.fuzz;

import org.jspecify.annotations.NullMarked;
