package dev.headrace.runtime.daft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.runtime.NodeException;
import dev.headrace.runtime.NullResultException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions: shared, kept for a while, closed. */
class HostTest {
  private static final String ECHO = EchoProgram.class.getName();

  private static Session open(String key, String bound) throws Exception {
    return Host.open(key, bound, ECHO, new String[0], new Settings());
  }

  private static int closed() {
    return EchoProgram.Shared.CLOSED.get();
  }

  @Test
  void isFoundWhileHeldAndAWhileAfter() throws Exception {
    Session session = open("found", "");
    assertThat(Host.find("found")).isSameAs(session);
    Host.release(session);
    Host.release(session);
    assertThat(Host.find("found")).isSameAs(session);
    Host.release(session);
    assertThat(Host.find("never opened")).isNull();
  }

  @Test
  void theSecondOfOneKeyIsClosed() throws Exception {
    Session first = open("twice", "");
    int before = closed();
    assertThat(open("twice", "")).isSameAs(first);
    assertThat(closed()).isEqualTo(before + 1);
    Host.release(first);
    Host.release(first);
  }

  @Test
  void onlyAFewIdleOnesAreKept() throws Exception {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      sessions.add(open("idle " + i, ""));
    }
    sessions.forEach(Host::release);
    List<Integer> kept = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Session session = Host.find("idle " + i);
      if (session != null) {
        kept.add(i);
        Host.release(session);
      }
    }
    assertThat(kept).containsExactly(8, 9, 10, 11);
  }

  @Test
  void thoseOfAForgottenInputAreClosedOnceNobodyHoldsThem() throws Exception {
    Session session = open("bound", "input");
    int before = closed();
    Host.forget("input");
    assertThat(closed()).isEqualTo(before);
    Host.release(session);
    assertThat(closed()).isEqualTo(before + 1);
    assertThat(Host.find("bound")).isNull();
  }

  @Test
  void aMissingClassIsNamed() {
    assertThatThrownBy(() ->
            Host.open("missing", "", "no.Such", new String[] {"/nowhere.jar"}, new Settings()))
        .isInstanceOf(ClassNotFoundException.class)
        .hasMessage("no.Such");
  }

  @Test
  void failuresInWords() {
    Exception boom = new IllegalStateException("boom");
    String[] node =
        Host.describe(new RuntimeException(new NodeException("encode", 3, "query = q", boom)));
    assertThat(List.of(node).subList(0, 5))
        .containsExactly(
            "java.lang.IllegalStateException",
            "encode failed on row 3 (query = q): IllegalStateException: boom",
            "encode",
            "3",
            "query = q");
    assertThat(Host.describe(new NullResultException("ranking", 2))).contains("ranking", "2");
    Exception half = new IllegalStateException("half \ud83d");
    assertThat(Host.describe(new NodeException("encode", 3, "text = \ude00", half)))
        .contains("encode failed on row 3 (text = ?): IllegalStateException: half ?", "text = ?");
    assertThat(Host.describe(new StackOverflowError())[1]).isEqualTo("StackOverflowError");
  }
}
