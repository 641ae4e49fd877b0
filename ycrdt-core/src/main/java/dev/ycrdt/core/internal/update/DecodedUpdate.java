package dev.ycrdt.core.internal.update;

import dev.ycrdt.core.internal.store.DeleteRanges;
import java.util.List;

/**
 * A checked update that is not yet part of a document.
 *
 * @param sections the structs, one section per client, ascending by client id
 * @param deletes what the update deletes, sorted and merged
 */
public record DecodedUpdate(List<Section> sections, DeleteRanges deletes) {}
