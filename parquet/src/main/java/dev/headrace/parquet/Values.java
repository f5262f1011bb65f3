package dev.headrace.parquet;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import dev.headrace.bulk.internal.Json;
import dev.headrace.bulk.internal.Strict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Values as trees of what Parquet has: times are written as numbers. Otherwise as in JSON lines. */
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
    module.addSerializer(Instant.class, number(Values::nanos));
    module.addSerializer(Duration.class, number(Duration::toNanos));
    module.addSerializer(LocalDate.class, number(LocalDate::toEpochDay));
    module.addSerializer(Character.class, number(c -> c));
    module.addSerializer(char.class, number(c -> c));
    module.addSerializer(char[].class, new StdDelegatingSerializer(char[].class, new Numbers()));
    module.addDeserializer(char[].class, new StdDelegatingDeserializer<>(new Letters()));
    module.addDeserializer(Duration.class, duration());
    // Text is no bytes and bytes are no text: JSON has to have them as Base64, and would turn one
    // into the other.
    module.addDeserializer(
        String.class,
        Strict.except(String.class, StringDeserializer.instance, JsonToken.VALUE_EMBEDDED_OBJECT));
    module.addDeserializer(
        byte[].class,
        Strict.except(byte[].class, Strict.array(byte[].class), JsonToken.VALUE_STRING));
    return module;
  }

  /** Jackson would write an array of letters as text. */
  private static final class Numbers extends StdConverter<char[], int[]> {
    @Override
    public int[] convert(char[] letters) {
      return IntStream.range(0, letters.length).map(i -> letters[i]).toArray();
    }
  }

  private static final class Letters extends StdConverter<List<Character>, char[]> {
    @Override
    public char[] convert(List<Character> letters) {
      char[] array = new char[letters.size()];
      for (int i = 0; i < array.length; i++) {
        array[i] = letters.get(i);
      }
      return array;
    }
  }

  private static JsonDeserializer<Duration> duration() {
    JsonDeserializer<Duration> usual = Strict.time(Duration.class, Duration::parse);
    return new JsonDeserializer<>() {
      @Override
      public Duration deserialize(JsonParser parser, DeserializationContext context)
          throws IOException {
        return parser.hasToken(JsonToken.VALUE_NUMBER_INT)
            ? Duration.ofNanos(parser.getLongValue())
            : usual.deserialize(parser, context);
      }
    };
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
