package dev.headrace.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A slot that holds a model, a client or a connection.
 *
 * @param slot its name: the factory's, or the class's with a small first letter
 * @param type what steps get
 * @param factory the static method that builds it; empty when the class's constructor does
 * @param isStatic false for a factory that is an instance method
 * @param isInner whether an instance needs one of the class around it
 * @param numberOrigins where its numbers are given, by the annotation's names for them
 * @param constructors how many constructors that are not private the class has; 1 for a factory
 * @param access who can call the one, or the factory
 */
public record Resource(
    String slot,
    JavaType.Declared type,
    JavaType.Declared owner,
    Optional<String> factory,
    boolean isAbstract,
    boolean isStatic,
    boolean isInner,
    int constructors,
    Declaration.Access access,
    double gpus,
    int maxConcurrency,
    int callsPerInstance,
    boolean useProcess,
    boolean closeable,
    List<Setting> settings,
    String doc,
    Map<String, Origin> numberOrigins,
    Origin origin) {

  public Resource {
    settings = List.copyOf(settings);
    numberOrigins = Map.copyOf(numberOrigins);
  }

  /** The slot's: one of everything else would be deep, and each step asks for it. */
  @Override
  public int hashCode() {
    return slot.hashCode();
  }

  /** The same in another slot, with other settings. */
  public Resource in(String otherSlot, List<Setting> otherSettings) {
    return new Resource(
        otherSlot,
        type,
        owner,
        factory,
        isAbstract,
        isStatic,
        isInner,
        constructors,
        access,
        gpus,
        maxConcurrency,
        callsPerInstance,
        useProcess,
        closeable,
        otherSettings,
        doc,
        numberOrigins,
        origin);
  }

  /** A parameter of the constructor or factory. */
  public record Setting(String name, JavaType type, List<Mark> marks, Origin origin) {
    public Setting {
      marks = List.copyOf(marks);
    }

    /** The same under another name. */
    public Setting named(String other) {
      return new Setting(other, type, marks, origin);
    }

    /** Whether it is the device that the runtime hands out. */
    public boolean isDevice() {
      return type.qualified().equals("dev.headrace.runtime.Device");
    }
  }
}
