package dev.headrace.runtime;

/** What becomes of a call that comes while as many are under way as may be. */
public enum WhenFull {
  /**
   * It waits until another has ended, behind those that wait already; on the thread that makes it, even if it is
   * asynchronous.
   */
  BLOCK,

  /** It fails with an {@link OverloadedException} at once. */
  REJECT,

  /**
   * The call that has been under way for longest fails with an {@link OverloadedException} at once and makes room; what is
   * in a batch by then runs to its end, and nobody waits for it. For callers to whom a late answer is worth less than a
   * fresh one.
   */
  SHED
}
