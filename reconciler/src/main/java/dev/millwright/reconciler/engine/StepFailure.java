package dev.millwright.reconciler.engine;

/// A step came to an end without success. The message is the cause, one sentence for people.
public final class StepFailure extends Exception {
  private static final long serialVersionUID = 1;

  public StepFailure(String cause) {
    super(cause);
  }

  public StepFailure(String cause, Throwable detail) {
    super(cause, detail);
  }
}
