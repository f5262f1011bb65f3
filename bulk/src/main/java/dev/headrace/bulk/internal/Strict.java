package dev.headrace.bulk.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.std.PrimitiveArrayDeserializers;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Function;

/** Reads what else would be taken for another value: numbers for times, Base64 for vectors. */
public final class Strict {
  private Strict() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addDeserializer(Instant.class, time(Instant.class, Instant::parse))
        .addDeserializer(LocalDate.class, time(LocalDate.class, LocalDate::parse))
        .addDeserializer(Duration.class, time(Duration.class, Duration::parse))
        .addDeserializer(float[].class, vector(float[].class))
        .addDeserializer(double[].class, vector(double[].class));
  }

  private static <V> JsonDeserializer<V> vector(Class<V> type) {
    return except(type, array(type), JsonToken.VALUE_STRING, JsonToken.VALUE_EMBEDDED_OBJECT);
  }

  /** What reads an array of primitives. */
  @SuppressWarnings("unchecked")
  public static <V> JsonDeserializer<V> array(Class<V> type) {
    return (JsonDeserializer<V>) PrimitiveArrayDeserializers.forType(type.getComponentType());
  }

  /** Reads as usual, but nothing that begins with one of these. */
  public static <V> JsonDeserializer<V> except(
      Class<V> type, JsonDeserializer<V> usual, JsonToken... never) {
    Set<JsonToken> refused = Set.of(never);
    return new JsonDeserializer<>() {
      @Override
      public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return refused.contains(parser.currentToken())
            ? type.cast(context.handleUnexpectedToken(type, parser))
            : usual.deserialize(parser, context);
      }
    };
  }

  /** Reads text, or what a tree has as a value of that type. */
  public static <V> JsonDeserializer<V> time(Class<V> type, Function<String, V> ofText) {
    return new JsonDeserializer<>() {
      @Override
      public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
          try {
            return ofText.apply(parser.getText());
          } catch (DateTimeException e) {
            return type.cast(
                context.handleWeirdStringValue(type, parser.getText(), "%s", e.getMessage()));
          }
        }
        Object value =
            parser.hasToken(JsonToken.VALUE_EMBEDDED_OBJECT) ? parser.getEmbeddedObject() : null;
        return type.cast(
            type.isInstance(value) ? value : context.handleUnexpectedToken(type, parser));
      }
    };
  }
}
