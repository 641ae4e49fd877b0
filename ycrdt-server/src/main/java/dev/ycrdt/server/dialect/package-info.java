/** What the client families do differently: how they name a room and how they wrap messages. */
@NullMarked
package dev.ycrdt.server.dialect;

import org.jspecify.annotations.NullMarked;
