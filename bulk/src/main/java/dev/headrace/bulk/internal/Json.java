package dev.headrace.bulk.internal;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.regex.Pattern;

/**
 * How values look in JSON: records as objects with their components' names, times in ISO 8601, bytes in Base64. Reading
 * is strict where a slip would change a value silently, and strings may be as long as a row, which is in memory anyway.
 */
public final class Json {
  public static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build())
      .annotationIntrospector(new SkipUnknown())
      .addModule(new Jdk8Module())
      .addModule(new JavaTimeModule())
      .addModule(Strict.module())
      .disable(
          SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
          SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
      .disable(
          DeserializationFeature.ACCEPT_FLOAT_AS_INT,
          DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
      .enable(
          DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
          DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
          DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .withCoercionConfigDefaults(
          any -> any.setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
      .withCoercionConfig(
          LogicalType.Boolean,
          flag -> flag.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail))
      .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
      .build();

  /** What Jackson says one could set, where one cannot. */
  private static final Pattern SETTING = Pattern.compile(" \\((set|but could if) [^)]*\\)");

  private Json() {}

  /** What is wrong with a value, and where in it: {@code chunks[2].end: Cannot map `null` into type `int`}. */
  public static String problem(JsonProcessingException e) {
    StringBuilder problem = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference at : mapping.getPath()) {
        if (at.getFieldName() == null) {
          problem.append('[').append(at.getIndex()).append(']');
        } else {
          problem.append(problem.isEmpty() ? "" : ".").append(at.getFieldName());
        }
      }
      problem.append(problem.isEmpty() ? "" : ": ");
    }
    return problem + SETTING.matcher(e.getOriginalMessage()).replaceAll("");
  }

  /**
   * Skips what a type has no component for. Where Jackson is only told not to fail of it, it keeps the value until
   * all components are there, and cannot keep the times that Parquet has.
   */
  private static final class SkipUnknown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public JsonIgnoreProperties.Value findPropertyIgnoralByName(
        MapperConfig<?> config, Annotated annotated) {
      return super.findPropertyIgnoralByName(config, annotated).withIgnoreUnknown();
    }
  }
}
