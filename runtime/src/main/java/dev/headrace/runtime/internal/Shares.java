package dev.headrace.runtime.internal;

import java.util.IdentityHashMap;

/**
 * What each flow has had of a resource. Flows are served by start-time fair queueing (Goyal, Vin and Cheng, 1996),
 * counted in device time: a flow's tag is what it has had; the least goes first. A flow that had nothing to ask for
 * begins where the others are, so it goes first when it comes and saves nothing up. Guarded by the queue's lock.
 */
final class Shares {
  private static final int MANY = 64;

  private final IdentityHashMap<Flow, Share> shares = new IdentityHashMap<>();
  private double now; // the tag of what was served last
  private int many = MANY; // when to look again for those that can be forgotten

  /** What one flow has had. */
  static final class Share {
    private final double weight;
    private double tag;
    private int lines; // in which it waits

    private Share(double weight) {
      this.weight = weight;
    }

    /** Of a flow that shares with nobody. */
    static Share alone() {
      return new Share(1);
    }

    double tag() {
      return tag;
    }

    /** It has had so much device time. */
    void served(double nanos) {
      tag += nanos / weight;
    }

    /** It waits in a line less. */
    void left() {
      lines--;
    }
  }

  /** The share of a flow that waits in a line more. */
  Share comes(Flow flow) {
    Share share = shares.get(flow);
    if (share == null) {
      if (shares.size() >= many) {
        forget();
      }
      share = new Share(flow.weight());
      shares.put(flow, share);
    }
    share.lines++;
    arrives(share);
    return share;
  }

  /** Something of the flow arrives; what it has waited for without being ready to be served saves nothing up. */
  void arrives(Share share) {
    share.tag = Math.max(now, share.tag);
  }

  /** Forgets the idle ones: at first those that would begin here anyway, and all rather than keep ever more. */
  private void forget() {
    shares.values().removeIf(share -> share.lines == 0 && share.tag <= now);
    if (shares.size() >= 16 * MANY) {
      shares.values().removeIf(share -> share.lines == 0);
    }
    many = Math.max(MANY, 2 * shares.size());
  }

  /** How many flows it knows. */
  int size() {
    return shares.size();
  }

  /** Something with this tag is served. */
  void serving(double tag) {
    now = Math.max(now, tag);
  }
}
