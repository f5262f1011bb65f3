package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runtime.internal.BatchLimit;
import dev.headrace.runtime.internal.Flow;
import dev.headrace.runtime.internal.Lease;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A heap without room for one more object, in a process of its own. */
@Timeout(60)
class FullHeapTest {
  /** A process that fills its heap, and ends with 0 if all went well. */
  static final class Full implements AutoCloseable {
    private static final Object[] NOTHING = {};
    private static Object[] all = NOTHING;
    private static volatile boolean closed;
    private static volatile boolean full;

    public static void main(String[] arguments) throws Exception {
      boolean good = arguments[0].equals("instance") ? closesTheInstance() : standsAside();
      all = NOTHING;
      Runtime.getRuntime().halt(good ? 0 : 2);
    }

    private static void fill() {
      for (int i = 0; i < 20; i++) { // each time the collector finds a little more
        try {
          while (true) {
            all = new Object[] {all};
          }
        } catch (OutOfMemoryError e) {
          full = i == 19;
        }
      }
    }

    @Override
    public void close() {
      all = NOTHING;
      closed = true;
    }

    private static boolean closesTheInstance() throws Exception {
      Full instance = new Full();
      InstanceBuilder<Full> builder =
          new InstanceBuilder<>(new ResourceSpec("Full", 0, 1, 1), device -> {
            if (closed) {
              fill();
            }
            return instance;
          });
      builder.open().close(); // so that all classes are there
      try {
        return builder.open() == null;
      } catch (Throwable e) {
        return full && all == NOTHING && builder.alive() == 0;
      }
    }

    private static boolean standsAside() throws Exception {
      Lease<Object> lease = new Lease<>(new BatchLimit(1, 0), Flow.ofCalls());
      Thread here = Thread.currentThread();
      Thread.State waits = Thread.State.WAITING; // that class is there then
      Thread holder = new Thread(() -> {
        while (!full || here.getState() != waits) {
          Thread.onSpinWait();
        }
        closed = true;
        lease.release();
      });
      holder.setDaemon(true);
      holder.start();
      Object instance = new Object();
      Lease<Object> before = new Lease<>(new BatchLimit(1, 0), Flow.ofCalls());
      before.release();
      before.run(instance, null).run(); // so that all classes are there
      LockSupport.unpark(here);
      LockSupport.park(here);
      fill();
      try {
        var unused = lease.run(instance, null);
      } catch (Throwable e) {
        return false;
      }
      return closed;
    }
  }

  private static int exitCode(String what) throws Exception {
    return OwnProcess.exitCode(Full.class, what, "-Xmx8m", "-XX:+UseSerialGC");
  }

  @Test
  void anInstanceThatCannotBeKeptIsClosed() throws Exception {
    assertThat(exitCode("instance")).isZero();
  }

  @Test
  void theThreadOfALeasedInstanceStandsAside() throws Exception {
    assertThat(exitCode("lease")).isZero();
  }
}
