/** The model of a test run: documents, steps and operations, and their JSON form. */
@NullMarked
package dev.ycrdt.interop.scenario;

import org.jspecify.annotations.NullMarked;
