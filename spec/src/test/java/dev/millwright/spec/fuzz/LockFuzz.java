package dev.millwright.spec.fuzz;

import dev.millwright.spec.diagnostic.Checked;
import dev.millwright.spec.lock.LocatedLock;
import dev.millwright.spec.lock.LockReader;
import dev.millwright.spec.lock.LockText;
import java.nio.charset.StandardCharsets;

/// Any bytes as a lock: it is refused, or it says the same when it is written and read again.
public final class LockFuzz {
  private LockFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) {
    switch (LockReader.read("millwright.lock", data)) {
      case Checked.Ok<LocatedLock>(var read, var _) -> {
        byte[] written = LockText.of(read.lock()).getBytes(StandardCharsets.UTF_8);
        if (!(LockReader.read("millwright.lock", written)
                instanceof Checked.Ok<LocatedLock>(var again, var _)
            && again.lock().equals(read.lock()))) {
          throw new AssertionError("another lock: " + new String(written, StandardCharsets.UTF_8));
        }
      }
      case Checked.Rejected<LocatedLock>(var findings) -> {
        if (findings.isEmpty()) {
          throw new AssertionError("refused without a word");
        }
      }
    }
  }
}
