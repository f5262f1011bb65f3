package dev.headrace.runtime;

import static dev.headrace.runtime.Model.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResourceSnapshotTest {
  private static ResourcePool<Model> pool(String name, int calls) {
    return ResourcePool.open(
        new ResourceSpec(name, 0, 2, calls), new Object(), device -> new Model());
  }

  private static ResourceSnapshot of(String name) {
    return ResourceSnapshot.all().stream()
        .filter(snapshot -> snapshot.resource().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatRunsAndWhatWaitsIsSeen() {
    Model.Door door = new Model.Door();
    Calls calls = new Calls("Test");
    BatchStep<Model, Integer> step = Model.times10(4, door);
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Seen", 0, 1, 1), new Object(), device -> new Model())) {
      assertThat(of("Seen"))
          .isEqualTo(
              new ResourceSnapshot("Seen", 0, 1, 0, 0, List.of(), ResourceSnapshot.Health.NONE));
      CompletableFuture<Integer> first = calls.async(new StepChunk<>(step, pool, List.of(-1)));
      until(() -> door.entered.getCount() == 0);
      CompletableFuture<Integer> second = calls.async(new StepChunk<>(step, pool, List.of(2)));
      until(() -> of("Seen").waiting() == 1);
      assertThat(of("Seen").inFlight()).isEqualTo(1);
      assertThat(of("Seen").instances()).isEqualTo(1);
      door.open.countDown();
      assertThat(first.join() + second.join()).isEqualTo(10);
      until(() -> of("Seen").inFlight() == 0);
      assertThat(of("Seen").waiting()).isZero();
      ResourceSnapshot.Step done = of("Seen").steps().get(0);
      assertThat(done.node()).isEqualTo("times10");
      assertThat(done.batches()).isEqualTo(2);
      assertThat(done.elements()).isEqualTo(2);
      assertThat(done.failures()).isZero();
      assertThat(done.meanFill()).isEqualTo(0.25);
      assertThat(done.ran()).isPositive();
    }
    assertThat(ResourceSnapshot.all())
        .extracting(ResourceSnapshot::resource)
        .doesNotContain("Seen");
  }

  @Test
  void healthSaysWhyThereIsNoInstanceAndWhenItIsTriedAgain() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Duration took = Duration.ofMillis(15); // less than that costs nothing: it is tried at once
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Sick", 0, 1, 1), new Object(), device -> {
          if (broken.get()) {
            for (long start = System.nanoTime(); System.nanoTime() - start < took.toNanos(); ) {
              Thread.onSpinWait();
            }
            throw new NoClassDefFoundError("a native library"); // an error is not retried
          }
          return new Model();
        })) {
      assertThat(of("Sick").health()).isEqualTo(ResourceSnapshot.Health.NONE);
      assertThatThrownBy(pool::warmUp).hasMessageContaining("a native library");
      ResourceSnapshot.Health sick = of("Sick").health();
      assertThat(sick.state()).isEqualTo(ResourceSnapshot.State.FAILING);
      assertThat(sick.cause())
          .hasMessageContaining("Sick could not be built")
          .hasRootCauseInstanceOf(NoClassDefFoundError.class);
      assertThat(sick.retryIn()).isLessThan(Duration.ofMinutes(1));
      broken.set(false);
      until(() -> of("Sick").health().retryIn().isZero());
      pool.warmUp();
      assertThat(of("Sick").health())
          .isEqualTo(
              new ResourceSnapshot.Health(ResourceSnapshot.State.READY, null, Duration.ZERO));
    }
  }

  @Test
  void healthOfResourcesThatAllThreadsShare() {
    AtomicBoolean broken = new AtomicBoolean(true);
    try (ResourcePool<Model> pool =
        ResourcePool.open(new ResourceSpec("Shared", 0, 1, 0), new Object(), device -> {
          if (broken.getAndSet(false)) {
            throw new IllegalStateException("not yet");
          }
          return new Model();
        })) {
      assertThatThrownBy(pool::warmUp).hasMessageContaining("not yet");
      assertThat(of("Shared").health().state()).isEqualTo(ResourceSnapshot.State.FAILING);
      pool.warmUp();
      assertThat(of("Shared").health().state()).isEqualTo(ResourceSnapshot.State.READY);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void aBatchWaitedNoLongerThanItsCallTook(int callsPerInstance) {
    try (ResourcePool<Model> pool = pool("Timed", callsPerInstance)) {
      long start = System.nanoTime();
      assertThat(new StepChunk<>(Model.times10(1), pool, List.of(1, 2)).column())
          .hasSize(2);
      until(() -> of("Timed").inFlight() == 0);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(of("Timed").steps().get(0).waited()).isLessThan(took.multipliedBy(2));
    }
  }

  @Test
  void callsThatThrowAreCounted() {
    BatchStep<Model, Integer> step = BatchStep.<Model, Integer>named("throws")
        .maxBatchSize(8)
        .calling((model, batch) -> {
          throw new IllegalStateException("no");
        });
    try (ResourcePool<Model> pool = pool("Failing", 1)) {
      assertThat(new StepChunk<>(step, pool, List.of(1, 2)).outcomes()).hasSize(2);
      until(() -> of("Failing").inFlight() == 0);
      ResourceSnapshot.Step done = of("Failing").steps().get(0);
      assertThat(done.batches()).isEqualTo(3); // both, and each alone
      assertThat(done.failures()).isEqualTo(3);
    }
  }

  @Test
  void resourcesForAnyNumberOfCallersAreSeenToo() {
    try (ResourcePool<Model> pool = pool("Inline", 0)) {
      assertThat(new StepChunk<>(Model.times10(4), pool, List.of(1, 2)).column())
          .hasSize(2);
      assertThat(of("Inline").maxInFlight()).isZero();
      assertThat(of("Inline").instances()).isEqualTo(1);
      assertThat(of("Inline").steps().get(0).elements()).isEqualTo(2);
    }
  }

  @Test
  void theFlightRecorderHearsOfInstancesAndResources(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("resources.jfr");
    try (Recording recording = new Recording();
        ResourcePool<Model> pool = pool("Recorded", 1)) {
      recording.enable("dev.headrace.Instance");
      recording.enable("dev.headrace.Resource").with("period", "beginChunk");
      try (ResourcePool<Model> before = pool("Before", 1)) {
        before.warmUp();
        recording.start();
      }
      pool.warmUp();
      assertThat(new StepChunk<>(Model.times10(4), pool, List.of(1)).column()).hasSize(1);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events).anySatisfy(event -> {
      assertThat(event.getEventType().getName()).isEqualTo("dev.headrace.Resource");
      assertThat(event.getString("resource")).isEqualTo("Before");
      assertThat(event.getInt("instances")).isEqualTo(1);
      assertThat(event.getInt("maxInFlight")).isEqualTo(2);
    });
    assertThat(events).anySatisfy(event -> {
      assertThat(event.getEventType().getName()).isEqualTo("dev.headrace.Instance");
      assertThat(event.getString("resource")).isEqualTo("Recorded");
      assertThat(event.getString("device")).isEqualTo("cpu");
    });
  }

  @Test
  void theFlightRecorderKeepsNobodyToAskOnceNoResourceIsOpen(@TempDir Path directory)
      throws Exception {
    try (ResourcePool<Model> pool = pool("Gone", 1)) {
      pool.warmUp();
    }
    assertThat(ResourceSnapshot.all()).extracting(ResourceSnapshot::resource).containsOnly("none");
    Path file = directory.resolve("nothing.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.headrace.Resource").with("period", "beginChunk");
      recording.start();
      recording.stop();
      recording.dump(file);
    }
    assertThat(RecordingFile.readAllEvents(file)).isEmpty();
  }
}
