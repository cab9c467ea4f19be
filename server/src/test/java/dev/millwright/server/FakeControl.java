package dev.millwright.server;

import dev.millwright.server.control.Answer;
import dev.millwright.server.control.Control;
import dev.millwright.server.control.FunctionRun;
import dev.millwright.server.control.PlatformStatus;
import dev.millwright.spec.Digest;
import dev.millwright.spec.Name;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A platform that notes what was wished.
final class FakeControl implements Control {
  final List<String> wishes = new CopyOnWriteArrayList<>();
  private final Path logs;

  FakeControl(Path logs) {
    this.logs = logs;
  }

  @Override
  public PlatformStatus status() {
    return new PlatformStatus(
        Name.of("flights"),
        Name.of("local"),
        "HEAD of main",
        Sample.NOW.minusSeconds(5000),
        Optional.of("http://127.0.0.1:8080"),
        List.of(
            new PlatformStatus.Share(Digest.of("first"), 90),
            new PlatformStatus.Share(Digest.of("second"), 10)),
        List.of(
            new PlatformStatus.Child(
                "gateway", 4711, Optional.of(8080), "ready", Sample.NOW.minusSeconds(3990)),
            new PlatformStatus.Child(
                "predict-delay@1c2d3e4f",
                4712,
                Optional.of(40211),
                "ready",
                Sample.NOW.minusSeconds(3980)),
            new PlatformStatus.Child(
                "predict-delay@99aa8877",
                4790,
                Optional.empty(),
                "starting",
                Sample.NOW.minusSeconds(8))),
        List.of(),
        List.of("2 uncommitted files are not run"));
  }

  @Override
  public Answer reconcile() {
    return taken("reconcile");
  }

  @Override
  public Answer suspend(String reason, Optional<Instant> until) {
    return taken("suspend " + reason + until.map(at -> " until " + at).orElse(""));
  }

  @Override
  public Answer resume() {
    return new Answer.Refused("nobody suspended rollouts by hand", "millwright status");
  }

  @Override
  public Answer retry() {
    return new Answer.Refused("nothing is in quarantine", "millwright status");
  }

  @Override
  public Answer retry(Digest release) {
    return new Answer.Unknown("release " + release.brief() + " is not in quarantine");
  }

  @Override
  public Answer advanceClock(Instant at) {
    return taken("clock " + at);
  }

  @Override
  public Answer run(FunctionRun run) {
    wishes.add(run.toString());
    return Answer.taken("run", "run-9");
  }

  @Override
  public Answer runWorkflow(Name workflow) {
    return taken("workflow " + workflow);
  }

  @Override
  public Answer flush() {
    return taken("flush");
  }

  @Override
  public Optional<Path> log(String run) {
    return Optional.of(logs.resolve(run + ".txt"));
  }

  private Answer taken(String wish) {
    wishes.add(wish);
    return Answer.taken();
  }
}
