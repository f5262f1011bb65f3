package dev.headrace.runtime.internal;

import java.util.IdentityHashMap;

/**
 * What each flow has had of a resource. Flows are served by start-time fair queueing (Goyal, Vin and Cheng, 1996),
 * counted in device time: a request has a tag, which is what its flow has had before it; the least goes first. A flow
 * that had nothing to ask for begins where the others are, so it goes first when it comes and saves nothing up. Guarded
 * by the queue's lock.
 */
final class Shares {
  private static final int MANY = 64;
  private static final int MOST = 1024;

  private final IdentityHashMap<Flow, Share> shares = new IdentityHashMap<>();
  private double now; // the tag of what was served last
  private int many = MANY; // when to look again for those that can be forgotten

  /** What one flow has had. */
  static final class Share {
    private final double weight;
    private double tag;

    private Share(double weight) {
      this.weight = weight;
    }

    /** The tag of what is left of a request that had so much device time. */
    double served(double before, double nanos) {
      double after = before + nanos / weight;
      tag = Math.max(tag, after);
      return after;
    }
  }

  /** The share of a flow. */
  Share of(Flow flow) {
    Share share = shares.get(flow);
    if (share == null) {
      if (shares.size() >= many) {
        shares.values().removeIf(idle -> idle.tag <= now); // they would begin here anyway
        if (shares.size() >= MOST) {
          shares.clear(); // what they had is forgotten, rather than kept for ever
        }
        many = Math.max(MANY, 2 * shares.size());
      }
      share = new Share(flow.weight());
      shares.put(flow, share);
    }
    return share;
  }

  /** How many flows it knows. */
  int size() {
    return shares.size();
  }

  /** The tag of what arrives now. */
  double arrived(Share share, double nanos) {
    double start = Math.max(now, share.tag);
    share.tag = start + nanos / share.weight;
    return start;
  }

  /** Something with this tag is served. */
  void serving(double tag) {
    now = Math.max(now, tag);
  }
}
