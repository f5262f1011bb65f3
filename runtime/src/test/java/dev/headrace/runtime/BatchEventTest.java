package dev.headrace.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchEventTest {
  @Test
  void everyBatchIsRecorded(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("batches.jfr");
    try (Recording recording = new Recording();
        ResourcePool<Model> pool = Model.pool(1)) {
      recording.enable("dev.headrace.Batch");
      recording.start();
      assertThat(new StepChunk<>(Model.times10(4), pool, Model.range(6)).column())
          .hasSize(6);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
        .filter(e -> e.getEventType().getName().equals("dev.headrace.Batch"))
        .toList();
    assertThat(events).extracting(e -> e.getInt("size")).containsExactlyInAnyOrder(4, 2);
    assertThat(events).allSatisfy(e -> {
      assertThat(e.getString("node")).isEqualTo("times10");
      assertThat(e.getString("device")).isEqualTo("cpu");
      assertThat(e.getString("failure")).isNull();
      assertThat(e.getDuration("waitNanos").isNegative()).isFalse();
    });
  }

  @Test
  void aListenerThatFailsDisturbsNobody() {
    PipelineListener rude = new PipelineListener() {
      @Override
      public void batch(
          String node, int size, long wait, long run, Device device, Throwable failure) {
        throw new IllegalStateException("rude");
      }
    };
    Listeners.add(rude);
    try (ResourcePool<Model> pool = Model.pool(1)) {
      assertThat(new StepChunk<>(Model.times10(4), pool, Model.range(6)).column())
          .hasSize(6);
    } finally {
      Listeners.remove(rude);
    }
  }
}
