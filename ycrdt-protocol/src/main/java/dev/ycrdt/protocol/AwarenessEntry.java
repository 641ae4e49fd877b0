package dev.ycrdt.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What an awareness update says about one client.
 *
 * @param clientId 0 to 2<sup>53</sup>-1
 * @param clock 0 to 2<sup>53</sup>-1
 * @param state null if the client is gone
 */
record AwarenessEntry(long clientId, long clock, @Nullable AwarenessState state) {}
