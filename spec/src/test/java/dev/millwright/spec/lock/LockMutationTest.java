package dev.millwright.spec.lock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Locks with one slip of the hand: each still says what it says, or is refused at one of its
/// lines.
final class LockMutationTest {
  private static final int SLIPS = 2_000;
  private static final long SEED = 20_260_704;
  private static final List<String> WORDS =
      List.of("", "null", "~", "[]", "{}", "-", "1", "sha256:", "latest", "name==", "\"", "&a *a");

  private final Random random = new Random(SEED);
  private int refused;
  private int read;

  @Test
  void a_slip_is_a_lock_still_or_a_finding_in_it() throws IOException {
    List<String> lines = Files.readAllLines(Path.of("src/test/fuzz/lock/images-and-python"));
    for (int i = 0; i < SLIPS; i++) {
      judge(String.join("\n", slipped(lines)) + "\n");
    }
    // Most slips break a lock that is read strictly; those in a name or a version make another one.
    assertThat(refused).isGreaterThan(SLIPS / 2);
    assertThat(read).isGreaterThan(SLIPS / 20);
  }

  private List<String> slipped(List<String> lines) {
    List<String> changed = new ArrayList<>(lines);
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(6)) {
      case 0 -> changed.remove(at);
      case 1 -> changed.add(at, line);
      case 2 -> changed.set(at, "  " + line);
      case 3 -> changed.set(at, line.replaceFirst("[^ -].*", word()));
      case 4 -> changed.set(at, line.replaceFirst(": .*", ": " + word()));
      default -> {
        int place = random.nextInt(line.length());
        changed.set(at, line.substring(0, place) + word() + line.substring(place + 1));
      }
    }
    return changed;
  }

  private String word() {
    return java.util.regex.Matcher.quoteReplacement(WORDS.get(random.nextInt(WORDS.size())));
  }

  private void judge(String text) {
    switch (LockReader.read(Lock.FILE, text.getBytes(StandardCharsets.UTF_8))) {
      case Checked.Ok<LocatedLock>(var found, var _) -> {
        read++;
        byte[] written = LockText.of(found.lock()).getBytes(StandardCharsets.UTF_8);
        assertThat(LockReader.read(Lock.FILE, written))
            .as(text)
            .isInstanceOfSatisfying(
                Checked.Ok.class,
                again -> assertThat(((LocatedLock) again.value()).lock()).isEqualTo(found.lock()));
      }
      case Checked.Rejected<LocatedLock>(var findings) -> {
        refused++;
        assertThat(findings).as(text).isNotEmpty();
        long last = text.lines().count();
        assertThat(findings)
            .as(text)
            .extracting(Diagnostic::span)
            .allMatch(it -> it.file().equals(Lock.FILE) && it.line() >= 1 && it.line() <= last + 1);
      }
    }
  }
}
