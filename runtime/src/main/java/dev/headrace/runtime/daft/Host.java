package dev.headrace.runtime.daft;

import dev.headrace.runtime.internal.Shown;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a call in a worker process: class loaders, and for every program and set of settings one {@link
 * Session}, which many Python objects may hold. Called by the Python package, not by users. Thread-safe.
 */
public final class Host {
  /** How many sessions without a holder are kept for the next one, so that models survive from query to query. */
  private static final int IDLE = 4;

  private static final Map<List<String>, ClassLoader> LOADERS = new HashMap<>();

  /** By key; those that were used last are last. */
  private static final Map<String, Session> SESSIONS = new LinkedHashMap<>(16, 0.75f, true);

  private Host() {}

  /**
   * The session of a key, if it is open. The caller becomes a holder, and must {@link #release} it.
   *
   * @param key of program and settings
   * @return the session, or null
   */
  public static @Nullable Session find(String key) {
    synchronized (SESSIONS) {
      Session session = SESSIONS.get(key);
      if (session != null) {
        session.holders++;
      }
      return session;
    }
  }

  /**
   * Opens a session. The caller becomes a holder, and must {@link #release} it. The caller sees to it that one key
   * isn't opened twice at a time; if it is, the first one is kept.
   *
   * @param key of program and settings
   * @param bound the key of the bound input among the settings, or empty
   * @param program the name of a {@link DaftProgram}
   * @param classPath jars and directories to look in when the program isn't on the JVM's own class path
   * @param settings the settings, borrowed
   * @return the session
   * @throws Exception if the class isn't there or the program can't be opened; nothing is kept then
   */
  public static Session open(
      String key, String bound, String program, String[] classPath, Settings settings)
      throws Exception {
    Session session = Session.open(key, bound, program(program, classPath), settings);
    Session kept;
    synchronized (SESSIONS) {
      kept = Objects.requireNonNullElse(SESSIONS.putIfAbsent(key, session), session);
      kept.holders++;
    }
    if (kept != session) {
      session.close();
    }
    return kept;
  }

  /**
   * Ends a holder's interest. The last few sessions that nobody holds are kept, those of forgotten inputs are closed.
   *
   * @param session from {@link #find} or {@link #open}
   */
  public static void release(Session session) {
    List<Session> closing = new ArrayList<>();
    synchronized (SESSIONS) {
      session.holders--;
      SESSIONS.get(session.key); // it was in use until now
      collectIdle(closing);
    }
    closing.forEach(Session::close);
  }

  /**
   * A bound input is gone: its sessions are closed as soon as nobody holds them.
   *
   * @param bound the key of the bound input
   */
  public static void forget(String bound) {
    List<Session> closing = new ArrayList<>();
    synchronized (SESSIONS) {
      for (Session session : SESSIONS.values()) {
        session.forgotten |= session.bound.equals(bound);
      }
      collectIdle(closing);
    }
    closing.forEach(Session::close);
  }

  private static void collectIdle(List<Session> closing) {
    long surplus =
        SESSIONS.values().stream().filter(s -> s.holders == 0 && !s.forgotten).count() - IDLE;
    for (Session session : List.copyOf(SESSIONS.values())) {
      if (session.holders == 0 && (session.forgotten || surplus-- > 0)) {
        SESSIONS.remove(session.key);
        closing.add(session);
      }
    }
  }

  private static DaftProgram<?> program(String name, String[] classPath) throws Exception {
    return (DaftProgram<?>) load(name, List.of(classPath)).getConstructor().newInstance();
  }

  private static Class<?> load(String name, List<String> classPath) throws ClassNotFoundException {
    try {
      return Class.forName(name, true, Host.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      // the JVM's own class path was fixed by whoever started it, perhaps before this program's
      // place was known
      synchronized (LOADERS) {
        return Class.forName(name, true, LOADERS.computeIfAbsent(classPath, Host::loader));
      }
    }
  }

  private static ClassLoader loader(List<String> classPath) {
    URL[] urls = new URL[classPath.size()];
    for (int i = 0; i < urls.length; i++) {
      try {
        urls[i] = Path.of(classPath.get(i)).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalArgumentException(classPath.get(i), e);
      }
    }
    return new URLClassLoader("headrace", urls, Host.class.getClassLoader());
  }

  /**
   * A failure in words, since Java's exceptions don't travel between Python processes.
   *
   * @param failure what was thrown
   * @return its class, message, node, row, element and stack trace; null or empty where there is none
   */
  public static @Nullable String[] describe(Throwable failure) {
    @Nullable String[] words = Failures.describe(failure);
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      words[i] = word == null ? null : Shown.encodable(word);
    }
    return words;
  }
}
