package dev.ycrdt.interop.scenario;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * One step of a scenario. Whatever a document emits, unless it was just received, goes to the inbox
 * of every other client in both formats, from where steps deliver it in any order, twice, or never.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "step")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Step.Edit.class, name = "edit"),
  @JsonSubTypes.Type(value = Step.Deliver.class, name = "deliver"),
  @JsonSubTypes.Type(value = Step.Lose.class, name = "lose"),
  @JsonSubTypes.Type(value = Step.DeliverMerged.class, name = "deliverMerged"),
  @JsonSubTypes.Type(value = Step.Sync.class, name = "sync"),
  @JsonSubTypes.Type(value = Step.Reload.class, name = "reload"),
  @JsonSubTypes.Type(value = Step.Watch.class, name = "watch"),
  @JsonSubTypes.Type(value = Step.React.class, name = "react"),
  @JsonSubTypes.Type(value = Step.Check.class, name = "check")
})
public sealed interface Step {

  /** How many operations on shared types the step holds. */
  default int operationCount() {
    return 0;
  }

  /** Operations in one transaction, or each in its own. */
  record Edit(int client, boolean transaction, List<Op> ops) implements Step {
    @Override
    public int operationCount() {
      return ops.stream().mapToInt(Op::operationCount).sum();
    }
  }

  /** Applies the picked update of the inbox; {@code keep} leaves it there to arrive again. */
  record Deliver(int to, int pick, boolean keep, boolean v2) implements Step {}

  /** Drops the picked update of the inbox. */
  record Lose(int to, int pick) implements Step {}

  /** Merges the oldest updates of the inbox and applies the result. */
  record DeliverMerged(int to, int count) implements Step {}

  /** Brings {@code to} up to date by what its state vector lacks. */
  record Sync(int from, int to, boolean v2) implements Step {}

  /** Replaces the document by a new one that loads the old one's state. */
  record Reload(int client, boolean v2) implements Step {}

  /** Puts a deep observer on the picked type. */
  record Watch(int client, int pick) implements Step {}

  /**
   * Runs the operation once, inside an observer, when the client itself changes the picked type
   * next.
   */
  record React(int client, int pick, Op op) implements Step {
    @Override
    public int operationCount() {
      return op.operationCount();
    }
  }

  /** Records the whole state of a client. */
  record Check(int client) implements Step {}
}
