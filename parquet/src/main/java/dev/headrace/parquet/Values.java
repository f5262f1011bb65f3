package dev.headrace.parquet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.PrimitiveArrayDeserializers;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.headrace.bulk.internal.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/** Values as trees of what Parquet has: times are numbers. Otherwise as in JSON lines. */
final class Values {
  private static final long SECOND = 1_000_000_000;

  static final ObjectMapper MAPPER = Json.MAPPER.copy().registerModule(numbers());

  private Values() {}

  /** Since 1970; throws an {@link ArithmeticException} beyond some 292 years. */
  static long nanos(Instant time) {
    return Math.addExact(Math.multiplyExact(time.getEpochSecond(), SECOND), time.getNano());
  }

  private static SimpleModule numbers() {
    SimpleModule module = new SimpleModule();
    add(
        module,
        Instant.class,
        Values::nanos,
        nanos -> Instant.ofEpochSecond(Math.floorDiv(nanos, SECOND), Math.floorMod(nanos, SECOND)),
        Instant::parse);
    add(module, Duration.class, Duration::toNanos, Duration::ofNanos, Duration::parse);
    add(module, LocalDate.class, LocalDate::toEpochDay, LocalDate::ofEpochDay, LocalDate::parse);
    only(module, String.class, StringDeserializer.instance, JsonToken.VALUE_EMBEDDED_OBJECT);
    only(module, byte[].class, bytes(), JsonToken.VALUE_STRING);
    module.addSerializer(Character.class, number(c -> c));
    module.addSerializer(char.class, number(c -> c));
    return module;
  }

  @SuppressWarnings("unchecked") // what reads arrays of bytes
  private static JsonDeserializer<byte[]> bytes() {
    return (JsonDeserializer<byte[]>) PrimitiveArrayDeserializers.forType(byte.class);
  }

  /** Text is no bytes and bytes are no text: JSON has to have them as Base64, and would turn one into the other. */
  private static <V> void only(
      SimpleModule module, Class<V> type, JsonDeserializer<V> usual, JsonToken never) {
    module.addDeserializer(type, new JsonDeserializer<V>() {
      @Override
      public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.currentToken() == never
            ? type.cast(context.handleUnexpectedToken(type, parser))
            : usual.deserialize(parser, context);
      }
    });
  }

  private static <V> void add(
      SimpleModule module,
      Class<V> type,
      ToLongFunction<V> toNumber,
      LongFunction<V> ofNumber,
      Function<String, V> ofText) {
    module.addSerializer(type, number(toNumber));
    module.addDeserializer(type, new JsonDeserializer<V>() {
      @Override
      public V deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        return parser.currentToken() == JsonToken.VALUE_STRING
            ? ofText.apply(parser.getText())
            : ofNumber.apply(parser.getLongValue());
      }
    });
  }

  private static <V> JsonSerializer<V> number(ToLongFunction<V> toNumber) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(V value, JsonGenerator json, SerializerProvider provider)
          throws IOException {
        json.writeNumber(toNumber.applyAsLong(value));
      }
    };
  }
}
