package dev.headrace.bulk.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;

/** Refuses numbers beyond their type, which would be read as infinite or, as bytes, as negative ones. */
public final class ExactNumbers extends JsonParserDelegate {
  public ExactNumbers(JsonParser parser) {
    super(parser);
  }

  @Override
  public byte getByteValue() throws IOException {
    int value = getIntValue();
    if (value != (byte) value) {
      throw beyond(byte.class);
    }
    return (byte) value;
  }

  @Override
  public float getFloatValue() throws IOException {
    float value = super.getFloatValue();
    if (Float.isInfinite(value) && !saysInfinity()) {
      throw beyond(float.class);
    }
    return value;
  }

  @Override
  public double getDoubleValue() throws IOException {
    double value = super.getDoubleValue();
    if (Double.isInfinite(value) && !saysInfinity()) {
      throw beyond(double.class);
    }
    return value;
  }

  /** As a tree may; in text it is a string, which is not read by these methods. */
  private boolean saysInfinity() throws IOException {
    return getText().endsWith("Infinity");
  }

  private InputCoercionException beyond(Class<?> type) throws IOException {
    return new InputCoercionException(
        this, "Numeric value (" + getText() + ") out of range of " + type, currentToken(), type);
  }
}
