package dev.headrace.processor.plan;

import dev.headrace.processor.resolve.Axis;
import dev.headrace.processor.resolve.Value;
import java.util.List;
import java.util.Optional;

/** One thing that a stage does over all elements of an axis. */
public sealed interface Kernel {

  /** Calls the visitor's method for this kind of kernel. */
  <R> R accept(Visitor<R> visitor);

  /** A method for each kind, so that none is forgotten. */
  interface Visitor<R> {
    R open(Open kernel);

    R elements(Elements kernel);

    R unnest(Unnest kernel);

    R collect(Collect kernel);

    R batch(Batch kernel);

    R loop(Loop kernel);
  }

  /** Opens an axis: reads the lengths of the lists. */
  record Open(Axis axis) implements Kernel {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.open(this);
    }
  }

  /** The elements of the lists, flat. */
  record Elements(Value.Element value) implements Kernel {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.elements(this);
    }
  }

  /** A bound value that lies on axes, kept as nested lists, flat and repeated for each row. */
  record Unnest(String value) implements Kernel {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unnest(this);
    }
  }

  /** A list for each parent, from the flat elements. */
  record Collect(Value.Collected value) implements Kernel {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.collect(this);
    }
  }

  /** A step over all elements, cut into batches. */
  record Batch(Value.Computed value, Optional<Value.Form> many, Optional<Value.Form> one)
      implements Kernel {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.batch(this);
    }

    /** The form whose operands say what the batches hold. */
    public Value.Form form() {
      return many.or(() -> one).orElseThrow();
    }
  }

  /** Steps on one axis, one element after the other, all of them for each. */
  record Loop(List<String> path, List<Value> values) implements Kernel {
    public Loop {
      path = List.copyOf(path);
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.loop(this);
    }
  }
}
