package dev.headrace.runtime;

/** Something that a pipeline needs was not given: an input, a resource, a GPU. The message ends with the remedies. */
public final class ConfigurationException extends HeadraceException {
  private static final long serialVersionUID = 1;

  /**
   * A missing configuration.
   *
   * @param message what is missing, and how to give it
   */
  public ConfigurationException(String message) {
    super(message);
  }
}
