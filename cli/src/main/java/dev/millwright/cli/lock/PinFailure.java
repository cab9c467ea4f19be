package dev.millwright.cli.lock;

import dev.millwright.builder.DependencyFailure;
import dev.millwright.builder.registry.RegistryFailure;
import dev.millwright.cli.python.DistributionFailure;
import dev.millwright.spec.lock.Need;
import java.util.function.Supplier;

/// What a project asks for cannot be had, so there is nothing to pin.
public final class PinFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Need need;
  private final String hint;

  private PinFailure(Need need, RuntimeException cause, String hint) {
    super(cause.getMessage(), cause);
    this.need = need;
    this.hint = hint;
  }

  static <T> T of(Need need, Supplier<T> pin) {
    try {
      return pin.get();
    } catch (DependencyFailure e) {
      throw new PinFailure(need, e, "nothing was locked");
    } catch (RegistryFailure e) {
      throw new PinFailure(need, e, e.hint());
    } catch (DistributionFailure e) {
      throw new PinFailure(need, e, e.hint());
    }
  }

  /// What cannot be had.
  public Need need() {
    return need;
  }

  /// What to do about it.
  public String hint() {
    return hint;
  }
}
