package dev.ycrdt.server.room;

import dev.ycrdt.server.store.DocumentStore;
import dev.ycrdt.server.store.GroupCommit;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What all rooms of a registry share.
 *
 * @param workers runs mailboxes; tasks must not block
 * @param loaders runs loads, which block
 * @param compactor runs compactions, which block and are costly: few at a time
 * @param timers runs short tasks later
 */
record RoomServices(
    RoomOptions options,
    DocumentStore store,
    GroupCommit commits,
    Executor workers,
    Executor loaders,
    Executor compactor,
    ScheduledExecutorService timers,
    InstantSource clock) {}
