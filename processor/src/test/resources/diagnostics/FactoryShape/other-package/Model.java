package other;

public final class Model {}
